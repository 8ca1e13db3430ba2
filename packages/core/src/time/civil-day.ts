/**
 * Civil days in China. All of China keeps UTC+8 without summer time, so a day follows from the instant alone and never
 * from the zone that the machine is set to.
 */
import type { Instant } from '../ticket/primitives.ts'

/** Milliseconds in a civil day; without summer time every day has as many. */
export const dayMs = 24 * 60 * 60 * 1000
const offsetMs = 8 * 60 * 60 * 1000

/** The instant so many milliseconds after 1970-01-01 UTC. Throws RangeError outside of the years 0 to 9999. */
export function instantAt(epochMs: number): Instant {
  const instant = new Date(epochMs).toISOString()
  if (instant.length !== 24) throw new RangeError(`a moment beyond year 9999: ${instant}`)
  return instant
}

/** The civil date in China of a moment, as `YYYY-MM-DD`. */
export const civilDate = (instant: Instant): string => instantAt(Date.parse(instant) + offsetMs).slice(0, 10)

/** The midnight with which a civil date in China begins, in milliseconds since 1970. */
export const startOfDay = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) - offsetMs

/** The civil date that begins with a midnight in China. */
export const dateOfMidnight = (ms: number): string => new Date(ms + offsetMs).toISOString().slice(0, 10)

/** The last millisecond of a civil date in China: what people write as 24:00. */
export const endOfDay = (date: string): Instant => instantAt(startOfDay(date) + dayMs - 1)

/** A moment in milliseconds since 1970, where the end of a day (24:00) is the midnight after it. */
export function position(instant: Instant): number {
  const ms = Date.parse(instant)
  return (ms + offsetMs + 1) % dayMs === 0 ? ms + 1 : ms
}

/** The opposite of `position`, for what ends: a midnight is the end of the day before it. */
export const endAt = (ms: number): Instant => instantAt((ms + offsetMs) % dayMs === 0 ? ms - 1 : ms)

/** The civil date so many days later, or earlier where negative. */
export const addDays = (date: string, days: number): string =>
  instantAt(Date.parse(`${date}T00:00:00.000Z`) + days * dayMs).slice(0, 10)

/** Day of the week of a civil date: 0 Sunday … 6 Saturday. */
export const weekday = (date: string): number => new Date(`${date}T00:00:00.000Z`).getUTCDay()

/** A moment as people in China read it, e.g. `2025-09-30 16:20`, and the end of a day as `2025-10-14 24:00`. */
export function formatMoment(instant: Instant): string {
  const date = civilDate(instant)
  if (instant === endOfDay(date)) return `${date} 24:00`
  const local = instantAt(Date.parse(instant) + offsetMs)
  return `${date} ${local.slice(11, 16)}`
}
