/** Measures detection against known truth: which planted clusters are found, and what is found that was not planted. */
import { detectCommonIssues } from '../common-issues/detect.ts'
import { syntheticCity } from './synthetic-city.ts'

export interface Quality {
  planted: number
  /** Planted clusters of which one found cluster holds at least half. */
  found: number
  /** Found clusters that are not at least half planted. */
  falseAlarms: number
  surges: number
  /** `found / planted`; 1 without any planted. */
  recall: number
  /** Found clusters that are planted, as a share of all found; 1 without any found. */
  precision: number
}

/** Runs detection on one city per seed and adds up. */
export function measureQuality({
  seeds,
  whistles,
  planted = 10,
  size = 10,
}: {
  seeds: readonly number[]
  whistles: number
  planted?: number
  size?: number
}): Quality {
  const sum = { planted: 0, found: 0, falseAlarms: 0, surges: 0 }
  let clusterCount = 0
  for (const seed of seeds) {
    const town = syntheticCity({ seed, whistles, planted, size })
    const { clusters, surges } = detectCommonIssues(town.whistles, { asOf: town.asOf, city: town.city })
    const shared = (a: readonly string[], b: readonly string[]) => a.filter((it) => b.includes(it)).length
    const isFound = (tickets: readonly string[]) =>
      clusters.some((it) => shared(it.tickets, tickets) * 2 >= tickets.length)
    const isPlanted = (tickets: readonly string[]) =>
      town.planted.some((it) => shared(it.tickets, tickets) * 2 >= tickets.length)
    sum.planted += town.planted.length
    sum.found += town.planted.filter((it) => isFound(it.tickets)).length
    sum.falseAlarms += clusters.filter((it) => !isPlanted(it.tickets)).length
    sum.surges += surges.length
    clusterCount += clusters.length
  }
  return {
    ...sum,
    recall: sum.planted === 0 ? 1 : sum.found / sum.planted,
    precision: clusterCount === 0 ? 1 : 1 - sum.falseAlarms / clusterCount,
  }
}
