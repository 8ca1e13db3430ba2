/** The identity provider does not answer: nobody's token was judged, so nobody is sent away as a stranger. */

/**
 * Thrown by an `Authenticate` whose keys cannot be had: the HTTP face answers 503 `identityUnavailable`, and the client
 * may come again with the same token.
 */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError'
  readonly code = 'identityUnavailable'
  constructor(reason: string, options?: ErrorOptions) {
    super(`The identity provider is not available: ${reason}`, options)
  }
}
