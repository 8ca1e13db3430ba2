/**
 * Counting days the simple way, for the naive model: whole days since 1970 in China (UTC+8, no daylight saving), one
 * step at a time. Shares nothing with `time/`, so that a mistake there is seen here.
 */
import type { Limit } from '../../../ticket/index.ts'

/** The units in which limits are written; office hours are a matter of `time/` and its own tests. */
export type PlainUnit = 'minute' | 'hour' | 'day' | 'workingDay'

const hour = 3_600_000
const day = 24 * hour
const china = 8 * hour

/** Days off besides weekends, and weekend days that are worked (调休), of the calendar that the sequences run on. */
export const daysOff = ['2026-03-04', '2026-03-05', '2026-03-16', '2026-04-06']
export const makeUpDays = ['2026-03-07', '2026-03-15', '2026-03-29']

const dayOf = (moment: number) => Math.floor((moment + china) / day)
const midnightAfter = (dayNumber: number) => (dayNumber + 1) * day - china
const dateOf = (dayNumber: number) => new Date(dayNumber * day).toISOString().slice(0, 10)

function isWorked(dayNumber: number): boolean {
  const date = dateOf(dayNumber)
  if (makeUpDays.includes(date)) return true
  if (daysOff.includes(date)) return false
  const weekday = (dayNumber + 4) % 7 // 1 January 1970 was a Thursday
  return weekday !== 0 && weekday !== 6
}

/** The day that is so many working days away, the day itself not counted. */
function workingDaysFrom(dayNumber: number, amount: number, step: 1 | -1): number {
  let found = dayNumber
  for (let left = amount; left > 0;) {
    found += step
    if (isWorked(found)) left--
  }
  return found
}

/** The last millisecond of a limit: minutes and hours from the moment itself, days up to the end of the last day. */
export function runsOut(start: number, limit: Limit): number {
  const { amount } = limit
  switch (plain(limit)) {
    case 'minute':
      return start + amount * 60_000
    case 'hour':
      return start + amount * hour
    case 'day':
      return midnightAfter(dayOf(start) + amount) - 1
    case 'workingDay':
      return midnightAfter(workingDaysFrom(dayOf(start), amount, 1)) - 1
  }
}

function plain({ unit }: Limit): PlainUnit {
  if (unit === 'minute' || unit === 'hour' || unit === 'day' || unit === 'workingDay') return unit
  throw new RangeError(`the naive model does not count in ${unit}`)
}

/**
 * When it turns yellow: so long before it is due, or halfway where the whole time is shorter than that. What is due on a
 * day off counts working days from the end of the last day worked.
 */
export function turnsYellow(start: number, due: number, limit: Limit): number {
  const { amount } = limit
  const before = {
    minute: () => due - amount * 60_000,
    hour: () => due - amount * hour,
    day: () => due - amount * day,
    workingDay: () => {
      const last = isWorked(dayOf(due)) ? due : midnightAfter(workingDaysFrom(dayOf(due), 1, -1)) - 1
      return last - (dayOf(last) - workingDaysFrom(dayOf(last), amount, -1)) * day
    },
  }[plain(limit)]()
  return before > start ? before : Math.floor((start + due) / 2)
}

/** 24:00 is the midnight that follows, and is written as the last millisecond before it. */
const asMidnight = (moment: number) => (dayOf(moment + 1) > dayOf(moment) ? moment + 1 : moment)
const asWritten = (moment: number) => (dayOf(moment - 1) < dayOf(moment) ? moment - 1 : moment)

/**
 * When it is due after it has stood still: later by the whole pause, or, for a limit in working days, by the time in it
 * that fell on days worked.
 */
export function dueAfterPause(due: number, from: number, to: number, limit: Limit): number {
  if (plain(limit) !== 'workingDay') return due + (to - from)
  let left = 0
  for (let it = dayOf(from); it <= dayOf(to); it++) {
    const opens = Math.max(asMidnight(from), midnightAfter(it - 1))
    const closes = Math.min(asMidnight(to), midnightAfter(it))
    if (isWorked(it)) left += Math.max(0, closes - opens)
  }
  if (left === 0) return due
  let moment = asMidnight(due)
  for (let it = dayOf(moment); ; it++) {
    if (!isWorked(it)) continue
    moment = Math.max(moment, midnightAfter(it - 1))
    const today = Math.min(left, midnightAfter(it) - moment)
    moment += today
    left -= today
    if (left === 0) return asWritten(moment)
  }
}

/** How long a limit is, for "one extension is at most so long": five working days are as long as a week. */
export const lengthOf = (limit: Limit): number =>
  limit.amount * { minute: 60_000, hour, day, workingDay: (day * 7) / 5 }[plain(limit)]
