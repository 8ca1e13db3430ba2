/**
 * Which commands this process is carrying out, so that an impatient repeat is told to wait.
 *
 * Across processes nobody knows; there the store's idempotency row makes the later one a replay.
 */
export interface InProgress {
  /** Undefined, and nothing is done, while work under the same key is under way. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | undefined
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>
}

export const inProgress = (): InProgress => {
  const running = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      if (running.has(key)) return undefined
      const done = work().finally(() => running.delete(key))
      running.set(key, done)
      return done
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running.values())
    },
  }
}
