/**
 * Which commands this process is carrying out, so that an impatient repeat is told to wait.
 *
 * Across processes the store tells, from the moment when it stores the command; before that, its idempotency row makes the
 * later one a replay.
 */
export interface InProgress {
  /** Undefined, and nothing is done, while work under the same key is under way. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | undefined
}

export const inProgress = (): InProgress => {
  const running = new Set<string>()
  return {
    run(key, work) {
      if (running.has(key)) return undefined
      running.add(key)
      return work().finally(() => running.delete(key))
    },
  }
}
