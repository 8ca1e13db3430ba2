/** A time limit as data; what it means on the calendar is in `time/`. */
import * as z from 'zod/mini'

/**
 * `minute`, `hour` and `day` run on through nights and holidays. `workingDay` and `halfWorkingDay` count days and half
 * days that are worked; `workingHour` and `workingMinute` run only while the office is open.
 */
export const limitUnits = [
  'minute',
  'hour',
  'day',
  'workingDay',
  'halfWorkingDay',
  'workingHour',
  'workingMinute',
] as const

export const Limit = z.object({
  /** Bounded: limits come from untrusted input too, and working days are counted one by one. */
  amount: z.int().check(z.positive(), z.maximum(10_000)),
  unit: z.enum(limitUnits),
})
export type Limit = z.infer<typeof Limit>
