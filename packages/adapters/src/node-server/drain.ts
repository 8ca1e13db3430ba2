/** Ends a server in order: nobody new is sent here, streams are told to come back, what is under way gets its answer. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Listening } from './listen.ts'

export interface DrainOptions {
  listening: Listening
  /** Ends event streams and pollers, e.g. aborts the signal that the handler got as `shutdown`. */
  shutdown: AbortController
  /** How long requests are still taken, so that a load balancer sees that this instance is not ready, in milliseconds. */
  delayMs?: number
  /** How long answers under way may take after that, in milliseconds; then their connections are cut. */
  graceMs?: number
}

/** Resolves when no connection is open. What the answers needed (pollers, stores) can be closed after it. */
export async function drain({
  listening,
  shutdown,
  delayMs = 0,
  graceMs = 10_000,
}: DrainOptions): Promise<void> {
  listening.sendAway()
  if (delayMs > 0) await pause(delayMs)
  shutdown.abort()
  await listening.close(graceMs)
}
