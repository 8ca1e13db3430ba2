/** Counts traces into groups: the whole, by one dimension, or by several crossed. */
import type { Dimension, FigureFilter, FigureRow } from './figures.ts'
import { periodOfDay, type Period } from './periods.ts'
import { figureSetOf, newTally, tallyTicket, type Tally } from './tally.ts'
import type { FigureCity, Terms } from './terms.ts'
import { configuredRates } from './three-rates.ts'
import type { Trace } from './trace.ts'

export interface GroupingParts {
  traces: Iterable<Trace>
  filter: FigureFilter
  city: FigureCity
  terms: Terms
  /** Civil day in China of a moment in milliseconds since 1970. */
  dayOf: (epochMs: number) => string
}

type Key = Partial<Record<Dimension, string>>
type Groups = Map<string, { key: Key; tally: Tally }>

/**
 * The rows of every grouping asked for, in one pass, each sorted by its key. A ticket that has no value for a dimension
 * is in no row of it: a community that the city does not know has no region.
 */
export function groupTraces(
  groupings: readonly (readonly Dimension[])[],
  { traces, filter, city, terms, dayOf }: GroupingParts,
): FigureRow[][] {
  const groups = groupings.map((): Groups => new Map())
  const regionOf = regionFinder(city)
  const { dateOf = 'raised', period = 'month' } = filter
  for (const trace of traces) {
    if (trace.raisedAt === undefined) continue
    const date = dateOf === 'raised' ? trace.raisedAt : trace.closedAt
    if (date === undefined) continue
    const day = dayOf(date)
    const region = regionOf(trace.communityId)
    if (!isAsked(filter, trace, day, region)) continue
    const units = unitsOf(trace, filter.unitId)
    if (units.length === 0) continue
    const key = { category: trace.category, region, period: nameOf(day, period) }
    for (const [index, by] of groupings.entries()) {
      const group = groups[index]
      if (!group) continue
      if (!by.includes('unit')) count(group, by, key, trace, terms, filter.unitId)
      else for (const unit of units) count(group, by, { ...key, unit }, trace, terms, unit)
    }
  }
  return groups.map((group) => rowsOf(group, city))
}

function isAsked(
  { from, to, category, regionCode }: FigureFilter,
  trace: Trace,
  day: string,
  region: string | undefined,
): boolean {
  if ((from !== undefined && day < from) || (to !== undefined && day > to)) return false
  if (category !== undefined && trace.category !== category) return false
  return regionCode === undefined || region === regionCode
}

/** Who led the ticket at some time; of them the one asked for. */
function unitsOf({ dispatches }: Trace, only: string | undefined): string[] {
  const units: string[] = []
  for (const { unitId } of dispatches)
    if (!units.includes(unitId) && (only === undefined || only === unitId)) units.push(unitId)
  return units
}

function count(
  groups: Groups,
  by: readonly Dimension[],
  values: { [D in Dimension]?: string | undefined },
  trace: Trace,
  terms: Terms,
  unitId: string | undefined,
) {
  let name = ''
  for (const dimension of by) {
    const value = values[dimension]
    if (value === undefined || value === '') return
    name += `${value}\n`
  }
  let group = groups.get(name)
  if (!group) {
    const key = Object.fromEntries(by.map((dimension) => [dimension, values[dimension]])) as Key
    group = { key, tally: newTally() }
    groups.set(name, group)
  }
  tallyTicket(group.tally, trace, terms, unitId)
}

const rowsOf = (groups: Groups, { policy }: FigureCity): FigureRow[] =>
  [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { key, tally }]) => ({
      key,
      set: { ...figureSetOf(tally), ...configuredRates(tally, policy) },
    }))

function regionFinder(city: FigureCity) {
  const regions = new Map<string, string | undefined>()
  return (communityId: string | undefined) => {
    if (communityId === undefined) return undefined
    if (!regions.has(communityId)) regions.set(communityId, city.unit(communityId)?.regionCode)
    return regions.get(communityId)
  }
}

const periodNames = new Map<string, string>()
/** Naming a period takes calendar arithmetic, and a city has few days: each is named once. */
function nameOf(day: string, period: Period): string {
  const key = `${period} ${day}`
  const known = periodNames.get(key)
  if (known !== undefined) return known
  const name = periodOfDay(day, period)
  periodNames.set(key, name)
  return name
}
