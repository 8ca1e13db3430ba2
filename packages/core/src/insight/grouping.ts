/** Counts traces into groups: the whole, by one dimension, or by several crossed. */
import type { FigureFilter } from './figure-filter.ts'
import type { Dimension, FigureRow, FigureSet } from './figures.ts'
import { periodOfDay, type Period } from './periods.ts'
import { standingOf, type Standing } from './standing.ts'
import { figureSetOf, newTally, tallyTicket, type Tally } from './tally.ts'
import type { FigureCity, Terms } from './terms.ts'
import { configuredRates } from './three-rates.ts'
import type { Trace } from './trace.ts'

/** One tenant's tickets, with what its own city says of limits and places. */
export interface FigureSource {
  traces: Iterable<Trace>
  city: FigureCity
  terms: Terms
  /** Present where several are counted together. */
  tenantId?: string
}

export interface GroupingParts {
  sources: readonly FigureSource[]
  filter: FigureFilter
  /** Which rates are shown, and how they are weighted. */
  policy: FigureCity['policy']
  /** Civil day in China of a moment in milliseconds since 1970. */
  dayOf: (epochMs: number) => string
}

/** `tenant` is for figures over several. */
export type Grouping = Dimension | 'tenant'
type Key = Partial<Record<Grouping, string>>
type Values = Record<Grouping, string | undefined>
type Groups = Map<string, { key: Key; tally: Tally }>
type GroupRow = Omit<FigureRow, 'key'> & { key: Key }

/**
 * The rows of every grouping asked for, in one pass, each sorted by its key. A ticket that has no value for a dimension
 * is in no row of it: a community that the city does not know has no region.
 */
export function groupTraces(
  groupings: readonly (readonly Grouping[])[],
  { sources, filter, policy, dayOf }: GroupingParts,
): GroupRow[][] {
  const groups = groupings.map((): Groups => new Map())
  const { dateOf = 'raised', period = 'month' } = filter
  const periodOf = periodNamer(period)
  for (const { traces, city, terms, tenantId } of sources) {
    const regionOf = regionFinder(city)
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
      const values: Values = {
        category: trace.category,
        region,
        period: periodOf(day),
        unit: undefined,
        tenant: tenantId,
      }
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
  }
  return groups.map((group) => rowsOf(group, policy))
}

/** The rows of a grouping by one dimension, by their key. */
export const keyed = (rows: GroupRow[] = [], by: Grouping): Record<string, FigureSet> =>
  Object.fromEntries(rows.map(({ key, set }) => [key[by] ?? '', set]))

/** A set of figures over no ticket. */
export function nothingCounted(policy: FigureCity['policy']): FigureSet {
  const tally = newTally()
  return { ...figureSetOf(tally), ...configuredRates(tally, policy) }
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
  by: readonly Grouping[],
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

const rowsOf = (groups: Groups, policy: FigureCity['policy']): GroupRow[] =>
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
