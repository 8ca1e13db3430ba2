/** What a store throws while its database cannot be reached: nothing is wrong with the request, it may be sent again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
  readonly code = 'storeUnavailable'
  /** @param cause what the driver said; for the log, never for a client */
  constructor(cause: unknown) {
    super(
      'The database cannot be reached. A command may be sent again with the same id: it takes effect once.',
      {
        cause,
      },
    )
  }
}
