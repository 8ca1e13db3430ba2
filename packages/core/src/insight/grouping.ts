/** Counts traces into groups: the whole, by one dimension, or by several crossed. */
import type { FigureFilter } from './figure-filter.ts'
import type { Dimension, FigureRow } from './figures.ts'
import { periodOfDay, type Period } from './periods.ts'
import { standingOf, type Standing } from './standing.ts'
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
type Values = Record<Dimension, string | undefined>
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
  const periodOf = periodNamer(period)
  for (const trace of traces) {
    if (trace.raisedAt === undefined) continue
    const date = dateOf === 'raised' ? trace.raisedAt : trace.closedAt
    if (date === undefined) continue
    const day = dayOf(date)
    const region = regionOf(trace.communityId)
    if (!isAsked(filter, trace, day, region)) continue
    const units = unitsOf(trace, filter.unitId)
    if (units.length === 0) continue
    const standing = standingOf(trace, terms)
    const values: Values = { category: trace.category, region, period: periodOf(day), unit: undefined }
    for (const [index, by] of groupings.entries()) {
      const group = groups[index]
      if (!group) continue
      if (!by.includes('unit')) count(group, by, values, trace, standing, filter.unitId)
      for (const unit of by.includes('unit') ? units : []) {
        values.unit = unit
        count(group, by, values, trace, standing, unit)
      }
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
  values: Values,
  trace: Trace,
  standing: Standing,
  unitId: string | undefined,
) {
  let name = ''
  for (const dimension of by) {
    const value = values[dimension]
    if (value === undefined || value === '') return
    name = name === '' ? value : `${name}\n${value}`
  }
  let group = groups.get(name)
  if (!group) {
    const key = Object.fromEntries(by.map((dimension) => [dimension, values[dimension]])) as Key
    group = { key, tally: newTally() }
    groups.set(name, group)
  }
  tallyTicket(group.tally, trace, standing, unitId)
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

/** Naming a period takes calendar arithmetic, and a log has few days: each is named once. */
function periodNamer(period: Period) {
  const names = new Map<string, string>()
  return (day: string): string => {
    const known = names.get(day)
    if (known !== undefined) return known
    const name = periodOfDay(day, period)
    names.set(day, name)
    return name
  }
}
