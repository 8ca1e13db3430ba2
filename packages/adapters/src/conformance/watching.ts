/**
 * Looks on while a test asks a store or a gateway, so that a test whose time is over can say what it waited for. Every
 * answer comes in a turn of the event loop of its own: a test that asks without end leaves its timer a turn too.
 */

/** As it was before anybody put a clock of tests in its place. */
const { setImmediate } = globalThis

export interface Watching {
  /** The same, and what it is asked is noted until it is answered. */
  watched<T extends object>(it: T): T
  /** What was asked and is not answered, in words. */
  waitedFor(): string
  /** From now on nothing is asked any more: what goes on behind a test whose time is over comes to its end. */
  end(): void
}

export function watching(): Watching {
  const open = new Set<{ what: string }>()
  let isOver = false

  async function answered<T>(what: string, ask: () => Promise<T>): Promise<T> {
    if (isOver) throw new Error(`The time of the test is over: it may not wait for ${what}.`)
    const asked = { what }
    open.add(asked)
    try {
      return await ask()
    } finally {
      open.delete(asked)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  const iterated = (name: string, items: AsyncIterable<unknown>): AsyncIterable<unknown> => ({
    [Symbol.asyncIterator]() {
      const iterator = items[Symbol.asyncIterator]()
      let count = 0
      return {
        next: () => answered(`${name}() to yield its item ${(count += 1)}, or to end`, () => iterator.next()),
        return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
      }
    },
  })

  return {
    watched: <T extends object>(it: T): T =>
      // Not on `it` itself: a proxy may not change what a frozen object has.
      new Proxy<T>(Object.create(it), {
        get(_, key) {
          const value: unknown = Reflect.get(it, key)
          if (typeof value !== 'function') return value
          const name = String(key)
          return (...args: unknown[]) => {
            const call = (): unknown => Reflect.apply(value, it, args)
            const result = isOver ? Promise.resolve() : call()
            if (result instanceof Promise) return answered(`${name}() to answer`, () => result)
            return isIterable(result) ? iterated(name, result) : result
          }
        },
      }),
    waitedFor: () =>
      [...new Set([...open].map(({ what }) => what))].join('; ') ||
      'something that no call would bring, as a function that it handed over and that was never called',
    end() {
      isOver = true
    },
  }
}

const isIterable = (it: unknown): it is AsyncIterable<unknown> =>
  typeof it === 'object' && it !== null && Symbol.asyncIterator in it
