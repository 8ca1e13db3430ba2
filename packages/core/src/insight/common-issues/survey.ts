/** All whistles of a run as numbers: their days, places and topics, and how much history each community has. */
import { dayClasses, dayOf, dayWeights, evenWeek } from './days.ts'
import type { Settings } from './options.ts'
import { placesOf, type Places } from './places.ts'
import type { Whistle } from './whistle-log.ts'

/** What may be common: one item of the matter list, or a whole category of it. */
export interface Topic {
  level: 'matter' | 'category'
  /** The matter's code, or the category. */
  code: string
  category: string
  /** Positions in `Survey.whistles`. */
  whistles: number[]
}

export interface Survey extends Places {
  settings: Settings
  /** Counted ones of baseline and longest window, in the order of raising. */
  whistles: readonly Whistle[]
  /** Day of each whistle, from 0 on the first day of the baseline. */
  days: Int32Array
  /** Number of day 0, counted from 1970-01-01. */
  firstDay: number
  /** Length of the baseline; the longest window follows it. */
  baselineDays: number
  lastDays: number
  classes: Uint8Array
  /** The whole city's weight of each class of days. */
  week: readonly number[]
  topics: Topic[]
  /** The day on which each community first whistled; 0 where that was before the baseline. */
  since: Int32Array
  /** Whistles of each community in the baseline, whatever the matter. */
  history: Float64Array
  regions: string[]
  /** Position in `regions` of each community. */
  regionOf: Int32Array
  /** Community and region of each place. */
  communityOf: Int32Array
  regionAt: Int32Array
  /** Tickets merged into each whistle. */
  duplicates: Int32Array
  leftOut: { merged: number; withdrawn: number }
}

/** Prepares a run. The order in which whistles come does not matter. */
export function surveyOf(raised: Iterable<Whistle>, settings: Settings): Survey {
  const lastDays = settings.windowDays.at(-1) ?? 0
  const today = dayOf(settings.asOf)
  const firstSeen = new Map<string, number>()
  const leftOut = { merged: 0, withdrawn: 0 }
  const counted: { whistle: Whistle; day: number }[] = []
  const mergedInto = new Map<string, string>()
  for (const whistle of raised) {
    const day = dayOf(whistle.at)
    if (day > today || whistle.at > settings.asOf) continue
    if (whistle.mergedInto !== undefined) mergedInto.set(whistle.ticketId, whistle.mergedInto)
    if (whistle.leftOut) leftOut[whistle.leftOut] += 1
    else counted.push({ whistle, day })
    firstSeen.set(whistle.communityId, Math.min(day, firstSeen.get(whistle.communityId) ?? day))
  }
  const start = [...firstSeen.values()].reduce((first, day) => Math.min(first, day), today + 1)
  const baselineEnd = today - lastDays + 1
  const firstDay = Math.min(baselineEnd, Math.max(start, baselineEnd - settings.baselineDays))
  const used = counted.filter(({ day }) => day >= firstDay)
  used.sort((a, b) => a.day - b.day || compare(a.whistle, b.whistle))

  const whistles = used.map(({ whistle }) => whistle)
  const days = Int32Array.from(used, ({ day }) => day - firstDay)
  const baselineDays = baselineEnd - firstDay
  const classes = dayClasses(firstDay, baselineDays + lastDays, settings.calendar)
  const places = placesOf(whistles, settings)
  const { communities } = places
  const regions = [...new Set(communities.map(({ regionCode }) => regionCode))]
  const regionOf = Int32Array.from(communities, ({ regionCode }) => regions.indexOf(regionCode))
  const communityOf = Int32Array.from(places.places, ({ community }) => community)
  const history = new Float64Array(communities.length)
  const daily = new Float64Array(baselineDays)
  whistles.forEach((_, i) => {
    const day = days[i] ?? 0
    if (day >= baselineDays) return
    const community = communityOf[places.placeOf[i] ?? 0] ?? 0
    history[community] = (history[community] ?? 0) + 1
    daily[day] = (daily[day] ?? 0) + 1
  })
  return {
    ...places,
    settings,
    whistles,
    days,
    firstDay,
    baselineDays,
    lastDays,
    classes,
    week: dayWeights(classes, daily, evenWeek).weights,
    topics: topicsOf(whistles),
    since: Int32Array.from(communities, ({ id }) => Math.max(0, (firstSeen.get(id) ?? 0) - firstDay)),
    history,
    regions,
    regionOf,
    communityOf,
    regionAt: communityOf.map((community) => regionOf[community] ?? 0),
    duplicates: countDuplicates(whistles, mergedInto),
    leftOut,
  }
}

const compare = (a: Whistle, b: Whistle) =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.ticketId < b.ticketId ? -1 : 1

function topicsOf(whistles: readonly Whistle[]): Topic[] {
  const topics = new Map<string, Topic>()
  const put = (level: Topic['level'], code: string, category: string, index: number) => {
    const key = `${level} ${code}`
    const topic = topics.get(key)
    if (topic) topic.whistles.push(index)
    else topics.set(key, { level, code, category, whistles: [index] })
  }
  whistles.forEach(({ matter }, index) => {
    put('matter', matter.code, matter.category, index)
    put('category', matter.category, matter.category, index)
  })
  return [...topics.values()]
}

function countDuplicates(whistles: readonly Whistle[], mergedInto: Map<string, string>): Int32Array {
  const duplicates = new Map<string, number>()
  for (const first of mergedInto.values()) {
    const seen = new Set([first])
    let root = first
    for (
      let next = mergedInto.get(root);
      next !== undefined && !seen.has(next);
      next = mergedInto.get(root)
    ) {
      seen.add(next)
      root = next
    }
    duplicates.set(root, (duplicates.get(root) ?? 0) + 1)
  }
  return Int32Array.from(whistles, ({ ticketId }) => duplicates.get(ticketId) ?? 0)
}
