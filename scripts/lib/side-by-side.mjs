// Work for every core at once, and no more than that: each further process would only take memory.
import { availableParallelism } from 'node:os'

/** Calls every function, at most `width` at a time; resolves with what they answer, in their order. */
export async function sideBySide(runs, width = availableParallelism()) {
  const results = []
  const waiting = [...runs.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, run] = next
      results[index] = await run()
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return results
}
