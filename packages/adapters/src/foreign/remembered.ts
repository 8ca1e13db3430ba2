/** What is asked of a foreign system once for each person; a failure is not kept. */
export function remembered<T>(key: () => Promise<string>, make: () => Promise<T>): () => Promise<T> {
  let last: { key: string; value: Promise<T> } | undefined
  return async () => {
    const now = await key()
    if (last?.key === now) return last.value
    const made = { key: now, value: make() }
    last = made
    try {
      return await made.value
    } catch (error) {
      if (last === made) last = undefined
      throw error
    }
  }
}
