/** A matter list as a whole: lists are replaced version by version, and each comes into force on a day. */
import * as z from 'zod/mini'
import { Matter } from '../../ticket/matter.ts'
import { Line, type Instant } from '../../ticket/primitives.ts'
import { civilDate } from '../../time/civil-day.ts'

export const MatterList = z.object({
  /** The city's own name for it, e.g. `2026.1`; unique among the city's lists. */
  version: Line,
  /** The day in China from whose midnight on whistles go by it, e.g. `2026-03-01`. */
  effectiveFrom: z.iso.date(),
  /** Where it was published, e.g. the document's number. */
  source: z.optional(Line),
  matters: z.array(Matter),
})
export type MatterList = z.infer<typeof MatterList>

/**
 * The list by which a whistle at this moment goes: the latest that is in force. Of two with one date the later in the
 * array is taken. Undefined before the first.
 */
export function listInForce(lists: readonly MatterList[], at: Instant): MatterList | undefined {
  const today = civilDate(at)
  let latest: MatterList | undefined
  for (const list of lists) {
    if (list.effectiveFrom <= today && (!latest || latest.effectiveFrom <= list.effectiveFrom)) latest = list
  }
  return latest
}
