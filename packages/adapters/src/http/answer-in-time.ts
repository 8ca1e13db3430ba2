/** A whole answer within a time, or a GatewayError that says that there was none. */
import { GatewayError } from '@chuishao/core/service'
import { offlineError } from './failures.ts'

export interface Patience {
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** @param ask gets a signal that aborts when the time is over or the caller gives up */
export async function answerInTime(
  ask: (signal: AbortSignal) => Promise<Response>,
  { timeoutMs, signal }: Patience,
): Promise<Response> {
  const limit = createTimeLimit(timeoutMs, signal)
  try {
    return await Promise.race([wholeAnswer(ask(limit.signal)), limit.over])
  } catch (error) {
    if (signal?.aborted) throw abortError(signal)
    throw error instanceof GatewayError ? error : offlineError(error)
  } finally {
    limit.end()
  }
}

/** Aborts after a time or when the caller does; `over` rejects then, also where fetch does not heed its signal. */
const createTimeLimit = (timeoutMs: number, signal: AbortSignal | undefined) => {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, timeoutMs)
  const over = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(new Error('The request was given up.')))
  })
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  const end = () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
  return { signal: controller.signal, over, end }
}

/** Read to its end, because the network can also break in the middle of an answer. */
const wholeAnswer = async (answer: Promise<Response>): Promise<Response> => {
  const response = await answer
  const body = await response.blob()
  return new Response(isBodiless(response.status) ? null : body, response)
}

/** The caller's own reason; browsers before 98 have none. */
export const abortError = (signal: AbortSignal): unknown =>
  signal.reason ?? new DOMException('The operation was aborted.', 'AbortError')

const isBodiless = (status: number) => status === 204 || status === 205 || status === 304
