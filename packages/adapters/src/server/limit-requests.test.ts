import { serve, type ServerType } from '@hono/node-server'
import type { TestPerson } from '@chuishao/core/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { Problem } from '../http/problem.ts'
import type { RateLimits } from './limit-requests.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

let server: ReturnType<typeof sampleServer> | undefined
let listening: ServerType | undefined
afterEach(async () => {
  await server?.dispose()
  await new Promise((resolve) => (listening ? listening.close(resolve) : resolve(undefined)))
  listening = undefined
})

let at = 0
const start = (rateLimits: RateLimits) => {
  server = sampleServer({ rateLimits: { now: () => at, ...rateLimits }, corsOrigins: ['https://page.test'] })
  return server.handler
}

const ask = async (
  person: TestPerson | undefined,
  path = '/api/v1/me',
  headers: Record<string, string> = {},
) => {
  if (person !== undefined) headers['Authorization'] = `Bearer ${await tokenFor(person)}`
  return new Request(`http://portal.test${path}`, { headers })
}

describe('a person who asks too often', () => {
  it('gets 429 with the time to come back, and nobody else does', async () => {
    const handler = start({ perActor: { requests: 2, seconds: 10 } })
    const first = await handler(await ask('gridWorker'))
    expect([first.headers.get('RateLimit-Policy'), first.headers.get('RateLimit')]).toEqual([
      '"actor";q=2;w=10',
      '"actor";r=1;t=5',
    ])
    await handler(await ask('gridWorker'))
    const third = await handler(await ask('gridWorker', undefined, { Origin: 'https://page.test' }))
    expect([third.status, third.headers.get('Retry-After'), third.headers.get('RateLimit')]).toEqual([
      429,
      '5',
      '"actor";r=0;t=10',
    ])
    expect(Problem.parse(await third.json()).code).toBe('tooManyRequests')
    expect(third.headers.get('Access-Control-Allow-Origin')).toBe('https://page.test')
    expect(third.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After')
    expect((await handler(await ask('dispatcher'))).status).toBe(200)
    at += 5000
    expect((await handler(await ask('gridWorker'))).status).toBe(200)
  })

  it('has an event stream counted once, however long it lasts', async () => {
    const handler = start({ perActor: { requests: 2, seconds: 1000 } })
    const stream = await handler(await ask('gridWorker', '/api/v1/events'))
    const reader = stream.body?.getReader()
    await reader?.read()
    expect((await handler(await ask('gridWorker'))).status).toBe(200)
    expect((await handler(await ask('gridWorker'))).status).toBe(429)
    await reader?.cancel()
  })
})

describe('an address that asks too often', () => {
  it('gets 429 before anybody looks at its token; health and preflights are not counted', async () => {
    const handler = start({ perAddress: { requests: 1, seconds: 60 }, proxyHeader: 'X-Real-IP' })
    const from = (ip: string) => ask(undefined, undefined, { 'X-Real-IP': ip })
    expect((await handler(await from('1.2.3.4'))).status).toBe(401)
    expect((await handler(await from('1.2.3.4'))).status).toBe(429)
    expect((await handler(await from('1.2.3.5'))).status).toBe(401)
    expect((await handler(await ask(undefined, '/healthz', { 'X-Real-IP': '1.2.3.4' }))).status).toBe(200)
    const preflight = new Request('http://portal.test/api/v1/me', {
      method: 'OPTIONS',
      headers: { Origin: 'https://page.test', 'X-Real-IP': '1.2.3.4' },
    })
    expect((await handler(preflight)).status).toBe(204)
  })

  it('is known by its socket on a real server', async () => {
    const handler = start({ perAddress: { requests: 1, seconds: 60 } })
    const url = await new Promise<string>((resolve) => {
      listening = serve({ fetch: handler, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      )
    })
    const forged = { headers: { 'X-Forwarded-For': '9.9.9.9' } }
    expect([
      (await fetch(`${url}/api/v1/me`)).status,
      (await fetch(`${url}/api/v1/me`, forged)).status,
    ]).toEqual([401, 429])
    const elsewhere = await handler(await ask(undefined), {
      incoming: { socket: { remoteAddress: '10.0.0.9' } },
    })
    expect(elsewhere.status).toBe(401)
  })
})

it('without limits nobody is limited', async () => {
  const handler = start({})
  for (let count = 0; count < 50; count += 1) {
    const { status, headers } = await handler(await ask('gridWorker'))
    expect([status, headers.get('RateLimit')]).toEqual([200, null])
  }
})
