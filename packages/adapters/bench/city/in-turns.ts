/** What each of several questions takes, asked one after the other, again and again: a busy machine slows all alike. */

/** So often, where that takes too long less. Answers milliseconds, sorted, of each. */
export async function inTurns(
  runs: (() => Promise<unknown>)[],
  { times, longestMs = Number.POSITIVE_INFINITY }: { times: number; longestMs?: number },
): Promise<number[][]> {
  const taken = runs.map((): number[] => [])
  const end = performance.now() + longestMs
  for (let n = 0; n < times && (n < 4 || performance.now() < end); n += 1)
    for (const [i, run] of runs.entries()) {
      const start = performance.now()
      await run()
      taken[i]?.push(performance.now() - start)
    }
  return taken.map((it) => it.toSorted((a, b) => a - b))
}
export const p99 = (sorted: number[]) => sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
