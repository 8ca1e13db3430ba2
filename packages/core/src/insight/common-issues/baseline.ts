/**
 * What a place's own past lets one expect of a topic.
 *
 * The rate of a place is a gamma distribution: it starts as `borrowedDays` of what its region's share of the topic
 * would bring to a community as busy as this one (empirical Bayes; Clayton and Kaldor, Biometrics 43, 1987), and is
 * then learnt from the place's own days. A place with a year behind it hardly notices; a new one leans on its region.
 */
import { dayWeights } from './days.ts'
import type { Survey, Topic } from './survey.ts'
import { swingsIn, type Swings } from './swings.ts'

/** What holds for all topics of a category. */
interface Pace {
  /** Running sums of the weights of days. */
  sums: Float64Array
  /** One over the days that each community's rate is learnt from, own and borrowed. */
  perDay: Float64Array
  /** Tickets of any matter that each place of a community borrows. */
  borrowed: Float64Array
  /** Whistles of the category in each window, and as many as its past lets one expect, city-wide. */
  recent: number[]
  usual: number[]
  /** `borrowed × perDay` summed over the places of each region. */
  borrowedIn: Float64Array
}

/** The past and the present of one topic. */
export interface Baseline extends Swings {
  topic: Topic
  /** Counts of the latest days by window and place. */
  recent: Int32Array[]
  /** Places with a whistle in the longest window, ascending. */
  places: number[]
  /** Whistles of each place in the baseline. */
  past: Int32Array
  /** How many places ever whistled it. */
  known: number
  /** Weighted days of each window. */
  lengths: number[]
  /** Expected whistles per weighted day. */
  rate(place: number): number
  /** Variance of that rate. */
  variance(place: number): number
  /** Sum of the rates of each region's places. */
  regionRates: Float64Array
  /** Counts of the latest days by window and region. */
  regionRecent: Float64Array[]
  /** Whistles of the whole category in each window, and as many as its past lets one expect, city-wide. */
  category: { recent: number[]; usual: number[] }
}

/** Where a region has fewer whistles in its baseline, its share of a topic is mixed with the whole city's. */
const regionPooling = 200

/** Prepares the baselines of a run; topics of one category share what they have in common. */
export function baselinesOf(survey: Survey): (topic: Topic) => Baseline {
  const paces = new Map<string, Pace>()
  const swingsOf = swingsIn(survey)
  const categories = new Map(
    survey.topics.flatMap((it) => (it.level === 'category' ? [[it.code, it] as const] : [])),
  )
  const regionHistory = new Float64Array(survey.regions.length)
  survey.history.forEach((tickets, community) => add(regionHistory, survey.regionOf[community] ?? 0, tickets))
  const cityHistory = sumOf(regionHistory)

  return (topic) => {
    const pace = paces.get(topic.category) ?? paceOf(categories.get(topic.category) ?? topic, survey)
    paces.set(topic.category, pace)
    return baselineOf(topic, survey, pace, { regionHistory, cityHistory }, swingsOf(topic))
  }
}

function paceOf(category: Topic, survey: Survey): Pace {
  const { settings, baselineDays, since, history, communities, regionOf, regions } = survey
  const end = baselineDays + survey.lastDays
  const daily = new Float64Array(baselineDays)
  const recent = settings.windowDays.map(() => 0)
  for (const index of category.whistles) {
    const day = survey.days[index] ?? 0
    if (day < baselineDays) add(daily, day, 1)
    else settings.windowDays.forEach((length, i) => add(recent, i, day >= end - length ? 1 : 0))
  }
  const { sums } = dayWeights(survey.classes, daily, survey.week)
  const usual = lengthsOf(sums, survey).map((days) => (sumOf(daily) / baselineDays) * days)
  const ownDays = Float64Array.from(since, (from) =>
    Math.max(0, (sums[baselineDays] ?? 0) - (sums[Math.min(from, baselineDays)] ?? 0)),
  )
  const days = new Float64Array(regions.length)
  const tickets = new Float64Array(regions.length)
  communities.forEach((_, community) => {
    add(days, regionOf[community] ?? 0, ownDays[community] ?? 0)
    add(tickets, regionOf[community] ?? 0, history[community] ?? 0)
  })
  const cityUsual = sumOf(tickets) / Math.max(1, sumOf(days))
  const perDay = ownDays.map((own) => 1 / (own + settings.borrowedDays))
  const borrowed = Float64Array.from(communities, ({ places }, community) => {
    const region = regionOf[community] ?? 0
    const usual =
      ((tickets[region] ?? 0) + settings.borrowedDays * cityUsual) /
      ((days[region] ?? 0) + settings.borrowedDays)
    const busy = ((history[community] ?? 0) + settings.borrowedDays * usual) * (perDay[community] ?? 0)
    return (settings.borrowedDays * busy) / places.length
  })
  const borrowedIn = new Float64Array(regions.length)
  communities.forEach(({ places }, community) =>
    add(
      borrowedIn,
      regionOf[community] ?? 0,
      places.length * (borrowed[community] ?? 0) * (perDay[community] ?? 0),
    ),
  )
  return { sums, perDay, borrowed, borrowedIn, recent, usual }
}

function lengthsOf(sums: Float64Array, { baselineDays, lastDays, settings }: Survey): number[] {
  const end = baselineDays + lastDays
  return settings.windowDays.map((length) => (sums[end] ?? 0) - (sums[end - length] ?? 0))
}

interface Totals {
  regionHistory: Float64Array
  cityHistory: number
}

function baselineOf(topic: Topic, survey: Survey, pace: Pace, totals: Totals, swings: Swings): Baseline {
  const { settings, baselineDays, lastDays, days, placeOf, places, communityOf, regionAt, regions } = survey
  const { sums, perDay, borrowed, borrowedIn } = pace
  const end = baselineDays + lastDays
  const past = new Int32Array(places.length)
  const recent = settings.windowDays.map(() => new Int32Array(places.length))
  const regionPast = new Float64Array(regions.length)
  const regionRecent = settings.windowDays.map(() => new Float64Array(regions.length))
  const learnt = new Float64Array(regions.length)
  const active = new Set<number>()
  for (const index of topic.whistles) {
    const day = days[index] ?? 0
    const place = placeOf[index] ?? 0
    const community = communityOf[place] ?? 0
    const region = regionAt[place] ?? 0
    if (day < baselineDays) {
      add(past, place, 1)
      add(regionPast, region, 1)
      add(learnt, region, perDay[community] ?? 0)
      continue
    }
    active.add(place)
    settings.windowDays.forEach((length, window) => {
      if (day < end - length) return
      add(recent[window], place, 1)
      add(regionRecent[window], region, 1)
    })
  }
  const cityShare = (sumOf(regionPast) + 0.5) / (totals.cityHistory + 0.5)
  const share = regionPast.map(
    (tickets, region) =>
      (tickets + regionPooling * cityShare) / ((totals.regionHistory[region] ?? 0) + regionPooling),
  )
  const rate = (place: number) => {
    const community = communityOf[place] ?? 0
    const lent = (borrowed[community] ?? 0) * (share[regionAt[place] ?? 0] ?? 0)
    return ((past[place] ?? 0) + lent) * (perDay[community] ?? 0)
  }
  return {
    topic,
    recent,
    places: [...active].toSorted((a, b) => a - b),
    past,
    known: past.reduce((sum, tickets, place) => sum + (tickets > 0 || active.has(place) ? 1 : 0), 0),
    lengths: lengthsOf(sums, survey),
    rate,
    variance: (place) => rate(place) * (perDay[communityOf[place] ?? 0] ?? 0),
    regionRates: learnt.map((sum, region) => sum + (borrowedIn[region] ?? 0) * (share[region] ?? 0)),
    regionRecent,
    category: pace,
    ...swings,
  }
}

const sumOf = (values: Float64Array) => values.reduce((sum, it) => sum + it, 0)

function add(sums: Float64Array | Int32Array | number[] | undefined, key: number, amount: number): void {
  if (sums) sums[key] = (sums[key] ?? 0) + amount
}
