/** When to ask again by oneself: only where the server says that it did nothing, and when to come back. */
import { pause } from '../waiting/pause.ts'
import { readProblem } from './failures.ts'

/** How often one request is sent at most. */
const mostTries = 4
/** A person waits this long for an answer; who is told to wait longer is told so. */
const longestWaitMs = 10_000

/**
 * Sends until there is another answer than "too many requests" or "being carried out", which are safe to repeat: the
 * request is the same, with the same `Idempotency-Key`.
 */
export const sendPatiently = async (
  send: () => Promise<Response>,
  signal: AbortSignal | undefined,
): Promise<Response> => {
  for (let tries = 1; ; tries += 1) {
    const response = await send()
    const ms = await waitAskedFor(response)
    if (ms === undefined || ms > longestWaitMs || tries === mostTries || signal?.aborted) return response
    await pause(ms, signal ?? new AbortController().signal)
  }
}

/** In milliseconds; undefined where the answer is final. */
export const waitAskedFor = async (response: Response): Promise<number | undefined> => {
  if (response.status !== 429 && response.status !== 409 && response.status !== 503) return undefined
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  if (!(seconds >= 0)) return undefined
  if (response.status === 429) return seconds * 1000
  const problem = readProblem(await response.clone().text())
  return problem?.code === 'commandInProgress' || problem?.code === 'photosBusy' ? seconds * 1000 : undefined
}
