/** What the hotline itself counted: calls by category and period, imported because no ticket of ours knows of them. */
import * as z from 'zod/mini'
import { Line } from '../ticket/primitives.ts'

export const HotlineCount = z.object({
  category: Line,
  /** As `periodOfDay` names periods, e.g. `2026-03` or `2026-Q1`. */
  period: z.string().check(z.regex(/^20\d{2}(-(Q[1-4]|W\d{2}|\d{2}(-\d{2})?))?$/)),
  /** Calls or cases, as the hotline counts them. A period without any is written as 0: left out, it is unknown. */
  count: z.int().check(z.minimum(0)),
})
export type HotlineCount = z.infer<typeof HotlineCount>
