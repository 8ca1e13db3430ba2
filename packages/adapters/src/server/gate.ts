/** Bounds work that takes much memory: so many at once, so many waiting, all others are told to come back. */

/** As many as may are waiting already; nothing was done. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  readonly code = 'busy'
}

export interface GateOptions {
  atOnce: number
  /** How many may wait for their turn; none by default. */
  waiting?: number
}

export type Gate = <T>(work: () => Promise<T>) => Promise<T>

/** Lets work through in the order in which it came. Throws `BusyError`. */
export const createGate = ({ atOnce, waiting = 0 }: GateOptions): Gate => {
  let inside = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (inside < atOnce) inside += 1
    else if (queue.length < waiting) await new Promise<void>((enter) => queue.push(enter))
    else throw new BusyError('Too much at once.')
    try {
      return await work()
    } finally {
      // Whoever is next takes over the place, so that nobody slips in between.
      const next = queue.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
