/**
 * The keys of an identity provider, fetched by jose and kept: renewed in the background, at once for a key that is not
 * known yet, and still good while the provider is away.
 */
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import { discoverKeys } from './discover-keys.ts'
import { IdentityUnavailableError } from './unavailable.ts'

export interface ProviderKeysOptions {
  /** The provider, as tokens name it. */
  issuer: string
  /** Address of its key set; found by OpenID Connect Discovery where absent. */
  jwksUri?: string
  /** After so many seconds the set is fetched anew: 600 by default. */
  refreshSeconds?: number
  /**
   * A token with an unknown key has the set fetched anew at most once in so many seconds, by
   * whomever it is sent: 2 by default.
   */
  cooldownSeconds?: number
  /** After a failure the provider is left alone for so many seconds: 5 by default. */
  retrySeconds?: number
  /** So long keys stay good while they cannot be fetched, in seconds: 86,400 (a day) by default. */
  staleSeconds?: number
  /** An answer is waited for so long, in seconds: 5 by default. */
  timeoutSeconds?: number
  fetch?: typeof globalThis.fetch
  /** Told when the keys cannot be fetched, also while the ones at hand still serve. */
  onError?: (error: IdentityUnavailableError) => void
  /** Milliseconds of a clock that never jumps. */
  elapsedMs?: () => number
}

/** A function for jose; throws `IdentityUnavailableError` where there is no key and none can be had. */
export const providerKeys = ({
  issuer,
  jwksUri,
  refreshSeconds = 600,
  cooldownSeconds = 2,
  retrySeconds = 5,
  staleSeconds = 86_400,
  timeoutSeconds = 5,
  fetch = globalThis.fetch,
  onError = () => {},
  elapsedMs = () => performance.now(),
}: ProviderKeysOptions): JWTVerifyGetKey => {
  // jose fetches, parses and chooses; when to fetch is decided here, by a clock that never jumps.
  const keys = createRemoteJWKSet(new URL(jwksUri ?? issuer), {
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
    timeoutDuration: timeoutSeconds * 1000,
    // Where the set lies is asked each time, so that a provider may move it.
    [customFetch]: async (_url, init) =>
      fetch(jwksUri ?? (await discoverKeys({ issuer, fetch, signal: init.signal })), init),
  })
  let fetchedAt = -Infinity
  let failure: { at: number; error: IdentityUnavailableError } | undefined
  let fetching: Promise<void> | undefined

  const secondsSince = (moment: number) => (elapsedMs() - moment) / 1000

  const fetchKeys = async () => {
    if (failure !== undefined && secondsSince(failure.at) < retrySeconds) throw failure.error
    try {
      await keys.reload()
      fetchedAt = elapsedMs()
      failure = undefined
    } catch (cause) {
      const error = new IdentityUnavailableError('its keys cannot be fetched', { cause })
      failure = { at: elapsedMs(), error }
      onError(error)
      throw error
    }
  }
  const renew = () => (fetching ??= fetchKeys().finally(() => (fetching = undefined)))

  const keepFresh = async () => {
    const age = secondsSince(fetchedAt)
    if (age >= staleSeconds + refreshSeconds) return renew()
    if (age < refreshSeconds) return
    // The old keys serve meanwhile; after a long silence they may be long withdrawn, so the first asker waits.
    const renewed = renew().catch(() => {})
    if (age >= 2 * refreshSeconds && failure === undefined) await renewed
  }

  return async (header, token) => {
    await keepFresh()
    try {
      return await keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || secondsSince(fetchedAt) < cooldownSeconds)
        throw error
      await renew()
      return keys(header, token)
    }
  }
}
