/** Keeps one client from taking the service away from all others. Counted in this process alone. */
import type { Session } from '@chuishao/core/service'
import type { Context } from 'hono'
import { clientAddress, type AddressOptions, type HttpConnection } from './client-address.ts'
import { rateLimit, type Rate } from './rate-limit.ts'
import { refuse, type Refusal } from './refusal.ts'

export interface RateLimits extends AddressOptions {
  /** For each signed-in person. An event stream counts once, when it is opened. */
  perActor?: Rate
  /**
   * For each address, before anybody is signed in: keep it well above `perActor`, because a whole office may share one
   * address. Where no address is known, all requests share one count.
   */
  perAddress?: Rate
  /** The present moment in milliseconds. */
  now?: () => number
}

export interface RequestLimits {
  address: (c: Context) => Refusal | undefined
  actor: (c: Context, session: Session) => Refusal | undefined
}

export const requestLimits = ({ perActor, perAddress, now, ...addressing }: RateLimits): RequestLimits => {
  const limiting = (name: string, rate: Rate | undefined) => {
    if (rate === undefined) return () => undefined
    const limit = rateLimit(rate, now === undefined ? {} : { now })
    return (c: Context, key: string) => {
      const { ok, remaining, resetSeconds, retryAfterSeconds } = limit.take(key)
      // As in draft-ietf-httpapi-ratelimit-headers-10.
      c.res.headers.append('RateLimit-Policy', `"${name}";${limit.policy}`)
      c.res.headers.append('RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`)
      if (ok) return undefined
      return refuse('tooManyRequests', { headers: { 'Retry-After': String(retryAfterSeconds) } })
    }
  }
  const byActor = limiting('actor', perActor)
  const byAddress = limiting('address', perAddress)
  return {
    address: (c) => {
      const connection: HttpConnection | undefined = c.env
      return byAddress(c, clientAddress(c.req.raw, connection, addressing) ?? 'unknown')
    },
    actor: (c, { tenantId, actor }) => byActor(c, `${tenantId} ${actor.personId}`),
  }
}
