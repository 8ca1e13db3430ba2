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

/** Lets so many pieces of work of each key through at once, e.g. of each person. Throws `BusyError`. */
export const createShares = ({ atOnce }: Pick<GateOptions, 'atOnce'>) => {
  const inside = new Map<string, number>()
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const taken = inside.get(key) ?? 0
    if (taken >= atOnce) throw new BusyError('Too much of one at once.')
    inside.set(key, taken + 1)
    try {
      return await work()
    } finally {
      const left = (inside.get(key) ?? 1) - 1
      if (left === 0) inside.delete(key)
      else inside.set(key, left)
    }
  }
}
