/** Keeps something going that may break: again and again, each time after a longer, randomly shortened wait. */
import { pause } from '../waiting/pause.ts'

export interface BackoffOptions {
  /** First wait in milliseconds. */
  minMs?: number
  /** Longest wait in milliseconds. */
  maxMs?: number
}

/**
 * Runs `attempt` until the signal aborts. `attempt` calls `onSuccess` when it is through: the next wait is short again.
 * Waits are between half and all of their length, so that a thousand clients do not come back in the same moment.
 */
export const keepTrying = async (
  attempt: (onSuccess: () => void) => Promise<void>,
  { signal, minMs = 1000, maxMs = 30_000 }: BackoffOptions & { signal: AbortSignal },
): Promise<void> => {
  let failures = 0
  while (!signal.aborted) {
    try {
      await attempt(() => (failures = 0))
    } catch {
      // Whatever broke, the answer is the same: wait and come back.
    }
    const ms = Math.min(maxMs, minMs * 2 ** failures)
    failures = Math.min(failures + 1, 30)
    await pause(ms * (0.5 + Math.random() / 2), signal)
  }
}
