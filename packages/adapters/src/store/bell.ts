/** In-process wake-up of feeds. It only hints: the feed itself is read from the store. */

export interface Bell {
  /** Take this before reading; a ring after it makes `wait` return at once, so that none is lost. */
  mark(tenantId: string): number
  ring(tenantId: string): void
  /**
   * Resolves on the first ring after `mark`, on abort, on close, and within `timeoutMs` where given. All who wait for a
   * tenant wake at the same moment, so that they can share what they read.
   */
  wait(tenantId: string, mark: number, options: { signal: AbortSignal; timeoutMs?: number }): Promise<void>
  readonly closed: boolean
  /** How many are waiting now. */
  readonly waiting: number
  close(): void
}

export function createBell(): Bell {
  const rings = new Map<string, number>()
  const waiters = new Map<() => void, string>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let closed = false

  const mark = (tenantId: string) => rings.get(tenantId) ?? 0

  const wakeAll = (tenantId: string) => {
    for (const [wake, waitingFor] of [...waiters]) if (waitingFor === tenantId) wake()
  }
  const wakeAfter = (tenantId: string, timeoutMs: number) => {
    if (timers.has(tenantId)) return
    const timeOver = () => {
      timers.delete(tenantId)
      wakeAll(tenantId)
    }
    timers.set(tenantId, setTimeout(timeOver, timeoutMs))
  }
  const stopTimers = () => {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  return {
    mark,
    ring(tenantId) {
      rings.set(tenantId, mark(tenantId) + 1)
      wakeAll(tenantId)
    },
    wait(tenantId, seen, { signal, timeoutMs }) {
      if (closed || signal.aborted || mark(tenantId) !== seen) return Promise.resolve()
      return new Promise((resolve) => {
        const wake = () => {
          waiters.delete(wake)
          signal.removeEventListener('abort', wake)
          if (waiters.size === 0) stopTimers()
          resolve()
        }
        waiters.set(wake, tenantId)
        signal.addEventListener('abort', wake)
        if (timeoutMs !== undefined) wakeAfter(tenantId, timeoutMs)
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
