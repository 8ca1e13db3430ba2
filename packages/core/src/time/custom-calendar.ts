/** Working-day calendars from plain data: for tests, for cities with days of their own, and under the national one. */
import type { WorkingCalendar } from './calendar.ts'
import { weekday } from './civil-day.ts'
import { type LocalDays, withLocalDays } from './local-days.ts'

export interface CalendarData extends LocalDays {
  /** Kept with every deadline computed from it. */
  version: string
  /** Years whose holidays are announced; `all` for a calendar that needs no announcement. */
  knownYears: Iterable<number> | 'all'
}

/**
 * A calendar from plain data: what is said of a date counts, and else the weekday decides, Monday to Friday unless
 * `week` says otherwise.
 *
 * 29 to 31 December count as known only with the year after: the New Year arrangement reaches back into them
 * (2018-12-31 and 2022-12-31 were off, 2011-12-31 was worked, all announced with the year after).
 *
 * @example
 * customCalendar({ version: 'test', holidays: { '2026-08-18': { zh: '那达慕', en: 'Naadam' } }, knownYears: [2026] })
 */
export function customCalendar({ version, knownYears, ...days }: CalendarData): WorkingCalendar {
  const years = knownYears === 'all' ? undefined : new Set(knownYears)
  const isKnown = (date: string) => !years || isSettled(date, (year) => years.has(year))
  const dayKind = withLocalDays(days, (date) => {
    const day = weekday(date)
    return { working: day !== 0 && day !== 6, known: isKnown(date) }
  })
  return { version, dayKind }
}

export interface LocalCalendarData extends LocalDays {
  /** Joined to the version of the calendar below: `chinese-days-1.5.7+hours-2026`. */
  version: string
  /** Years that these days make known, where the calendar below does not know them yet. */
  knownYears?: Iterable<number>
}

/**
 * Another calendar with a city's own days and office hours over it. `week` changes ordinary days only: a holiday or
 * make-up day of the calendar below stays what it is, unless the date is named here.
 *
 * @example
 * localCalendar(chinaCalendar(), { version: 'hours-1', officeHours: [{ morning: '08:30-12:00', afternoon: '14:30-17:30' }] })
 */
export function localCalendar(
  below: WorkingCalendar,
  { version, knownYears = [], ...days }: LocalCalendarData,
): WorkingCalendar {
  const years = new Set(knownYears)
  const isKnown = (year: number) => years.has(year) || below.dayKind(`${year}-06-30`).known
  const dayKind = withLocalDays(days, (date) => {
    const kind = below.dayKind(date)
    return kind.known || years.size === 0 ? kind : { ...kind, known: isSettled(date, isKnown) }
  })
  return { version: `${below.version}+${version}`, dayKind }
}

/** Whether the announcements that decide about a date are there: those of its year, at its end also of the next. */
function isSettled(date: string, isKnown: (year: number) => boolean): boolean {
  const year = Number(date.slice(0, 4))
  return isKnown(year) && (date.slice(5) < '12-29' || isKnown(year + 1))
}

/** Monday to Friday, no holidays: for tests, and for what does not follow the State Council's calendar. */
export const weekendCalendar: WorkingCalendar = customCalendar({
  version: 'weekends-only',
  knownYears: 'all',
})
