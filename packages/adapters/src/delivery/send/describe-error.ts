/** What went wrong on the way, in a word: a code and no address, which may hold a secret. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  if (error.name === 'TimeoutError') return 'timeout'
  if (error.name === 'AbortError') return 'stopped'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
