import { GatewayError } from '@chuishao/core/service'
import { goldenRows } from '@chuishao/core/testing/golden'
import { oldestProtocolVersion, protocolHeader, protocolVersion } from '@chuishao/core/versions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import { httpGateway } from './http-gateway.ts'
import { Problem } from './problem.ts'

let server: ReturnType<typeof sampleServer>
beforeEach(() => (server = sampleServer()))
afterEach(() => server.dispose())

type Change = (headers: Headers) => void

/** The real gateway on the real handler, with what one of them says of its version changed on the way. */
const gateway = (
  asked: Change = () => {},
  answered: (response: Response) => Promise<Response> | Response = (it) => it,
) =>
  httpGateway({
    endpoint: 'http://portal.test/api/v1',
    token: () => tokenFor('gridWorker'),
    fetch: async (request) => {
      const changed = new Request(request)
      asked(changed.headers)
      return answered(await server.handler(changed))
    },
  })

const says =
  (version: string | undefined): Change =>
  (headers) =>
    version === undefined ? headers.delete(protocolHeader) : headers.set(protocolHeader, version)

const whistle = (on: ReturnType<typeof httpGateway>) =>
  on.execute(
    freshTicketId(),
    { type: 'WHISTLE', draft: sampleDraft() },
    { commandId: crypto.randomUUID(), ifVersion: 0 },
  )

const failureOf = async (asked: Promise<unknown>) => {
  const error = await asked.catch((it: unknown) => it)
  if (!(error instanceof GatewayError)) throw new Error(`no GatewayError but ${String(error)}`)
  return error
}

/** As a server of another version would answer: another header, and a body that only it understands. */
const fromVersion =
  (version: number | undefined, change: (body: Record<string, unknown>) => unknown = (body) => body) =>
  async (response: Response) => {
    const headers = new Headers(response.headers)
    if (version === undefined) headers.delete(protocolHeader)
    else headers.set(protocolHeader, String(version))
    return Response.json(change(await response.json()), { status: response.status, headers })
  }

describe('an old client on a new server', () => {
  it('is told so, with what to do, whatever it asks', async () => {
    const old = gateway(says(String(oldestProtocolVersion - 1)))
    const asked = [
      () => old.whoAmI(),
      () => old.query({}),
      () => old.get(freshTicketId()),
      () => whistle(old),
    ]
    for (const ask of asked) {
      const error = await failureOf(ask())
      expect(error.code).toBe('clientTooOld')
      expect([error.sentence.zh, error.sentence.en]).toEqual([
        expect.stringContaining('请刷新页面'),
        expect.stringContaining('Reload the page'),
      ])
    }
    expect(await server.store.position('test')).toBe(0)
  })

  it('is told so before it signs in: an old page need not know how the new one does', async () => {
    const response = await server.handler(
      new Request('http://portal.test/api/v1/me', { headers: { [protocolHeader]: '1' } }),
    )
    expect(response.status).toBe(400)
    expect(Problem.parse(await response.json()).code).toBe('clientTooOld')
  })

  it('tells it by itself where the answer is beyond it', async () => {
    const newer = protocolVersion + 1
    const surprised = gateway(
      undefined,
      fromVersion(newer, () => ({ everything: 'changed' })),
    )
    expect((await failureOf(surprised.whoAmI())).code).toBe('clientTooOld')
    expect((await failureOf(surprised.city())).code).toBe('clientTooOld')
  })

  it('never shows a ticket of a newer form with the fields that it knows and without the others', async () => {
    const id = freshTicketId()
    await gateway().execute(
      id,
      { type: 'WHISTLE', draft: sampleDraft() },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    )
    const newForm = (body: Record<string, unknown>) => ({
      ...body,
      ticket: { ...(body['ticket'] as object), schemaVersion: 99, unheardOf: true },
    })
    // Also where the server forgot to raise its header.
    for (const version of [protocolVersion, protocolVersion + 1]) {
      const error = await failureOf(gateway(undefined, fromVersion(version, newForm)).get(id))
      expect([error.code, error.sentence.zh]).toEqual(['clientTooOld', expect.stringContaining('请刷新页面')])
    }
  })

  it('goes on with a newer server whose answers it can read', async () => {
    const ahead = gateway(undefined, fromVersion(protocolVersion + 1))
    expect((await ahead.whoAmI()).personId).toBe('grid-1')
    expect(await whistle(ahead)).toMatchObject({ ok: true, version: 1 })
  })
})

describe('a new client on an old server', () => {
  it('may read, but nothing that it sends is carried out by half', async () => {
    const ahead = gateway(says(String(protocolVersion + 1)))
    expect((await ahead.whoAmI()).personId).toBe('grid-1')
    const error = await failureOf(whistle(ahead))
    expect([error.code, error.sentence.zh]).toEqual(['serverTooOld', expect.stringContaining('升级服务')])
    expect(await server.store.position('test')).toBe(0)
  })

  it('is told so, not that its command is wrong, where that has a name more', async () => {
    const draft = { ...sampleDraft(), voice: 'a recording' }
    const sent = (version: number) =>
      gateway(says(String(version))).execute(
        freshTicketId(),
        { type: 'WHISTLE', draft },
        { commandId: crypto.randomUUID(), ifVersion: 0 },
      )
    expect((await failureOf(sent(protocolVersion + 1))).code).toBe('serverTooOld')
    // Also one that forgot to raise its header loses nothing without a word.
    expect(await sent(protocolVersion)).toMatchObject({
      ok: false,
      rejection: { code: 'invalidInput', issues: [{ path: ['draft', 'voice'] }] },
    })
    expect(await server.store.position('test')).toBe(0)
  })

  it('says so where a server from before versions answers what it cannot read', async () => {
    const old = gateway(
      undefined,
      fromVersion(undefined, () => ({ all: {} })),
    )
    const error = await failureOf(old.figures())
    expect([error.code, error.sentence.en]).toEqual([
      'serverTooOld',
      expect.stringContaining('older than this page'),
    ])
  })

  it('reads a ticket as a server of version 1 sends it', async () => {
    const [golden] = goldenRows[1].tickets
    const id = freshTicketId()
    await gateway().execute(
      id,
      { type: 'WHISTLE', draft: sampleDraft() },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    )
    const old = gateway(
      undefined,
      fromVersion(undefined, (body) => ({ ...body, ticket: golden?.ticket })),
    )
    expect((await old.get(id))?.ticket).toMatchObject({ schemaVersion: 2, status: 'evaluated' })
  })
})

describe('versions that nobody means', () => {
  it('a page that says none is from before versions, and is told to reload', async () => {
    const page = gateway((headers) => {
      headers.delete(protocolHeader)
      headers.set('Sec-Fetch-Site', 'same-origin')
    })
    expect((await failureOf(page.whoAmI())).code).toBe('clientTooOld')
  })

  it('a program that says none is served as one of the present version', async () => {
    const plain = gateway(says(undefined))
    expect(await whistle(plain)).toMatchObject({ ok: true, version: 1 })
  })

  it('a header that is no version is a parameter that is wrong', async () => {
    for (const wrong of ['two', '0', '-1', '1.5', '']) {
      const response = await server.handler(
        new Request('http://portal.test/api/v1/me', { headers: { [protocolHeader]: wrong } }),
      )
      expect([response.status, Problem.parse(await response.json()).code]).toEqual([400, 'invalidParameter'])
    }
  })

  it('every answer says the server’s, problems included', async () => {
    for (const path of ['/healthz', '/api/v1/me', '/api/v1/nowhere']) {
      const response = await server.handler(new Request(`http://portal.test${path}`))
      expect(response.headers.get(protocolHeader)).toBe(String(protocolVersion))
    }
  })

  it('a proxy’s page is nobody’s version', async () => {
    const proxy = httpGateway({
      endpoint: 'http://portal.test/api/v1',
      token: () => 'token',
      fetch: async () => new Response('<h1>Welcome</h1>'),
    })
    expect((await failureOf(proxy.whoAmI())).code).toBe('server')
  })
})
