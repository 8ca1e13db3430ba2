/** Which tickets a log has that is made to the real system's totals: who gets what, and how it ends. Seeded, no chance. */
import { communitiesPerRegion, otherMatters, seedRegions } from './seed-city.ts'

/** The published totals of the real system that a log is made to. */
export const seedTotals = {
  whistles: 5117,
  closed: 3101,
  sharedBikes: { whistles: 277, closed: 263 },
  manholeCovers: 99,
  /** Tickets ever returned; the published figure says only that the rate is below 13 %. */
  returned: 614,
} as const

export interface SeedTotals {
  whistles: number
  closed: number
  sharedBikes: { whistles: number; closed: number }
  manholeCovers: number
  returned: number
}

export type SeedFate =
  'closed' | 'unsigned' | 'handling' | 'suspended' | 'inReview' | 'resultWaits' | 'withdrawn'

export interface PlannedTicket {
  matterCode: string
  communityId: string
  /** What becomes of a return, where there is one. */
  returned?: 'upheld' | 'refused' | 'waits'
  fate: SeedFate
  resident: boolean
  contacted: boolean
  late: boolean
  reworked: boolean
  level: number
  solved: boolean
}

/** Numbers from 0 to 1 that follow from a seed: the linear congruential generator of Numerical Recipes. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const unfinished: SeedFate[] = [
  'handling',
  'handling',
  'handling',
  'unsigned',
  'resultWaits',
  'suspended',
  'handling',
  'withdrawn',
]

/** The tickets in the order in which they are whistled for. */
export function seedPlan(totals: SeedTotals, next: () => number): PlannedTicket[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const { whistles, closed, sharedBikes, manholeCovers, returned } = totals
  const others = whistles - sharedBikes.whistles - manholeCovers
  const kinds = [
    ...several(sharedBikes.closed, () => ({ matterCode: 'shared-bikes', fate: 'closed' as const })),
    ...several(sharedBikes.whistles - sharedBikes.closed, () => ({
      matterCode: 'shared-bikes',
      fate: 'handling' as const,
    })),
    ...several(manholeCovers, () => ({ matterCode: 'manhole-cover', fate: 'closed' as const })),
    ...several(others, (i) => ({
      matterCode: pick(otherMatters),
      fate: i < closed - sharedBikes.closed - manholeCovers ? ('closed' as const) : pick(unfinished),
    })),
  ]
  const planned = shuffled(kinds, next).map(({ matterCode, fate }): PlannedTicket => {
    const late = next() < 0.12
    const level = late ? pick([1, 2, 3]) : pick([3, 4, 5, 5, 5])
    return {
      matterCode,
      communityId: `community-${pick(seedRegions)}-${Math.floor(next() * communitiesPerRegion)}`,
      fate,
      resident: next() < 0.6,
      contacted: next() < 0.9,
      late,
      reworked: next() < 0.04,
      level,
      solved: level > 2,
    }
  })
  // A company has nobody to return to, and covers are urgent.
  const returnable = planned.filter(
    ({ matterCode, fate }) =>
      otherMatters.includes(matterCode) && fate !== 'unsigned' && fate !== 'withdrawn',
  )
  for (const ticket of shuffled(returnable, next).slice(0, returned)) {
    const waits = ticket.fate !== 'closed' && next() < 0.2
    ticket.returned = waits ? 'waits' : next() < 0.45 ? 'upheld' : 'refused'
    if (waits) ticket.fate = 'inReview'
  }
  return planned
}

const several = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

function shuffled<T>(list: readonly T[], next: () => number): T[] {
  return list
    .map((it) => ({ it, rank: next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ it }) => it)
}
