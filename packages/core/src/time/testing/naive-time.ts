/**
 * Limits counted the slow way, day by day and minute by minute, from a calendar's days alone. Shares nothing with what
 * it checks but the port.
 */
import type { Limit } from '../../ticket/limit.ts'
import type { DayKind, WorkingCalendar } from '../calendar.ts'

const minute = 60_000
const day = 1440 * minute
const china = 480 * minute

const dayNumber = (ms: number) => Math.floor((ms + china) / day)
const dateOf = (number: number) => new Date(number * day).toISOString().slice(0, 10)
const midnightOf = (number: number) => number * day - china

/** People say 24:00 for the midnight that ends a day: its last millisecond. */
const ending = (ms: number) => ((ms + china) % day === 0 ? ms - 1 : ms)

/** The minutes of a day in which somebody is there, as pairs of first and last-but-one. */
function openings({ working, half, hours }: DayKind): [number, number][] {
  if (!working) return []
  const clockTime = (text: string) => {
    const [hour = 0, minutes = 0] = text.split(':').map(Number)
    return hour * 60 + minutes
  }
  const texts = { morning: hours?.morning ?? '00:00-12:00', afternoon: hours?.afternoon ?? '12:00-24:00' }
  return (['morning', 'afternoon'] as const)
    .filter((it) => half === undefined || half === it)
    .map((it) => {
      const [from = '', to = ''] = texts[it].split('-')
      return [clockTime(from), clockTime(to)]
    })
}

/** When a limit that starts on a full minute runs out. */
export function runsOut(start: number, { amount, unit }: Limit, calendar: WorkingCalendar): number {
  const kindOf = (number: number) => calendar.dayKind(dateOf(number))
  switch (unit) {
    case 'minute':
      return start + amount * minute
    case 'hour':
      return start + amount * 60 * minute
    case 'day':
      return ending(midnightOf(dayNumber(start) + amount + 1))
    case 'workingDay': {
      let left = amount
      for (let number = dayNumber(start) + 1; ; number++) {
        const open = openings(kindOf(number))
        for (const [, closes] of open) {
          left -= 0.5
          if (left === 0) return ending(midnightOf(number) + closes * minute)
        }
      }
    }
    case 'halfWorkingDay': {
      let left = amount
      for (let number = dayNumber(start); ; number++) {
        for (const [opens, closes] of openings(kindOf(number))) {
          if (midnightOf(number) + opens * minute <= start) continue
          left -= 1
          if (left === 0) return ending(midnightOf(number) + closes * minute)
        }
      }
    }
    case 'workingHour':
    case 'workingMinute': {
      let left = unit === 'workingHour' ? amount * 60 : amount
      for (let now = start; ; now += minute) {
        if (isOpen(now, calendar)) left -= 1
        if (left === 0) return ending(now + minute)
      }
    }
  }
}

/** Minutes of working time between two full minutes. */
export function openMinutes(from: number, to: number, calendar: WorkingCalendar): number {
  let count = 0
  for (let now = from; now < to; now += minute) if (isOpen(now, calendar)) count += 1
  return count
}

function isOpen(ms: number, calendar: WorkingCalendar): boolean {
  const number = dayNumber(ms)
  const passed = (ms - midnightOf(number)) / minute
  return openings(calendar.dayKind(dateOf(number))).some(([from, to]) => from <= passed && passed < to)
}
