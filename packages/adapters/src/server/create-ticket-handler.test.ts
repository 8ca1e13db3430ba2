import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { StoreUnavailableError } from '@chuishao/core/service'
import { testCityData, type TestPerson } from '@chuishao/core/testing'
import { Problem } from '../http/problem.ts'
import type { TicketHandlerOptions } from './create-ticket-handler.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

let server: ReturnType<typeof sampleServer>
beforeEach(() => (server = sampleServer()))
afterEach(() => server.dispose())

const ask = async (path: string, { person, ...init }: RequestInit & { person?: TestPerson } = {}) => {
  const headers = new Headers(init.headers)
  if (person !== undefined) headers.set('Authorization', `Bearer ${await tokenFor(person)}`)
  return server.handler(new Request(`http://portal.test${path}`, { ...init, headers }))
}

const whistle = (id = freshTicketId(), key: string = crypto.randomUUID()) =>
  ask(`/api/v1/tickets/${id}/commands`, {
    person: 'gridWorker',
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'If-Match': '"v0"' },
    body: JSON.stringify({ type: 'WHISTLE', draft: sampleDraft() }),
  })

const restart = async (options: Partial<TicketHandlerOptions>) => {
  await server.dispose()
  server = sampleServer(options)
}

describe('a command that makes a ticket', () => {
  it('gets 201 with its version and where it is', async () => {
    const id = freshTicketId()
    const response = await whistle(id)
    expect(response.status).toBe(201)
    expect(response.headers.get('ETag')).toBe('"v1"')
    expect(response.headers.get('Location')).toBe(`/api/v1/tickets/${id}`)
    expect(await response.json()).toMatchObject({
      version: 1,
      replayed: false,
      ticket: { id, status: 'whistled' },
    })
  })

  it('gets the same answer again under the same key, quoted or not, marked as replayed', async () => {
    const [id, key] = [freshTicketId(), crypto.randomUUID()]
    await whistle(id, key)
    const again = await whistle(id, `"${key.toUpperCase()}"`)
    expect(again.status).toBe(201)
    expect(await again.json()).toMatchObject({ version: 1, replayed: true })
  })
})

describe('reading', () => {
  it('a ticket comes with its version as ETag', async () => {
    const id = freshTicketId()
    await whistle(id)
    const response = await ask(`/api/v1/tickets/${id}`, { person: 'cityManagement' })
    expect(response.headers.get('ETag')).toMatch(/^"v1-[0-9a-f]{32}"$/)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Vary')).toBe('Authorization, Chuishao-Acting-Person')
  })

  it('a ticket, its history and a list are sent again only where they are no longer the same', async () => {
    const id = freshTicketId()
    await whistle(id)
    const paths = [`/api/v1/tickets/${id}`, `/api/v1/tickets/${id}/history`, '/api/v1/tickets?limit=1']
    const get = (path: string, tag: string) =>
      ask(path, { person: 'cityManagement', headers: { 'If-None-Match': tag } })
    const tags = await Promise.all(paths.map(async (path) => (await get(path, '')).headers.get('ETag') ?? ''))
    for (const [index, path] of paths.entries()) {
      const tag = tags[index] ?? ''
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
        const again = await get(path, known)
        expect([again.status, again.headers.get('ETag'), await again.text()]).toEqual([304, tag, ''])
      }
      expect((await get(path, '"v1"')).status).toBe(200)
    }
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      'If-Match': tags[0] ?? '',
    }
    const accepted = await ask(`/api/v1/tickets/${id}/commands`, {
      person: 'cityManagement',
      method: 'POST',
      headers,
      body: '{"type":"ACCEPT"}',
    })
    expect([accepted.status, accepted.headers.get('ETag')]).toEqual([200, '"v2"'])
    for (const [index, path] of paths.entries()) expect((await get(path, tags[index] ?? '')).status).toBe(200)
  })

  it('what one person is shown is not the copy of another who is shown something else', async () => {
    const id = freshTicketId()
    await whistle(id)
    const path = `/api/v1/tickets/${id}`
    const tagFor = async (person: TestPerson) => (await ask(path, { person })).headers.get('ETag') ?? ''
    const persons = ['cityManagement', 'gridWorker', 'dispatcher'] as const
    const tags = await Promise.all(persons.map(tagFor))
    expect(new Set(tags).size).toBe(persons.length)
    for (const [index, person] of persons.entries())
      for (const [other, tag] of tags.entries())
        expect((await ask(path, { person, headers: { 'If-None-Match': tag } })).status).toBe(
          other === index ? 304 : 200,
        )
  })

  it('the city comes once, and then only the answer that it has not changed', async () => {
    const first = await ask('/api/v1/city', { person: 'gridWorker' })
    expect(await first.json()).toEqual(testCityData)
    const tag = first.headers.get('ETag') ?? ''
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await ask('/api/v1/city', { person: 'gridWorker', headers: { 'If-None-Match': known } })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
    const other = await ask('/api/v1/city', { person: 'gridWorker', headers: { 'If-None-Match': '"other"' } })
    expect(other.status).toBe(200)
  })

  it('a list links to its next page, with the same filters, until there is none', async () => {
    for (let count = 0; count < 3; count += 1) await whistle()
    const address = '/api/v1/tickets?statuses=whistled&statuses=accepted&limit=2'
    const first = await ask(address, { person: 'gridWorker' })
    const next = /^<(\?.+)>; rel="next"$/.exec(first.headers.get('Link') ?? '')?.[1] ?? ''
    const query = new URL(next, `http://portal.test${address}`).searchParams
    expect([query.getAll('statuses'), query.get('limit')]).toEqual([['whistled', 'accepted'], '2'])
    const second = await ask(`/api/v1/tickets${next}`, { person: 'gridWorker' })
    expect(second.headers.get('Link')).toBeNull()
    expect(await second.json()).toMatchObject({ items: [{ status: 'whistled' }] })
  })

  it('a HEAD request has no body, and on the event stream it ends at once', async () => {
    for (const path of ['/api/v1/me', '/api/v1/events']) {
      const response = await ask(path, { person: 'cityManagement', method: 'HEAD' })
      expect([response.status, response.body]).toEqual([200, null])
    }
  })
})

describe('every answer', () => {
  it('forbids sniffing, framing and running, and carries the id of the request', async () => {
    for (const path of ['/healthz', '/api/v1/me', '/nowhere']) {
      const { headers } = await ask(path, { headers: { 'X-Request-Id': 'from-proxy-1' } })
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('X-Frame-Options')).toBe('DENY')
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('X-Request-Id')).toBe('from-proxy-1')
      expect(headers.get('Cache-Control')).toBe('no-store')
    }
  })

  it('says no more than that something went wrong when something does; the operator learns what', async () => {
    const secret = new Error('connect ECONNREFUSED 10.0.0.5:5432 password=hunter2')
    await restart({ authenticate: () => Promise.reject(secret) })
    const response = await ask('/api/v1/me')
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(text).not.toMatch(/ECONNREFUSED|hunter2|at /)
    expect(Problem.parse(JSON.parse(text)).code).toBe('internal')
    expect(server.errors).toEqual([secret])
  })

  it('says that the store is away, and when to come back', async () => {
    await restart({
      authenticate: () => Promise.reject(new StoreUnavailableError(new Error('ECONNREFUSED'))),
    })
    const response = await ask('/api/v1/me')
    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(Problem.parse(await response.json()).code).toBe('storeUnavailable')
  })

  it('may be read by pages of the configured origins only', async () => {
    await restart({ corsOrigins: ['https://12345.example.cn'] })
    const allowedFor = async (origin: string) =>
      (await ask('/healthz', { headers: { Origin: origin } })).headers.get('Access-Control-Allow-Origin')
    expect(await allowedFor('https://12345.example.cn')).toBe('https://12345.example.cn')
    expect(await allowedFor('https://evil.test')).toBeNull()
    const preflight = await ask('/api/v1/attachments', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://12345.example.cn',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,idempotency-key,if-match',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Idempotency-Key')
  })
})

describe('without a token', () => {
  it('the health check answers, also when the store does not', async () => {
    const fine = await ask('/healthz')
    expect([fine.status, await fine.json()]).toEqual([200, { status: 'ok' }])
    await restart({ checkStore: () => Promise.reject(new Error('down')) })
    const down = await ask('/healthz')
    expect([down.status, Problem.parse(await down.json()).code]).toEqual([503, 'storeUnavailable'])
    await restart({ checkStore: () => new Promise(() => {}), checkTimeoutMs: 20 })
    const hanging = await ask('/healthz')
    expect([hanging.status, Problem.parse(await hanging.json()).code]).toEqual([503, 'storeUnavailable'])
  })

  it('the OpenAPI document can be read', async () => {
    expect(await (await ask('/api/v1/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' })
  })

  it('nothing else answers', async () => {
    for (const path of [
      'me',
      'city',
      'tickets',
      'figures',
      'events',
      'preview',
      `attachments/${'0'.repeat(64)}`,
    ])
      expect((await ask(`/api/v1/${path}`)).status).toBe(401)
  })
})

describe('a photo', () => {
  it('comes back as what it is, to be asked for again and never run as a page', async () => {
    const sharp = (await import('sharp')).default
    const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a6' } })
      .jpeg()
      .toBuffer()
    const sent = await ask('/api/v1/attachments', {
      person: 'gridWorker',
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg' },
      body: jpeg,
    })
    expect(sent.status).toBe(201)
    const ref: { sha256: string; bytes: number } = await sent.json()
    const response = await ask(`/api/v1/attachments/${ref.sha256}`, { person: 'gridWorker' })
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(ref.sha256)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(ref.bytes),
      'content-disposition': `inline; filename="${ref.sha256}.jpg"`,
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
  })

  it('is for whoever uploaded it, for others as if there were none, and the document says so', async () => {
    const sharp = (await import('sharp')).default
    const body = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a63' } })
      .png()
      .toBuffer()
    const headers = { 'Content-Type': 'image/png' }
    const sent = await ask('/api/v1/attachments', { person: 'gridWorker', method: 'POST', headers, body })
    const { sha256 } = (await sent.json()) as { sha256: string }
    const path = `/api/v1/attachments/${sha256}`
    expect((await ask(path, { person: 'gridWorker' })).status).toBe(200)
    expect((await ask(path)).status).toBe(401)
    const problemOf = async (answer: Response) => {
      const { requestId: _, ...problem } = (await answer.json()) as Record<string, unknown>
      return [answer.status, problem]
    }
    const unknown = `/api/v1/attachments/${'0'.repeat(64)}`
    for (const size of ['', '?size=thumbnail'])
      expect(await problemOf(await ask(path + size, { person: 'supervisor' }))).toEqual(
        await problemOf(await ask(unknown + size, { person: 'supervisor' })),
      )

    const document = JSON.stringify(await (await ask('/api/v1/openapi.json')).json())
    expect(document).toContain('A photo, for whoever uploaded it lately and whoever sees it on a ticket')
  })
})
