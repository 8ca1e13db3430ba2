/** Many who ask the same at the same time get one answer: a thousand readers of a feed are one question to a database. */

/** Runs `read`, unless one under the same key is under way: then its answer is this one's too. */
export type SharedReads<T> = (key: string, read: () => Promise<T>) => Promise<T>

export function sharedReads<T>(): SharedReads<T> {
  const underWay = new Map<string, Promise<T>>()
  return (key, read) => {
    const running = underWay.get(key)
    if (running) return running
    const started = read().finally(() => underWay.delete(key))
    underWay.set(key, started)
    return started
  }
}
