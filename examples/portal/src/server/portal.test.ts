import { verifyHistory } from '@chuishao/core/ticket'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tenantId } from './city.ts'
import { identity } from './identities.ts'
import { openPortal, type Portal } from './portal.ts'
import { contentSecurityPolicy } from './security-headers.ts'

const dispatcher = identity('dispatcher')
if (!dispatcher) throw new Error('the demo has a dispatcher')
/** Sees everything unmasked: a masked event does not give its hash. */
const session = { tenantId, actor: dispatcher.actor }
const pages = (request: Request) =>
  new URL(request.url).pathname === '/'
    ? new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } })
    : undefined

describe('the portal on an empty data directory', () => {
  let dataDir: string
  let portal: Portal
  const ask = (path: string, init?: RequestInit) => portal.fetch(new Request(`http://127.0.0.1${path}`, init))
  const tokenFor = async (identity: string) => {
    const answer = await ask('/demo/token', { method: 'POST', body: JSON.stringify({ identity }) })
    return ((await answer.json()) as { token: string }).token
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-'))
    portal = await openPortal({ dataDir, pages })
  }, 120_000)
  afterAll(async () => {
    await portal.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('is seeded, and the history of every ticket verifies', async () => {
    expect(portal.seeded).toBe(true)
    const { items } = await portal.service.query(session, { limit: 200 })
    expect(items.length).toBeGreaterThan(60)
    const broken = []
    for (const { ticketId } of items) {
      const verified = verifyHistory((await portal.service.history(session, ticketId)) ?? [])
      if (!verified.ok) broken.push({ ticketId, verified })
    }
    expect(broken).toEqual([])
  })

  it('signs a token for a demo identity, with which the API knows who asks', async () => {
    const answer = await ask('/api/v1/me', {
      headers: { Authorization: `Bearer ${await tokenFor('market')}` },
    })
    expect(await answer.json()).toMatchObject({ name: '苏日娜', unitId: 'city-marketRegulation' })
  })

  it('says that its issuer is a demo, and signs nobody else', async () => {
    const answer = await ask('/demo/identities')
    expect(await answer.json()).toMatchObject({ notice: { en: expect.stringContaining('Demo issuer') } })
    const refused = await ask('/demo/token', { method: 'POST', body: '{"identity":"mayor"}' })
    expect(refused.status).toBe(404)
    expect((await ask('/demo/token', { method: 'POST', body: 'x' })).status).toBe(422)
    expect((await ask('/demo/token')).status).toBe(405)
  })

  it('reads no more of a demand for a token than one can be', async () => {
    let sent = 0
    const long = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1
        controller.enqueue(new Uint8Array(1024).fill(32))
        if (sent === 1000) controller.close()
      },
    })
    const refused = await ask('/demo/token', { method: 'POST', body: long, duplex: 'half' } as RequestInit)
    expect([refused.status, await refused.json()]).toMatchObject([413, { code: 'bodyTooLarge' }])
    expect(sent).toBeLessThan(5)
    const padded = `{"identity":"dispatcher"}${' '.repeat(1024)}`
    expect((await ask('/demo/token', { method: 'POST', body: padded })).status).toBe(413)
  })

  it('gives no token to a page from elsewhere', async () => {
    const refused = await ask('/demo/token', {
      method: 'POST',
      headers: { Origin: 'https://elsewhere.example' },
      body: '{"identity":"market"}',
    })
    expect(refused.status).toBe(403)
  })

  it('lets a resident rate whose number the whistler noted', async () => {
    const grid = identity('grid-qingshan')
    const hasi = identity('citizen-hasi')
    if (!grid || !hasi) throw new Error('the demo has both')
    const draft = {
      matterCode: 'SR-04',
      location: { crs: 'wgs84', address: '新城区云杉路 9 号', communityId: 'xincheng-s1-c1' },
      contact: { name: '哈斯', phone: '100-0000-0001' },
    }
    const outcome = await portal.service.execute(
      { tenantId, actor: grid.actor },
      '01a1ef29-a09f-75d2-a09a-000000000001',
      { type: 'WHISTLE', draft },
      { commandId: 'whistle-for-hasi', ifVersion: 0 },
    )
    expect(outcome).toMatchObject({ ok: true, ticket: { draft: { citizenId: hasi.actor.personId } } })
  })

  it('refuses the API without a token', async () => {
    expect((await ask('/api/v1/tickets')).status).toBe(401)
  })

  it('keeps its signing key to its owner', async () => {
    expect((await stat(join(dataDir, 'demo-signing-key.json'))).mode & 0o777).toBe(0o600)
  })

  it('sends the strict policy with pages, demo answers and what it does not know', async () => {
    const elsewhere = ['/open311/v2/services.json', '/open311/v2/nothing.xml', '/api/existing-portal/login']
    for (const path of ['/', '/demo/identities', '/nothing', ...elsewhere]) {
      const policy = (await ask(path)).headers.get('Content-Security-Policy')
      expect(policy).toBe(contentSecurityPolicy)
      expect(policy).not.toContain('unsafe')
    }
    expect((await ask('/nothing')).status).toBe(404)
  })

  it('shows figures to anybody', async () => {
    expect(await (await ask('/demo/figures')).json()).toMatchObject({
      figures: { all: { ratios: { closeRateAll: { denominator: expect.any(Number) } } } },
    })
  })

  it('does not seed a second time, and old tokens still hold', async () => {
    const before = await portal.service.position(session)
    const token = await tokenFor('dispatcher')
    await portal.close()
    portal = await openPortal({ dataDir, pages })
    expect(portal.seeded).toBe(false)
    expect(await portal.service.position(session)).toBeGreaterThanOrEqual(before)
    const answer = await ask('/api/v1/tickets?limit=1', { headers: { Authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(200)
  }, 60_000)
})

describe('a data directory that cannot be used', () => {
  it('is told in a sentence', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portal-'))
    await writeFile(join(folder, 'file'), '')
    await expect(openPortal({ dataDir: join(folder, 'file', 'below'), pages })).rejects.toThrow(
      /cannot be written to: .* Choose another one with --data/,
    )
    await rm(folder, { recursive: true })
  })
})
