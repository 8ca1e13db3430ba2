/** What a page costs at the top of a list, in its middle and at its end. */
import { median } from '../../../core/bench/side-by-side.ts'
import { inTurns, p99 } from './in-turns.ts'

const repeats = Number(process.env['BENCH_REPEATS'] ?? 100)

/** @param ask for a page at a part of the whole in the order of time, from the top where it is undefined. */
export async function pagesAtDepths(
  title: string,
  order: 'updated' | 'due',
  ask: (part?: number) => Promise<{ items: unknown[] }>,
): Promise<{ row: Record<string, number>; promise: [string, boolean] }> {
  const found = (await ask()).items.length
  const depths = [undefined, 0.5, order === 'due' ? 0.9 : 0.1, order === 'due' ? 0.99 : 0.01]
  const taken = await inTurns(
    depths.map((part) => () => ask(part)),
    { times: repeats, longestMs: 4_000 },
  )
  const [first = Number.NaN, ...deep] = taken.map(p99)
  const worst = Math.max(...deep)
  const [usual = Number.NaN, ...usualDeep] = taken.map(median)
  return {
    row: {
      found,
      'page one median ms': +usual.toFixed(1),
      'worst median ms': +Math.max(...usualDeep).toFixed(1),
      'page one p99 ms': +first.toFixed(1),
      'worst p99 ms': +worst.toFixed(1),
      ratio: +(worst / first).toFixed(2),
    },
    // Below ten milliseconds it is the machine that is measured.
    promise: [`${title}: any depth ≤ 3 × page one`, worst <= 3 * first || worst < 10],
  }
}
