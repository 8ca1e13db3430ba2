/**
 * Scans one topic: circles of growing radius around every place that whistled lately, each community and each street
 * as a whole, for every length of window that ends now. The place's own past is the yardstick (Kulldorff 2001; Neill
 * 2009), and what rose in the rest of the region at the same time is no cluster (Kulldorff et al., PLoS Medicine 2,
 * 2005).
 */
import type { Baseline } from './baseline.ts'
import { scoreOf, withDispersion, type Expectation } from './score.ts'
import type { Survey } from './survey.ts'

/** A piece of the city over the last days, for one topic. */
export interface Window {
  /** Position in `windowDays`. */
  length: number
  places: number[]
  observed: number
  expected: Expectation
  /** By how much the rest of the region rose at the same time; at least 1. Part of `expected`. */
  everywhere: number
  score: number
}

export interface Scan {
  best?: Window
  /** How many windows with a whistle in them were looked at. */
  looked: number
}

/** How many tickets' worth of its wider surroundings a rise is mixed with. */
const steadiness = 4

/** Everything of a topic outside of what was found already. */
interface Rest {
  recent: number[][]
  rates: number[]
}

/**
 * The window of a topic with the highest score.
 * @param taken places, by their position, that belong to clusters found before
 */
export function scan(baseline: Baseline, survey: Survey, taken: ReadonlySet<number> = new Set()): Scan {
  const { settings } = survey
  const rest = restOf(baseline, survey, taken)
  let best: Window | undefined
  let looked = 0

  const grow = (order: Iterable<number>, centre: number, whole: boolean) => {
    const zone = new Zone(baseline, survey, rest, centre)
    for (const place of order) {
      if (taken.has(place)) continue
      const more = zone.add(place)
      if (more && !whole) weigh(zone, whole)
    }
    if (whole) weigh(zone, whole)
  }
  const weigh = (zone: Zone, whole: boolean) => {
    for (let length = 0; length < settings.windowDays.length; length += 1) {
      const observed = zone.observed[length] ?? 0
      if (observed === 0 || observed === zone.weighed[length]) continue
      zone.weighed[length] = observed
      looked += 1
      if (observed < settings.minTickets) continue
      const verdict = zone.judge(length)
      if (observed < settings.minRatio * verdict.expected.mean) continue
      // A whole community or street is for what is too scattered for a circle, not for what it merely surrounds.
      if (best && (verdict.score <= best.score || (whole && observed <= best.observed))) continue
      best = { ...verdict, places: [...zone.places] }
    }
  }

  const active = baseline.places.filter((place) => !taken.has(place))
  for (const centre of active) grow(survey.around(centre), centre, false)
  for (const zone of administrativeZones(active, survey)) grow(zone, zone[0] ?? 0, true)
  return { looked, ...(best && { best }) }
}

/** The verdict on given places together. */
export function assess(
  baseline: Baseline,
  survey: Survey,
  places: readonly number[],
  length: number,
  taken: ReadonlySet<number> = new Set(),
): Window {
  const zone = new Zone(baseline, survey, restOf(baseline, survey, taken), places[0] ?? 0)
  for (const place of places) zone.add(place)
  return { ...zone.judge(length), places: [...places] }
}

function restOf(baseline: Baseline, survey: Survey, taken: ReadonlySet<number>): Rest {
  const rates = [...baseline.regionRates]
  const recent = baseline.regionRecent.map((counts) => [...counts])
  for (const place of taken) {
    const region = survey.regionAt[place] ?? 0
    rates[region] = (rates[region] ?? 0) - baseline.rate(place)
    recent.forEach((counts, length) => {
      counts[region] = (counts[region] ?? 0) - (baseline.recent[length]?.[place] ?? 0)
    })
  }
  return { rates, recent }
}

/** Places put together one by one. */
class Zone {
  places: number[] = []
  observed: number[]
  weighed: number[]
  #near: number[]
  #rate = 0
  #variance = 0
  #nearRate = 0
  #region: number
  #baseline: Baseline
  #survey: Survey
  #rest: Rest

  constructor(baseline: Baseline, survey: Survey, rest: Rest, centre: number) {
    this.#baseline = baseline
    this.#survey = survey
    this.#rest = rest
    this.#region = survey.regionAt[centre] ?? 0
    this.observed = survey.settings.windowDays.map(() => 0)
    this.weighed = [...this.observed]
    this.#near = [...this.observed]
  }

  /** Says whether the place has a whistle of late. */
  add(place: number): boolean {
    const { rate, variance, recent } = this.#baseline
    const own = rate(place)
    const isNear = this.#survey.regionAt[place] === this.#region
    this.places.push(place)
    this.#rate += own
    this.#variance += variance(place)
    if (isNear) this.#nearRate += own
    // The last window is the longest and holds what the others hold.
    if ((recent.at(-1)?.[place] ?? 0) === 0) return false
    for (let length = 0; length < recent.length; length += 1) {
      const more = recent[length]?.[place] ?? 0
      this.observed[length] = (this.observed[length] ?? 0) + more
      if (isNear) this.#near[length] = (this.#near[length] ?? 0) + more
    }
    return true
  }

  judge(length: number): Omit<Window, 'places'> {
    const days = this.#baseline.lengths[length] ?? 0
    const observed = this.observed[length] ?? 0
    const everywhere = this.#everywhere(length, days)
    const known = { mean: this.#rate * days * everywhere, shape: this.#rate ** 2 / this.#variance }
    const expected = withDispersion(known, (this.#baseline.echo[length] ?? 0) / known.mean)
    return { length, observed, expected, everywhere, score: scoreOf(observed, expected) }
  }

  /**
   * A region with few tickets is mixed with the city, the city with the whole category, the category with “as ever”.
   * Nobody is measured by others' calm.
   */
  #everywhere(length: number, days: number): number {
    const recent = this.#rest.recent[length] ?? []
    const observed = this.observed[length] ?? 0
    const { category } = this.#baseline
    const season = mixed((category.recent[length] ?? 0) - observed, category.usual[length] ?? 0, 1)
    const usual = Math.max(0, sum(this.#rest.rates) - this.#rate) * days
    const city = mixed(sum(recent) - observed, usual, season)
    const nearRecent = (recent[this.#region] ?? 0) - (this.#near[length] ?? 0)
    const nearUsual = Math.max(0, (this.#rest.rates[this.#region] ?? 0) - this.#nearRate) * days
    return Math.max(1, mixed(nearRecent, nearUsual, city))
  }
}

const mixed = (recent: number, usual: number, wider: number) =>
  (recent + steadiness * wider) / (usual + steadiness)

const sum = (values: readonly number[]) => values.reduce((total, it) => total + it, 0)

/** Whole communities and whole streets that whistled lately. */
function administrativeZones(active: readonly number[], { communityOf, communities }: Survey): number[][] {
  const touched = new Set(active.map((place) => communityOf[place] ?? 0))
  const zones: number[][] = []
  const streets = new Map<string, number[]>()
  for (const index of touched) {
    const community = communities[index]
    if (!community) continue
    if (community.places.length > 1) zones.push(community.places)
    if (community.streetId !== undefined) streets.set(community.streetId, [])
  }
  for (const { streetId, places: own } of communities) {
    if (streetId !== undefined) streets.get(streetId)?.push(...own)
  }
  const isLarger = (street: number[]) =>
    street.some((place) => communityOf[place] !== communityOf[street[0] ?? 0])
  return [...zones, ...[...streets.values()].filter(isLarger)]
}
