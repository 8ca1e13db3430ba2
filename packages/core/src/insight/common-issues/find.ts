/**
 * Finds the clusters of all topics: the best window of each, again and again without what was found, then joined where
 * they touch, and last each ticket left to the one cluster that explains it best.
 */
import { baselinesOf, type Baseline } from './baseline.ts'
import { metresBetween } from './coordinates.ts'
import { assess, scan, type Window } from './scan.ts'
import { scoreOf, tailOf } from './score.ts'
import type { Survey } from './survey.ts'

/** A cluster in numbers. */
export interface Found {
  baseline: Baseline
  window: Window
  /** Positions in `Survey.whistles`, in the order of raising. */
  tickets: number[]
  /** How many such clusters one run brings by chance, on average, at most about. */
  chance: number
}

export interface Findings {
  clusters: Found[]
  /** Significant, but carried by one person alone. */
  oneVoice: Found[]
  /** How many windows were looked at. */
  looked: number
}

/** Whistles that must remain where the most active person counts once. */
const otherVoices = 3

export function findClusters(survey: Survey): Findings {
  const baselineOf = baselinesOf(survey)
  const { minTickets, maxChance } = survey.settings
  let looked = 0
  const promising: { index: number; tail: number }[] = []
  survey.topics.forEach((topic, index) => {
    if (latest(topic.whistles, survey) < minTickets) return
    const baseline = baselineOf(topic)
    const found = scan(baseline, survey)
    looked += found.looked * unseen(baseline)
    if (found.best) promising.push({ index, tail: tailOf(found.best.observed, found.best.expected) })
  })
  const found = promising
    .filter(({ tail }) => tail * looked <= maxChance)
    .flatMap(({ index }) => {
      const topic = survey.topics[index]
      return topic ? clustersOf(baselineOf(topic), survey, looked) : []
    })
  const voices = found.filter((it) => isCommon(it, survey))
  const clusters = withoutSharing(narrowest(voices), survey, looked)
  const oneVoice = found.filter((it) => !voices.includes(it)).toSorted(byScore)
  return { clusters, oneVoice: unclaimed(oneVoice, clusters), looked }
}

/**
 * Circles are drawn only around places that whistled lately, but they might have been any that ever do: a chance that
 * was not looked at is a chance all the same.
 */
const unseen = ({ known, places }: Baseline): number => Math.max(1, known / places.length)

function latest(whistles: readonly number[], { days, baselineDays }: Survey): number {
  let first = whistles.length
  while (first > 0 && (days[whistles[first - 1] ?? 0] ?? 0) >= baselineDays) first -= 1
  return whistles.length - first
}

function clustersOf(baseline: Baseline, survey: Survey, looked: number): Found[] {
  const windows: Window[] = []
  const taken = new Set<number>()
  for (;;) {
    const { best } = scan(baseline, survey, taken)
    if (!best || tailOf(best.observed, best.expected) * looked > survey.settings.maxChance) break
    windows.push(best)
    for (const place of best.places) taken.add(place)
  }
  const groups = joined(windows, baseline, survey)
  return groups.map((places) => {
    const others = new Set([...taken].filter((place) => !places.includes(place)))
    const judge = (zone: readonly number[]): Found => {
      const lengths = survey.settings.windowDays.map((_, it) => assess(baseline, survey, zone, it, others))
      return foundIn(
        baseline,
        survey,
        looked,
        lengths.reduce((best, it) => (it.score > best.score ? it : best)),
      )
    }
    const found = judge(places)
    const grown = judge([...places, ...fringe(found.window, others, baseline, survey)])
    return grown.chance <= survey.settings.maxChance ? grown : found
  })
}

/** Places right beside a cluster that whistle more than their own past explains, though too few to stand out alone. */
function fringe(
  { places, length }: Window,
  others: ReadonlySet<number>,
  { recent, rate, lengths }: Baseline,
  survey: Survey,
): number[] {
  const counts = recent[length]
  const core = places.filter((place) => (counts?.[place] ?? 0) > 0)
  const inside = new Set(places)
  const near = new Set(core.flatMap((place) => [...survey.around(place)]))
  return [...near].filter((place) => {
    if (inside.has(place) || others.has(place)) return false
    const usual = rate(place) * (lengths[length] ?? 0)
    const more = (counts?.[place] ?? 0) > survey.settings.minRatio * usual
    return more && touch(core, [place], survey)
  })
}

function foundIn(baseline: Baseline, survey: Survey, looked: number, window: Window): Found {
  const from = survey.baselineDays + survey.lastDays - (survey.settings.windowDays[window.length] ?? 0)
  const inside = new Set(window.places)
  const tickets = baseline.topic.whistles.filter(
    (index) => (survey.days[index] ?? 0) >= from && inside.has(survey.placeOf[index] ?? -1),
  )
  return { baseline, window, tickets, chance: tailOf(window.observed, window.expected) * looked }
}

/** Puts windows together where whistles of one come near to whistles of the other. */
function joined(windows: readonly Window[], { recent }: Baseline, survey: Survey): number[][] {
  const groups: { whistled: number[]; places: number[] }[] = []
  for (const { places } of windows) {
    const own = { whistled: places.filter((it) => (recent.at(-1)?.[it] ?? 0) > 0), places: [...places] }
    const touching = groups.filter((it) => touch(it.whistled, own.whistled, survey))
    for (const group of touching) {
      own.whistled.push(...group.whistled)
      own.places.push(...group.places)
      groups.splice(groups.indexOf(group), 1)
    }
    groups.push(own)
  }
  return groups.map(({ places }) => places.toSorted((a, b) => a - b))
}

const touch = (a: readonly number[], b: readonly number[], { places, settings }: Survey): boolean =>
  a.some((one) =>
    b.some((other) => {
      const [here, there] = [places[one]?.point, places[other]?.point]
      return here && there && metresBetween(here, there) <= settings.joinMetres
    }),
  )

/** Whether it would be seen without its most active whistler too. */
function isCommon({ tickets, window }: Found, { whistles, settings }: Survey): boolean {
  const byPerson = new Map<string, number>()
  for (const index of tickets) {
    const person = whistles[index]?.whistler ?? ''
    byPerson.set(person, (byPerson.get(person) ?? 0) + 1)
  }
  const rest = tickets.length - Math.max(...byPerson.values()) + 1
  return rest >= otherVoices && rest >= settings.minRatio * window.expected.mean
}

/** Highest score first; of equals the narrower matter before its category, then by the first ticket. */
const byScore = (a: Found, b: Found) =>
  b.window.score - a.window.score ||
  Number(a.baseline.topic.level === 'category') - Number(b.baseline.topic.level === 'category') ||
  (a.tickets[0] ?? 0) - (b.tickets[0] ?? 0)

/** Where one matter explains as much of a category's cluster, the matter is what is common. */
const oneMatter = 0.8

/** Leaves out a category's cluster that is hardly more than the cluster of one of its matters. */
function narrowest(found: readonly Found[]): Found[] {
  const matters = found.filter(({ baseline }) => baseline.topic.level === 'matter')
  return found.filter(({ baseline, tickets }) => {
    if (baseline.topic.level === 'matter') return true
    const inside = new Set(tickets)
    return !matters.some(
      (it) => it.tickets.filter((one) => inside.has(one)).length >= oneMatter * tickets.length,
    )
  })
}

/** A ticket belongs to one cluster. What is left of the others must still be one. */
function withoutSharing(found: readonly Found[], survey: Survey, looked: number): Found[] {
  const { settings } = survey
  const claimed = new Set<number>()
  return found.toSorted(byScore).flatMap((it) => {
    const tickets = it.tickets.filter((index) => !claimed.has(index))
    const observed = tickets.length
    const { expected } = it.window
    const chance = tailOf(observed, expected) * looked
    const stays =
      observed >= settings.minTickets &&
      observed >= settings.minRatio * expected.mean &&
      chance <= settings.maxChance &&
      isCommon({ ...it, tickets }, survey)
    if (!stays) return []
    for (const index of tickets) claimed.add(index)
    return [
      { ...it, tickets, chance, window: { ...it.window, observed, score: scoreOf(observed, expected) } },
    ]
  })
}

/** One person's whistles are named once, and not where they are part of a cluster. */
function unclaimed(oneVoice: readonly Found[], clusters: readonly Found[]): Found[] {
  const claimed = new Set(clusters.flatMap(({ tickets }) => tickets))
  return oneVoice.filter(({ tickets }) => {
    if (tickets.some((index) => claimed.has(index))) return false
    for (const index of tickets) claimed.add(index)
    return true
  })
}
