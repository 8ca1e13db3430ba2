/**
 * Milliseconds since 1970 of a stored moment. `Date.parse` understands many forms and takes ten times as long; a log has
 * a million moments of this one form, and parsing them was most of what figures cost.
 */
import type { Instant } from '../ticket/primitives.ts'

/** Two digits as a number. */
const two = (text: string, at: number) => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528

/** @param instant an `Instant`, e.g. `2026-03-02T01:30:00.000Z`; of anything else the result means nothing */
export const epochMs = (instant: Instant): number =>
  Date.UTC(
    two(instant, 0) * 100 + two(instant, 2),
    two(instant, 5) - 1,
    two(instant, 8),
    two(instant, 11),
    two(instant, 14),
    two(instant, 17),
    (instant.charCodeAt(20) - 48) * 100 + two(instant, 21),
  )
