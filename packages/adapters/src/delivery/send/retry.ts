/** When a failed delivery is tried again, and what an answer asks for. */

/** Waits before each attempt after the first, in milliseconds: the example schedule of Standard Webhooks, 75 h 35 min in all. */
export const suggestedSchedule: readonly number[] = [
  5_000, // 5 seconds
  5 * 60_000, // 5 minutes
  30 * 60_000, // 30 minutes
  2 * 3_600_000, // 2 hours
  5 * 3_600_000,
  10 * 3_600_000,
  14 * 3_600_000,
  20 * 3_600_000,
  24 * 3_600_000,
]

/** No receiver puts a message off for longer, in milliseconds. */
const longestRetryAfter = 24 * 3_600_000

/**
 * How long to wait after the attempt of this number (from 1), in milliseconds; undefined where it was the last.
 *
 * @param chance from 0 to 1: the wait is that of the schedule, up to a fifth shorter or longer, so that what failed
 * together does not come back together
 */
export function waitAfter(attempt: number, chance: number, schedule = suggestedSchedule): number | undefined {
  const wait = schedule[attempt - 1]
  return wait === undefined ? undefined : Math.round(wait * (0.8 + 0.4 * chance))
}

/** `Retry-After` (RFC 9110, 10.2.3) in milliseconds from `now`, a day at most; undefined where it says nothing one can use. */
export function retryAfterMs(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const wait = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(wait) || wait < 0 ? undefined : Math.min(wait, longestRetryAfter)
}
