/** What is asked of figures: which tickets, and by which periods. */
import * as z from 'zod/mini'
import { Code, Line, RegionCode } from '../ticket/primitives.ts'
import { CivilDate, Period } from './periods.ts'

/**
 * Which day of a ticket decides its period. `raised`, the usual one: every ticket is in exactly one period for good and
 * the open ones are in it too, so a rate has its whole denominator. `closed`: the tickets closed within a period, as
 * monthly reports of work done count; then every ticket counted is closed and close rates say nothing.
 */
export const dateOfs = ['raised', 'closed'] as const

const parts = {
  /** Region of the community that whistled, by GB/T 2260. */
  regionCode: z.exactOptional(RegionCode),
  category: z.exactOptional(Line),
  from: z.exactOptional(CivilDate),
  to: z.exactOptional(CivilDate),
  /** `raised` where absent. */
  dateOf: z.exactOptional(z.enum(dateOfs)),
  /** Adds `byPeriod`. */
  period: z.exactOptional(Period),
}

const daysInOrder = z.refine<{ from?: string; to?: string }>(
  ({ from, to }) => from === undefined || to === undefined || from <= to,
  { error: '起始日期晚于截止日期 / the first day is after the last', path: ['from'] },
)

/** Which tickets are counted, and by which periods. Days are civil days in China, both ends included. */
export const FigureFilter = z
  .strictObject({
    /** Only what this unit had a part in as lead, and only its own part. */
    unitId: z.exactOptional(Code),
    ...parts,
  })
  .check(daysInOrder)
export type FigureFilter = z.infer<typeof FigureFilter>

/** As {@link FigureFilter}, over several tenants: units belong to one each and are asked there. */
export const CityWideFilter = z
  .strictObject({
    /** Only this tenant. */
    tenantId: z.exactOptional(Code),
    ...parts,
  })
  .check(daysInOrder)
export type CityWideFilter = z.infer<typeof CityWideFilter>
