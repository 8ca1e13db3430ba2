import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'
import { rateLimit } from './rate-limit.ts'

describe('a rate', () => {
  it('lets a burst through at once and then one after the other', () => {
    let at = 1_000_000
    const { take } = rateLimit({ requests: 60, seconds: 60, burst: 3 }, { now: () => at })
    expect([take('a'), take('a'), take('a')].map((it) => [it.ok, it.remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
    ])
    expect(take('a')).toEqual({ ok: false, remaining: 0, resetSeconds: 3, retryAfterSeconds: 1 })
    expect(take('b').ok).toBe(true)
    at += 1000
    expect([take('a').ok, take('a').ok]).toEqual([true, false])
  })

  it('never lets more through than burst and rate allow, whenever requests come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }), (pauses) => {
        let at = 0
        const { take } = rateLimit({ requests: 2, seconds: 1, burst: 5 }, { now: () => at })
        let through = 0
        for (const pause of pauses) {
          at += pause
          const { ok, retryAfterSeconds } = take('a')
          if (ok) through += 1
          else expect(retryAfterSeconds).toBeGreaterThanOrEqual(1)
        }
        expect(through).toBeLessThanOrEqual(5 + (at / 1000) * 2)
      }),
    )
  })

  it('forgets who has not asked for long, and whoever asked longest ago when there are too many', () => {
    let at = 0
    const { take, remembered } = rateLimit({ requests: 1, seconds: 1 }, { now: () => at, maxKeys: 3 })
    for (const key of ['a', 'b', 'c', 'd']) take(key)
    expect(remembered()).toBe(3)
    expect(take('d').ok).toBe(false)
    at = 10_000
    take('e')
    expect(remembered()).toBe(1)
  })

  it('is refused where it is none', () => {
    for (const requests of [0, -1, Number.NaN])
      expect(() => rateLimit({ requests, seconds: 1 })).toThrow(RangeError)
  })
})

describe('the address of a client', () => {
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })
  const ask = (forwarded?: string) =>
    new Request(
      'http://portal.test/',
      forwarded === undefined ? {} : { headers: { 'X-Forwarded-For': forwarded } },
    )

  it('is the socket’s, whatever a header says that no proxy was named for', () => {
    expect(clientAddress(ask('9.9.9.9'), from('::ffff:10.0.0.1'), {})).toBe('10.0.0.1')
    expect(clientAddress(ask(), undefined, {})).toBeUndefined()
  })

  it('is what the last proxy wrote, not what the client wrote before it', () => {
    const proxyHeader = 'X-Forwarded-For'
    expect(clientAddress(ask('6.6.6.6, 1.2.3.4'), from('10.0.0.1'), { proxyHeader })).toBe('1.2.3.4')
    expect(
      clientAddress(ask('6.6.6.6, 1.2.3.4, 10.0.0.2'), from('10.0.0.1'), { proxyHeader, proxies: 2 }),
    ).toBe('1.2.3.4')
    expect(clientAddress(ask(), from('10.0.0.1'), { proxyHeader })).toBe('10.0.0.1')
  })

  it('is the network of an IPv6 address, however it is written', () => {
    for (const address of ['2001:db8::1', '2001:0db8:0:0:9:8:7:6', '[2001:DB8::5]:4711', '2001:db8::1%eth0'])
      expect(clientAddress(ask(), from(address), {})).toBe('2001:db8:0:0::/64')
    expect(clientAddress(ask(), from('::1'), {})).toBe('0:0:0:0::/64')
  })
})

describe('proxies that are trusted by their networks', () => {
  const asking = (headers: Record<string, string>) => new Request('http://service.test/', { headers })
  const over = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })
  const trustedProxies = ['10.0.0.0/8', 'fd00::/8']

  it('say the address: the last one that is no proxy’s', () => {
    const request = asking({ 'X-Forwarded-For': '6.6.6.6, 1.2.3.4, 10.0.0.2' })
    const options = { trustedProxies, proxyHeader: 'X-Forwarded-For' }
    expect(clientAddress(request, over('10.0.0.1'), options)).toBe('1.2.3.4')
    expect(clientAddress(request, over('::ffff:10.0.0.1'), options)).toBe('1.2.3.4')
  })

  it('are the only ones who are believed', () => {
    const request = asking({ 'X-Forwarded-For': '1.2.3.4' })
    expect(clientAddress(request, over('9.9.9.9'), { trustedProxies, proxyHeader: 'X-Forwarded-For' })).toBe(
      '9.9.9.9',
    )
    const nobody = { trustedProxies: [], proxyHeader: 'X-Forwarded-For' }
    expect(clientAddress(request, over('10.0.0.1'), nobody)).toBe('10.0.0.1')
  })

  it('may say it by RFC 7239', () => {
    const request = asking({ Forwarded: 'for=6.6.6.6, for="[2001:db8::1]:4711";proto=https' })
    expect(clientAddress(request, over('10.0.0.1'), { trustedProxies, proxyHeader: 'Forwarded' })).toBe(
      '2001:db8:0:0::/64',
    )
  })
})
