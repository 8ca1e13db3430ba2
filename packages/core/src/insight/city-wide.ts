/**
 * Figures over several tenants (districts) at once: each ticket is judged by its own district's limits and calendar, and
 * then counted with all others by the same definitions. Districts' medians and rates are never averaged.
 */
import * as z from 'zod/mini'
import { RateWeights } from '../ticket/policy.ts'
import { Instant } from '../ticket/primitives.ts'
import { instantAt } from '../time/civil-day.ts'
import type { CityWideFilter } from './figure-filter.ts'
import { FigureSet } from './figures.ts'
import { groupTraces, keyed, nothingCounted } from './grouping.ts'
import { dayNamer } from './periods.ts'
import { termsFor, type FigureCity } from './terms.ts'
import type { Trace } from './trace.ts'

/** The whole city and its parts. */
export const CityWideFigures = z.object({
  /** The moment for which "due by now" holds. */
  asOf: Instant,
  all: FigureSet,
  byTenant: z.record(z.string(), FigureSet),
  byCategory: z.record(z.string(), FigureSet),
  /** By region code of the community that whistled. */
  byRegion: z.record(z.string(), FigureSet),
  /** By period, e.g. `2026-03`; there where a period was asked for. */
  byPeriod: z.exactOptional(z.record(z.string(), FigureSet)),
  /** What `threeRates` was combined with. */
  rateWeights: z.exactOptional(RateWeights),
})
export type CityWideFigures = z.infer<typeof CityWideFigures>

export interface TenantTraces {
  tenantId: string
  /** The tenant's own limits, calendar and places. */
  city: FigureCity
  /** One of each ticket, as `advanceTrace` made it. */
  traces: Iterable<Trace>
}

export interface CityWideQuestion extends CityWideFilter {
  /** The moment for "due by now"; not before the last event. */
  now: Instant
  /** The whole city's policy: which rates are shown, and how they are weighted. */
  policy: FigureCity['policy']
}

export function cityWideFigures(
  tenants: readonly TenantTraces[],
  { now, policy, tenantId, ...filter }: CityWideQuestion,
): CityWideFigures {
  const asked = tenants.filter((tenant) => tenantId === undefined || tenant.tenantId === tenantId)
  const sources = asked.map((tenant) => ({ ...tenant, terms: termsFor(tenant.city)(Date.parse(now)) }))
  const by = filter.period === undefined ? [] : [['period'] as const]
  const [whole, byTenant, categories, regions, inPeriods] = groupTraces(
    [[], ['tenant'], ['category'], ['region'], ...by],
    { sources, filter, policy, dayOf: dayNamer() },
  )
  const { rateWeights } = policy
  return {
    asOf: instantAt(Date.parse(now)),
    all: whole?.[0]?.set ?? nothingCounted(policy),
    byTenant: keyed(byTenant, 'tenant'),
    byCategory: keyed(categories, 'category'),
    byRegion: keyed(regions, 'region'),
    ...(inPeriods && { byPeriod: keyed(inPeriods, 'period') }),
    ...(rateWeights && { rateWeights }),
  }
}
