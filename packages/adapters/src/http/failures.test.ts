import { GatewayError } from '@chuishao/core/service'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isUnreachable } from '../offline/unreachable.ts'
import { httpGateway } from './http-gateway.ts'

const gatewayOn = (
  fetch: (request: Request) => Promise<Response>,
  more: { token?: () => string; timeoutMs?: number } = {},
) => httpGateway({ endpoint: 'http://portal.test/api/v1/', token: () => 'token', fetch, ...more })

const failureOf = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (it: unknown) => it,
  )
  if (!(error instanceof GatewayError)) throw new Error(`no GatewayError but ${String(error)}`)
  return error
}

const id = '01970000-0000-7000-8000-000000000001'

afterEach(() => vi.useRealTimers())

describe('what fails on the way', () => {
  it('is called offline where nothing answers', async () => {
    const cause = new TypeError('fetch failed')
    const error = await failureOf(gatewayOn(() => Promise.reject(cause)).whoAmI())
    expect([error.code, error.cause, error.sentence.zh]).toEqual([
      'offline',
      cause,
      '网络不可用，请稍后再试。',
    ])
  })

  it('is called offline where the answer breaks off in the middle', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    })
    expect((await failureOf(gatewayOn(async () => new Response(broken)).whoAmI())).code).toBe('offline')
  })

  it('is called offline where no answer comes in time', async () => {
    vi.useFakeTimers()
    const silent = gatewayOn(() => new Promise(() => {}), { timeoutMs: 5000 })
    const failed = failureOf(silent.whoAmI())
    await vi.advanceTimersByTimeAsync(5000)
    expect((await failed).code).toBe('offline')
  })

  it('gives a photo as much time as it takes on a network that can hardly be used', async () => {
    vi.useFakeTimers()
    const silent = gatewayOn(() => new Promise(() => {}), { timeoutMs: 5000 })
    const given: string[] = []
    const photo = new Blob([new Uint8Array(600_000)], { type: 'image/jpeg' })
    void silent.upload(photo).catch(({ code }: GatewayError) => given.push(code))
    await vi.advanceTimersByTimeAsync(604_000)
    expect(given).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(given).toEqual(['offline'])
  })

  it('may be sent again where the server had no more patience, and its own sentence says so', async () => {
    const message = { zh: '网络太慢', en: 'Too slow' }
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 408,
      detail: 'x',
      code: 'bodyTooSlow',
      message,
    }
    const slow = gatewayOn(async () => Response.json(problem, { status: 408 }))
    for (const ask of [
      slow.execute(id, { type: 'ACCEPT' }, { commandId: id, ifVersion: 1 }),
      slow.upload(new Blob(['x'], { type: 'image/jpeg' })),
    ]) {
      const error = await failureOf(ask)
      expect([isUnreachable(error), error.sentence]).toEqual([true, message])
    }
  })

  it('is the server’s failure where a proxy answers with a page', async () => {
    const proxy = gatewayOn(async () => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    expect((await failureOf(proxy.whoAmI())).code).toBe('server')
    expect(
      (await failureOf(proxy.execute(id, { type: 'ACCEPT' }, { commandId: id, ifVersion: 1 }))).code,
    ).toBe('server')
  })

  it('is the server’s failure where the answer has another shape', async () => {
    for (const body of ['<html>', '{}', '{"personId":"x","name":"x","roles":["king"]}'])
      expect((await failureOf(gatewayOn(async () => new Response(body)).whoAmI())).code).toBe('server')
  })

  it('has the server’s own sentence where it gave one', async () => {
    const problem = {
      type: 'urn:chuishao:problem:tokenExpired',
      title: 'x',
      status: 401,
      detail: 'x',
      code: 'tokenExpired',
      message: { zh: '登录已过期', en: 'expired' },
    }
    const error = await failureOf(gatewayOn(async () => Response.json(problem, { status: 401 })).get(id))
    expect([error.code, error.sentence]).toEqual(['unauthenticated', problem.message])
  })

  it('has a sentence of ours where a proxy refused without one', async () => {
    const codes = []
    for (const status of [401, 403, 404, 413, 415])
      codes.push((await failureOf(gatewayOn(async () => new Response('no', { status })).download('x'))).code)
    expect(codes).toEqual(['unauthenticated', 'forbidden', 'notFound', 'tooLarge', 'unsupportedType'])
  })

  it('is unauthenticated where the host has no token to give', async () => {
    const signedOut = gatewayOn(async () => new Response(), {
      token: () => {
        throw new Error('signed out')
      },
    })
    expect((await failureOf(signedOut.whoAmI())).code).toBe('unauthenticated')
  })

  it('is offline where the host could not reach whoever gives tokens', async () => {
    const cut = gatewayOn(async () => new Response(), {
      token: () => {
        throw new TypeError('Failed to fetch')
      },
    })
    expect((await failureOf(cut.whoAmI())).code).toBe('offline')
  })

  it('is no "not there" where a proxy, not the service, answers 404', async () => {
    const proxy = gatewayOn(async () => new Response('no such page', { status: 404 }))
    expect((await failureOf(proxy.get(id))).code).toBe('notFound')
  })
})

describe('every request', () => {
  it('asks for the token anew and sends it', async () => {
    let count = 0
    const seen: (string | null)[] = []
    const gateway = gatewayOn(
      async (request) => {
        seen.push(request.headers.get('Authorization'))
        return Response.json({ personId: 'p', name: 'p', roles: ['citizen'] })
      },
      { token: () => `token-${(count += 1)}` },
    )
    await gateway.whoAmI()
    await gateway.whoAmI()
    expect(seen).toEqual(['Bearer token-1', 'Bearer token-2'])
  })
})
