/**
 * An invented city that whistles for a year and more, with clusters planted in it: known truth to measure detection by.
 *
 * The background is made as awkward as a real one: communities of very different activity with matters of their own
 * that they always have, quiet Sundays and holidays, a category that rises everywhere in winter, one broken thing
 * whistled by two or three people, missing coordinates, tickets merged and taken back. Seeded: the same seed gives the same city.
 */
import { dateOf, dayOf } from '../common-issues/days.ts'
import type { Whistle } from '../common-issues/whistle-log.ts'

export interface SyntheticOptions {
  seed: number
  /** Whistles of the background, about. */
  whistles: number
  communities?: number
  /** Length of the log in days. */
  days?: number
  asOf?: string
  /** Clusters to plant, each in a matter and place of its own. */
  planted?: number
  /** Whistles of a planted cluster, about, beyond what its place has anyway. */
  size?: number
  /** Days before `asOf` on which a planted cluster begins. */
  lasting?: number
}

export interface SyntheticCity {
  whistles: Whistle[]
  city: { unit(id: string): { regionCode: string; parentId: string } | undefined }
  asOf: string
  planted: { matterCode: string; tickets: string[] }[]
}

const categories = ['streets', 'water', 'parking', 'waste', 'heating', 'noise', 'lamps', 'property']
const mattersOf = (category: string) => Array.from({ length: 6 }, (_, i) => `${category}-${i}`)
const matters = categories.flatMap(mattersOf)
const dayMs = 86_400_000

/** A generator of numbers from 0 up to 1 (mulberry32, public domain, by Tommy Ettinger). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function syntheticCity({
  seed,
  whistles: amount,
  communities: communityCount = 120,
  days = 400,
  asOf = '2026-03-20T10:00:00.000Z',
  planted: plantedCount = 0,
  size = 10,
  lasting = 10,
}: SyntheticOptions): SyntheticCity {
  const random = seeded(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const today = dayOf(asOf)
  // Streets lie 4 km apart, their communities about 800 m, as in the city proper.
  const communities = Array.from({ length: communityCount }, (_, i) => {
    const street = Math.floor(i / 10)
    return {
      id: `community-${i}`,
      street: `street-${street}`,
      region: `1501${String(2 + (street % 4)).padStart(2, '0')}`,
      lng: 111.6 + (street % 6) * 0.047 + ((i % 10) % 4) * 0.0095 + random() * 0.002,
      lat: 40.76 + Math.floor(street / 6) * 0.036 + Math.floor((i % 10) / 4) * 0.0072 + random() * 0.002,
      busy: 0.2 + random() ** 2 * 3,
      // What this community always has more of than others.
      own: [pick(matters), pick(matters)],
      workers: 2 + Math.floor(random() * 4),
      since: random() < 0.05 ? today - 20 - Math.floor(random() * 60) : 0,
    }
  })
  const busyness = communities.map(({ busy }) => busy)
  const popularity = matters.map((_, i) => 1 / (1 + (i % 6)))
  const dayWeight = Array.from({ length: days }, (_, i) => {
    const date = new Date((today - days + 1 + i) * dayMs)
    return (date.getUTCDay() === 0 ? 0.4 : date.getUTCDay() === 6 ? 0.6 : 1) * holidayFactor(date)
  })
  const winter = (day: number) => [11, 12, 1, 2, 3].includes(new Date(day * dayMs).getUTCMonth() + 1)

  const whistles: Whistle[] = []
  const chooseCommunity = chooser(busyness, random)
  const chooseMatter = chooser(popularity, random)
  const chooseDay = chooser(dayWeight, random)
  const add = (community: (typeof communities)[number], matterCode: string, day: number, point: Point) => {
    const number = whistles.length
    whistles.push({
      ticketId: `ticket-${String(number).padStart(7, '0')}`,
      at: `${dateOf(day)}T0${Math.floor(random() * 10)}:${String(10 + Math.floor(random() * 50))}:00.000Z`,
      matter: { code: matterCode, name: matterCode, category: matterCode.split('-')[0] ?? '' },
      communityId: community.id,
      ...(random() < 0.85 && { point }),
      whistler: `${community.id}/${Math.floor(random() * community.workers)}`,
      closings: [],
    })
    return `ticket-${String(number).padStart(7, '0')}`
  }
  const near = ({ lng, lat }: Point, metres: number): Point => ({
    lng: lng + ((random() - 0.5) * 2 * metres) / 84_000,
    lat: lat + ((random() - 0.5) * 2 * metres) / 111_000,
  })

  while (whistles.length < amount) {
    const community = communities[chooseCommunity()]
    if (!community) continue
    const matterCode = random() < 0.3 ? pick(community.own) : (matters[chooseMatter()] ?? '')
    const day = today - days + 1 + chooseDay()
    // Heating is whistled in the cold months, four times as often.
    if (matterCode.startsWith('heating') && !winter(day) && random() < 0.75) continue
    if (day < community.since) continue
    const point = near(community, 450)
    for (let echo = 0; echo < 3; echo += 1) {
      add(community, matterCode, Math.min(today, day + echo * 2), near(point, 50))
      if (random() > 0.08) break
    }
    const last = whistles.at(-1)
    if (!last) continue
    const fate = random()
    if (fate < 0.02) last.leftOut = 'withdrawn'
    else if (fate < 0.04 && whistles.length > 1) {
      last.leftOut = 'merged'
      last.mergedInto = whistles[Math.floor(random() * (whistles.length - 1))]?.ticketId ?? last.ticketId
    }
  }

  const places = shuffled(communities, random)
  const chosen = shuffled(matters, random)
  const planted = Array.from({ length: plantedCount }, (_, i) => {
    const home = places[i % places.length] ?? pick(communities)
    const matterCode = chosen[i % chosen.length] ?? ''
    // Around a corner of the community, so that neighbours whistle about it too.
    const middle = near(home, 400)
    const neighbours = communities.filter(
      (it) => Math.hypot((it.lng - middle.lng) * 84_000, (it.lat - middle.lat) * 111_000) < 900,
    )
    const count = Math.round(size * (0.8 + random() * 0.4))
    const tickets = Array.from({ length: count }, () =>
      add(
        random() < 0.6 ? home : pick(neighbours.length > 0 ? neighbours : [home]),
        matterCode,
        today - Math.floor(random() * lasting),
        near(middle, 300),
      ),
    )
    return { matterCode, tickets }
  })
  const homes = new Map(communities.map((it) => [it.id, { regionCode: it.region, parentId: it.street }]))
  return {
    whistles: whistles.filter(({ at }) => at <= asOf),
    city: { unit: (id) => homes.get(id) },
    asOf,
    planted,
  }
}

interface Point {
  lng: number
  lat: number
}

/** National Day and Spring Festival, when offices are closed. */
const holidayFactor = (date: Date) => {
  const day = date.toISOString().slice(5, 10)
  const isHoliday = (day >= '10-01' && day <= '10-08') || (day >= '02-15' && day <= '02-23')
  return isHoliday ? 0.3 : 1
}

/** Draws positions with given weights. */
function chooser(weights: readonly number[], random: () => number): () => number {
  const sums: number[] = []
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight)
  const total = sums.at(-1) ?? 0
  return () => {
    const drawn = random() * total
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > drawn) high = middle
      else low = middle + 1
    }
    return low
  }
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value)
}
