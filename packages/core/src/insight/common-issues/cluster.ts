/** A cluster as people read it: where, when, what, how many, against what, and the sentence that says so. */
import { digest } from '../../ticket/history.ts'
import type { Instant, Sentence } from '../../ticket/index.ts'
import { dateOf } from './days.ts'
import { metresBetween } from './coordinates.ts'
import { explainCluster } from './explain.ts'
import type { Found } from './find.ts'
import { middleOf } from './places.ts'
import type { Survey, Topic } from './survey.ts'

export interface CommonIssueCluster {
  /** Stays the same over runs that are given the earlier ones as `known`. */
  id: string
  level: Topic['level']
  category: string
  /** Matters in it, most frequent first. */
  matters: { code: string; name: string; tickets: number }[]
  where: {
    /** Mean of the tickets that came with coordinates. */
    centre?: { crs: 'wgs84'; lng: number; lat: number }
    /** Distance in metres from there to the furthest of them. */
    radiusMetres?: number
    /** Communities in it, most frequent first. */
    communities: { id: string; tickets: number }[]
    /** Tickets that only their community places. */
    withoutCoordinates: number
  }
  when: {
    /** Civil dates of the window, both included. */
    from: string
    to: string
    days: number
    firstAt: Instant
    lastAt: Instant
  }
  /** In the order of raising. */
  tickets: string[]
  /** Further tickets that were merged into these and are not counted. */
  duplicates: number
  /** How many people whistled. */
  whistlers: number
  observed: number
  expected: number
  /** Observed over expected. */
  ratio: number
  /** Log-likelihood ratio against the place's own baseline. */
  score: number
  /** How many clusters like this one run brings by chance, on average. */
  chance: number
  baseline: PlaceBaseline
  explanation: Sentence
}

/** What the expectation comes from. */
export interface PlaceBaseline {
  /** Civil dates of the baseline, both included. */
  from: string
  to: string
  /** Weeks of its own that the place has in it. */
  weeks: number
  /** Whistles of the topic in those weeks, and per week. */
  tickets: number
  perWeek: number
  /** Part of the expectation that is borrowed, from 0 to 1. */
  borrowed: number
  /** Region that it is borrowed from; absent where the city does not say. */
  borrowedFrom?: string
  /** By how much the rest of the region rose at the same time, already in `expected`; at least 1. */
  everywhere: number
}

export function clusterOf(found: Found, survey: Survey, id: string): CommonIssueCluster {
  const { baseline, window, chance } = found
  const { topic } = baseline
  const whistles = found.tickets.flatMap((index) => survey.whistles[index] ?? [])
  const days = survey.settings.windowDays[window.length] ?? 0
  const end = survey.baselineDays + survey.lastDays
  const expected = window.expected.mean
  const cluster = {
    id,
    level: topic.level,
    category: topic.category,
    matters: tally(whistles.map(({ matter }) => matter.code)).map(([code, tickets]) => ({
      code,
      name: whistles.find(({ matter }) => matter.code === code)?.matter.name ?? code,
      tickets,
    })),
    where: whereOf(whistles),
    when: {
      from: dateOf(survey.firstDay + end - days),
      to: dateOf(survey.firstDay + end - 1),
      days,
      firstAt: whistles[0]?.at ?? '',
      lastAt: whistles.at(-1)?.at ?? '',
    },
    tickets: whistles.map(({ ticketId }) => ticketId),
    duplicates: found.tickets.reduce((sum, index) => sum + (survey.duplicates[index] ?? 0), 0),
    whistlers: new Set(whistles.map(({ whistler }) => whistler)).size,
    observed: window.observed,
    expected,
    ratio: window.observed / expected,
    score: window.score,
    chance,
    baseline: placeBaseline(found, survey),
  }
  return { ...cluster, explanation: explainCluster(cluster) }
}

function whereOf(whistles: Survey['whistles']): CommonIssueCluster['where'] {
  const points = whistles.flatMap(({ point }) => point ?? [])
  const centre = points.length > 0 ? middleOf(points) : undefined
  return {
    ...(centre && {
      centre: { crs: 'wgs84', ...centre },
      radiusMetres: Math.ceil(points.reduce((far, it) => Math.max(far, metresBetween(centre, it)), 0)),
    }),
    communities: tally(whistles.map(({ communityId }) => communityId)).map(([id, tickets]) => ({
      id,
      tickets,
    })),
    withoutCoordinates: whistles.length - points.length,
  }
}

function placeBaseline({ baseline, window }: Found, survey: Survey): PlaceBaseline {
  const { firstDay, baselineDays, since, settings } = survey
  const communities = new Map<number, number>()
  for (const place of window.places) {
    const community = survey.communityOf[place] ?? 0
    communities.set(community, (communities.get(community) ?? 0) + (baseline.past[place] ?? 0))
  }
  let ownDays = 0
  let tickets = 0
  let perDay = 0
  for (const [community, past] of communities) {
    const own = Math.max(0, baselineDays - (since[community] ?? 0))
    ownDays = Math.max(ownDays, own)
    tickets += past
    if (own > 0) perDay += past / own
  }
  const first = survey.communityOf[window.places[0] ?? 0] ?? 0
  const borrowedFrom = survey.communities[first]?.regionCode
  return {
    from: dateOf(firstDay),
    to: dateOf(firstDay + baselineDays - 1),
    weeks: ownDays / 7,
    tickets,
    perWeek: perDay * 7,
    borrowed: settings.borrowedDays / (settings.borrowedDays + ownDays),
    ...(borrowedFrom && { borrowedFrom }),
    everywhere: window.everywhere,
  }
}

/** Counts equal values; most frequent first, then in the order of the values. */
function tally(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

/**
 * The id of each found cluster: of a known one that shares at least half of its tickets, or of the cluster's, with it;
 * else a new one, made from what is found and so the same wherever it is found first.
 */
export function idsOf(found: readonly Found[], { whistles, settings }: Survey): string[] {
  const free = new Map(settings.known.map(({ id, tickets }) => [id, new Set(tickets)]))
  return found.map(({ baseline: { topic }, tickets }) => {
    const own = tickets.map((index) => whistles[index]?.ticketId ?? '')
    let best: { id: string; shared: number } | undefined
    for (const [id, before] of free) {
      const shared = own.filter((ticket) => before.has(ticket)).length
      const enough = shared * 2 >= Math.min(own.length, before.size) && shared > (best?.shared ?? 0)
      if (enough) best = { id, shared }
    }
    if (best) free.delete(best.id)
    return best?.id ?? `ci-${digest([topic.level, topic.code, own[0]]).slice(0, 16)}`
  })
}
