/** How often somebody may ask: the generic cell rate algorithm, a token bucket that remembers one number per key. */

export interface Rate {
  /** So many requests … */
  requests: number
  /** … in so many seconds. */
  seconds: number
  /** How many of them may come at once; all by default. */
  burst?: number
}

export interface Admission {
  ok: boolean
  /** Requests that may come at once from now on. */
  remaining: number
  /** Whole seconds until all of them are there again. */
  resetSeconds: number
  /** Whole seconds, at least 1, after which the refused request may come again. */
  retryAfterSeconds: number
}

export interface RateLimitOptions {
  /** The present moment in milliseconds. */
  now?: () => number
  /** Keys remembered at once; beyond, those that asked longest ago are forgotten. */
  maxKeys?: number
}

/** Counts by key. A refused request costs nothing. Throws a RangeError for a rate that is none. */
export const rateLimit = (
  { requests, seconds, burst = requests }: Rate,
  { now = Date.now, maxKeys = 100_000 }: RateLimitOptions = {},
) => {
  if (!(requests >= 1 && seconds > 0 && burst >= 1))
    throw new RangeError('A rate needs requests ≥ 1, seconds > 0 and burst ≥ 1')
  const intervalMs = (seconds * 1000) / requests
  const depthMs = burst * intervalMs
  /** When each bucket is full again; in the order in which they were last used. */
  const fullAt = new Map<string, number>()

  const forget = (at: number) => {
    for (const [key, moment] of fullAt) {
      if (fullAt.size <= maxKeys && moment > at) return
      fullAt.delete(key)
    }
  }

  const take = (key: string): Admission => {
    const at = now()
    const before = Math.max(at, fullAt.get(key) ?? at)
    const after = before + intervalMs
    const ok = after - at <= depthMs
    const full = ok ? after : before
    fullAt.delete(key)
    fullAt.set(key, full)
    forget(at)
    return {
      ok,
      remaining: Math.floor((depthMs - (full - at)) / intervalMs),
      resetSeconds: Math.ceil((full - at) / 1000),
      retryAfterSeconds: Math.max(1, Math.ceil((after - at - depthMs) / 1000)),
    }
  }

  return { take, policy: `q=${requests};w=${seconds}`, remembered: () => fullAt.size }
}
