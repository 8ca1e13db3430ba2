import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './security-headers.ts'
import { starting } from './starting.ts'
import { listen, type Listening } from '@chuishao/adapters/node-server'

let listening: Listening
const ask = (path: string) => fetch(`${listening.url}${path}`, { headers: { 'Accept-Language': 'en' } })

beforeEach(async () => {
  listening = await listen({ port: 0, host: '127.0.0.1', starting })
})
afterEach(() => listening.close(0))

describe('while the portal is being opened', () => {
  it.each(['healthz', 'api/v1/me', 'api/v1/openapi.json'])(
    '%s answers the documented problem',
    async (path) => {
      const response = await ask(path)
      expect(response.status).toBe(503)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      expect(response.headers.get('Retry-After')).toBe('2')
      expect(await response.json()).toMatchObject({ status: 503, code: 'storeUnavailable' })
    },
  )

  it('a page answers in words', async () => {
    const response = await ask('desk.html')
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '2'])
    expect(await response.text()).toContain('正在启动 / Starting')
    expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy)
  })
})

it('answers as the portal does once it is open', async () => {
  listening.answerWith(async () => new Response('open'))
  expect(await (await ask('healthz')).text()).toBe('open')
})
