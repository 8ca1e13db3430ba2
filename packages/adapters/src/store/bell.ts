/** In-process wake-up of feeds. It only hints: the feed itself is read from the store. */

export interface Bell {
  /** Take this before reading; a ring after it makes `wait` return at once, so that none is lost. */
  mark(tenantId: string): number
  ring(tenantId: string): void
  /** Resolves on the first ring after `mark`, on abort, on close, and after `timeoutMs` where given. */
  wait(tenantId: string, mark: number, options: { signal: AbortSignal; timeoutMs?: number }): Promise<void>
  readonly closed: boolean
  /** How many are waiting now. */
  readonly waiting: number
  close(): void
}

export function createBell(): Bell {
  const rings = new Map<string, number>()
  const waiters = new Map<() => void, string>()
  let closed = false

  const mark = (tenantId: string) => rings.get(tenantId) ?? 0

  return {
    mark,
    ring(tenantId) {
      rings.set(tenantId, mark(tenantId) + 1)
      for (const [wake, waitingFor] of [...waiters]) if (waitingFor === tenantId) wake()
    },
    wait(tenantId, seen, { signal, timeoutMs }) {
      if (closed || signal.aborted || mark(tenantId) !== seen) return Promise.resolve()
      return new Promise((resolve) => {
        const wake = () => {
          waiters.delete(wake)
          signal.removeEventListener('abort', wake)
          clearTimeout(timer)
          resolve()
        }
        waiters.set(wake, tenantId)
        signal.addEventListener('abort', wake)
        const timer = timeoutMs === undefined ? undefined : setTimeout(wake, timeoutMs)
      })
    },
    get closed() {
      return closed
    },
    get waiting() {
      return waiters.size
    },
    close() {
      closed = true
      for (const wake of [...waiters.keys()]) wake()
    },
  }
}
