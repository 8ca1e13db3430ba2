/** Working-day calendars from plain data: for tests, for cities with days of their own, and under the national one. */
import type { Sentence } from '../ticket/primitives.ts'
import type { WorkingCalendar } from './calendar.ts'
import { weekday } from './civil-day.ts'

export interface CalendarData {
  /** Kept with every deadline computed from it. */
  version: string
  /** Days off by civil date (`YYYY-MM-DD`), with their names. Include the weekends that belong to a holiday. */
  holidays?: Record<string, Sentence>
  /** Make-up days (调休): weekend days on which people work, with the holiday that they make up for. */
  workdays?: Record<string, Sentence>
  /** Years whose holidays are announced; `all` for a calendar that needs no announcement. */
  knownYears: Iterable<number> | 'all'
}

/**
 * A calendar from plain data: a make-up day is worked, a holiday is off, and else the weekday decides.
 *
 * 29 to 31 December count as known only with the year after: the New Year arrangement reaches back into them
 * (2018-12-31 and 2022-12-31 were off, 2011-12-31 was worked, all announced with the year after).
 *
 * @example
 * customCalendar({ version: 'test', holidays: { '2026-08-18': { zh: '那达慕', en: 'Naadam' } }, knownYears: [2026] })
 */
export function customCalendar({
  version,
  holidays = {},
  workdays = {},
  knownYears,
}: CalendarData): WorkingCalendar {
  const off = new Map(Object.entries(holidays))
  const worked = new Map(Object.entries(workdays))
  const years = knownYears === 'all' ? undefined : new Set(knownYears)

  const isKnown = (date: string): boolean => {
    if (!years || off.has(date) || worked.has(date)) return true
    const year = Number(date.slice(0, 4))
    return years.has(year) && (date.slice(5) < '12-29' || years.has(year + 1))
  }

  return {
    version,
    dayKind(date) {
      const makeUp = worked.get(date)
      const holiday = off.get(date)
      const name = makeUp ?? holiday
      const day = weekday(date)
      const working = makeUp !== undefined || (holiday === undefined && day !== 0 && day !== 6)
      return { working, known: isKnown(date), ...(name && { name }) }
    },
  }
}

/** Monday to Friday, no holidays: for tests, and for what does not follow the State Council's calendar. */
export const weekendCalendar: WorkingCalendar = customCalendar({
  version: 'weekends-only',
  knownYears: 'all',
})
