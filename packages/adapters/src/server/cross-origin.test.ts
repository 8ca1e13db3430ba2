import { afterEach, describe, expect, it } from 'vitest'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

let server: ReturnType<typeof sampleServer> | undefined
afterEach(() => server?.dispose())

const origin = 'https://12345.example.cn'
const start = (corsOrigins: string[]) => (server = sampleServer({ corsOrigins })).handler

const preflight = (from: string, wanted: string) =>
  new Request('http://portal.test/api/v1/tickets/x/commands', {
    method: 'OPTIONS',
    headers: {
      Origin: from,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': wanted,
    },
  })

describe('a page of another origin', () => {
  it('may send every header that the API has, where its origin is named', async () => {
    const wanted = ['authorization', 'content-type', 'idempotency-key', 'if-match', 'last-event-id']
    const answer = await start([origin])(preflight(origin, wanted.join(',')))
    const allowed = answer.headers.get('Access-Control-Allow-Headers')?.toLowerCase().split(',')
    expect(allowed).toEqual(expect.arrayContaining(wanted))
    expect(allowed).toEqual(expect.arrayContaining(['chuishao-version', 'chuishao-acting-person']))
    expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')]).toEqual([204, origin])
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(answer.headers.get('Vary')).toContain('Origin')
  })

  it('may not send what the API does not know', async () => {
    const answer = await start([origin])(preflight(origin, 'x-anything'))
    expect(answer.headers.get('Access-Control-Allow-Headers')).not.toContain('anything')
  })

  it('may read what a client needs from the answer', async () => {
    const headers = { Origin: origin, Authorization: `Bearer ${await tokenFor('gridWorker')}` }
    const answer = await start([origin])(new Request('http://portal.test/api/v1/me', { headers }))
    expect(answer.headers.get('Access-Control-Expose-Headers')?.split(',')).toEqual(
      expect.arrayContaining(['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'RateLimit']),
    )
    expect(answer.headers.get('Vary')).toContain('Origin')
  })

  it('gets nothing where its origin is not named, or nearly', async () => {
    const handler = start([origin])
    for (const other of [
      'null',
      'https://12345.example.cn.evil.test',
      'http://12345.example.cn',
      `${origin}:8443`,
    ])
      expect(
        (await handler(preflight(other, 'authorization'))).headers.get('Access-Control-Allow-Origin'),
      ).toBeNull()
  })
})

it('only an origin can be named: neither a star nor an address', () => {
  for (const wrong of [
    '*',
    'null',
    'https://*.example.cn',
    `${origin}/`,
    `${origin}/portal`,
    '12345.example.cn',
  ])
    expect(() => start([wrong])).toThrow(/is not an origin/)
})
