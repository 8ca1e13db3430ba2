/**
 * Tokens that were verified a moment ago: the signature of the same token is not computed again with each request. A key
 * that a provider withdraws is believed no longer than that moment more; the token's own times hold to the second.
 */
import type { JWTPayload } from 'jose'

export interface VerifiedTokensOptions {
  /** How long a verified token is taken as verified, in seconds; 0 keeps none. */
  keepSeconds: number
  /** Tokens kept at once; beyond, the one that was verified first is forgotten. */
  maxTokens?: number
}

/** The present, by a clock that never jumps and by the calendar, both in milliseconds. */
export interface Present {
  elapsedMs: number
  sinceEpoch: number
}

export const verifiedTokens = ({ keepSeconds, maxTokens = 10_000 }: VerifiedTokensOptions) => {
  /** In the order in which they were verified; `until` by the clock that never jumps. */
  const known = new Map<string, { claims: JWTPayload; until: number }>()

  const forget = (elapsedMs: number) => {
    for (const [token, { until }] of known) {
      if (known.size <= maxTokens && until > elapsedMs) return
      known.delete(token)
    }
  }

  return {
    claimsOf(token: string, { elapsedMs, sinceEpoch }: Present): JWTPayload | undefined {
      const found = known.get(token)
      if (found === undefined || found.until <= elapsedMs) return undefined
      const { nbf = 0, exp = 0 } = found.claims
      return nbf * 1000 <= sinceEpoch && sinceEpoch < exp * 1000 ? found.claims : undefined
    },
    keep(token: string, claims: JWTPayload, { elapsedMs }: Present): void {
      known.delete(token)
      if (keepSeconds > 0) known.set(token, { claims, until: elapsedMs + keepSeconds * 1000 })
      forget(elapsedMs)
    },
    kept: () => known.size,
  }
}
