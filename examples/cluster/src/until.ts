/** Waits for another process, which tells nobody when it is ready. */
import { setTimeout as pause } from 'node:timers/promises'

export interface UntilOptions {
  /** What is waited for, for the sentence when it does not come. */
  what: string
  timeoutMs?: number
  everyMs?: number
}

/** Asks until the answer is neither undefined nor false; an error counts as "not yet". */
export async function until<T>(
  ask: () => Promise<T | undefined | false>,
  { what, timeoutMs = 60_000, everyMs = 100 }: UntilOptions,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  let last: unknown
  while (Date.now() < deadline) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      last = error
    }
    await pause(everyMs)
  }
  throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`, { cause: last })
}
