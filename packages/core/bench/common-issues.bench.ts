/** Whether detection grows with the log and not with its square: a naive search compares every pair of whistles. */
import { detectCommonIssues, metresBetween, type Whistle } from '../src/insight/common-issues/index.ts'
import { syntheticCity } from '../src/insight/testing/synthetic-city.ts'
import { report } from './side-by-side.ts'

const sizes = [12_500, 25_000, 50_000, 100_000]

const timed = (run: () => unknown): number => {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** What stands in most dashboards: for every whistle, how many others of its matter are near in place and time. */
function pairwise(whistles: readonly Whistle[]): number {
  let pairs = 0
  for (const [i, a] of whistles.entries()) {
    for (let j = i + 1; j < whistles.length; j += 1) {
      const b = whistles[j]
      if (!b || a.matter.code !== b.matter.code || !a.point || !b.point) continue
      if (
        Math.abs(Date.parse(a.at) - Date.parse(b.at)) < 14 * 86_400_000 &&
        metresBetween(a.point, b.point) < 1500
      )
        pairs += 1
    }
  }
  return pairs
}

detectCommonIssues(syntheticCity({ seed: 1, whistles: 5_000 }).whistles, {
  asOf: '2026-03-20T10:00:00.000Z',
  city: { unit: () => undefined },
})
const rows = sizes.map((whistles) => {
  const town = syntheticCity({ seed: 7, whistles, planted: 5 })
  const ms = timed(() => detectCommonIssues(town.whistles, { asOf: town.asOf, city: town.city }))
  const naiveMs = whistles <= 25_000 ? timed(() => pairwise(town.whistles)) : undefined
  return { whistles, 'detection ms': Math.round(ms), ...(naiveMs && { 'pairwise ms': Math.round(naiveMs) }) }
})
const growth = (rows.at(-1)?.['detection ms'] ?? 0) / (rows[0]?.['detection ms'] ?? 1)
report('common issues', Object.fromEntries(rows.map((row) => [row.whistles, row])), [
  [`eight times the whistles take at most sixteen times as long (${growth.toFixed(1)})`, growth <= 16],
])
