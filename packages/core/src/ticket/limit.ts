/** A time limit as data; what it means on the calendar is in `time/`. */
import * as z from 'zod/mini'

export const limitUnits = ['minute', 'hour', 'day', 'workingDay'] as const

export const Limit = z.object({
  /** Bounded: limits come from untrusted input too, and working days are counted one by one. */
  amount: z.int().check(z.positive(), z.maximum(10_000)),
  unit: z.enum(limitUnits),
})
export type Limit = z.infer<typeof Limit>
