/** Counts limits along a calendar, forwards for deadlines and backwards for warnings. */
import type { Limit } from '../ticket/limit.ts'
import type { Instant } from '../ticket/primitives.ts'
import type { Half, WorkingCalendar } from './calendar.ts'
import { addDays, civilDate, dayMs, endAt, endOfDay, instantAt, position } from './civil-day.ts'
import type { WorkedHalf } from './office-hours.ts'
import type { PassedDay } from './passed-days.ts'
import { walkHalves } from './worked-halves.ts'

export interface Counted {
  dueAt: Instant
  /** Every day on the way in the order of the calendar, for limits in working time. */
  passed: PassedDay[]
  /** The stretches that were counted, for limits in half days and in office hours. */
  spans: CountedSpan[]
}

export interface CountedSpan {
  date: string
  half: Half
  from: Instant
  to: Instant
}

const elapsedMs = { minute: 60_000, hour: 3_600_000 }
const workedMs = { workingMinute: 60_000, workingHour: 3_600_000 }

const plain = (ms: number): Counted => ({ dueAt: instantAt(ms), passed: [], spans: [] })

/** Where a limit that starts at a moment ends. Throws CalendarError where it ends nowhere. */
export function countForward(
  startedAt: Instant,
  { amount, unit }: Limit,
  calendar: WorkingCalendar,
): Counted {
  const startDay = civilDate(startedAt)
  const passed: PassedDay[] = []
  switch (unit) {
    case 'minute':
    case 'hour':
      return plain(Date.parse(startedAt) + amount * elapsedMs[unit])
    case 'day':
      return { dueAt: endOfDay(addDays(startDay, amount)), passed, spans: [] }
    case 'workingDay': {
      const halves = walkHalves(addDays(startDay, 1), 1, calendar, passed)
      return { dueAt: endAt(nth(halves, amount * 2).closes), passed, spans: [] }
    }
    case 'halfWorkingDay': {
      const spans: CountedSpan[] = []
      const halves = following(walkHalves(startDay, 1, calendar, passed), position(startedAt))
      const { closes } = nth(halves, amount, ({ date, half, opens, closes: to }) =>
        spans.push({ date, half, from: instantAt(opens), to: endAt(to) }),
      )
      return withoutIdleStart({ dueAt: endAt(closes), passed, spans })
    }
    case 'workingHour':
    case 'workingMinute': {
      const spans: CountedSpan[] = []
      const dueAt = addWorked(startedAt, amount * workedMs[unit], calendar, passed, spans)
      return withoutIdleStart({ dueAt, passed, spans })
    }
  }
}

/** A start after closing time counts nothing of its day: then that day needs no words. */
function withoutIdleStart({ dueAt, passed, spans }: Counted): Counted {
  const idle = passed[0]?.working && passed[0].date !== spans[0]?.date
  return { dueAt, passed: idle ? passed.slice(1) : passed, spans }
}

/**
 * Where a limit that ends at a moment would have to start. Days keep the time of day, and what ends on a day off counts
 * from the closing before it.
 */
export function countBack(dueAt: Instant, { amount, unit }: Limit, calendar: WorkingCalendar): Counted {
  const due = position(dueAt)
  const passed: PassedDay[] = []
  switch (unit) {
    case 'minute':
    case 'hour':
      return plain(Date.parse(dueAt) - amount * elapsedMs[unit])
    case 'day':
      return plain(Date.parse(dueAt) - amount * dayMs)
    case 'workingDay':
    case 'halfWorkingDay': {
      const halves = preceding(walkHalves(civilDate(dueAt), -1, calendar, passed), due)
      const last = nth(halves, 1)
      const before = nth(halves, unit === 'workingDay' ? amount * 2 : amount)
      const rest = Math.max(0, last.closes - due)
      return {
        dueAt: endAt(Math.max(before.opens, before.closes - rest)),
        passed: [...passed].reverse(),
        spans: [],
      }
    }
    case 'workingHour':
    case 'workingMinute': {
      const halves = preceding(walkHalves(civilDate(dueAt), -1, calendar, passed), due)
      for (let left = amount * workedMs[unit]; ;) {
        const { opens, closes } = halves.next().value
        const end = Math.min(closes, due)
        if (left < end - opens) return { dueAt: endAt(end - left), passed: [...passed].reverse(), spans: [] }
        left -= end - opens
      }
    }
  }
}

/** The moment at which so much working time has passed since another: a closing rather than the opening after it. */
export function addWorked(
  from: Instant,
  ms: number,
  calendar: WorkingCalendar,
  passed: PassedDay[] = [],
  spans: CountedSpan[] = [],
): Instant {
  if (ms === 0) return from
  const start = position(from)
  const halves = walkHalves(civilDate(from), 1, calendar, passed)
  for (let left = ms; ;) {
    const { date, half, opens, closes } = halves.next().value
    const begin = Math.max(opens, start)
    if (begin >= closes) continue
    const end = Math.min(closes, begin + left)
    spans.push({ date, half, from: instantAt(begin), to: endAt(end) })
    left -= end - begin
    if (left === 0) return endAt(end)
  }
}

/** Milliseconds of working time between two moments. */
export function workedBetween(
  from: Instant,
  to: Instant,
  calendar: WorkingCalendar,
  passed: PassedDay[] = [],
): number {
  const start = position(from)
  const end = position(to)
  const halves = walkHalves(civilDate(from), 1, calendar, passed)
  for (let sum = 0; ;) {
    const { opens, closes } = halves.next().value
    if (opens >= end) return sum
    sum += Math.max(0, Math.min(closes, end) - Math.max(opens, start))
  }
}

type Halves = Generator<WorkedHalf, never>

/** The halves that open after a moment: the one in which it falls is not counted. */
function* following(halves: Halves, start: number): Halves {
  for (;;) {
    const { value } = halves.next()
    if (value.opens > start) yield value
  }
}

/** The half in which a moment falls, or that closed before it, and all before that one. */
function* preceding(halves: Halves, due: number): Halves {
  for (;;) {
    const { value } = halves.next()
    if (value.opens < due) yield value
  }
}

/** Takes so many and gives the last of them. */
function nth(halves: Halves, amount: number, take?: (half: WorkedHalf) => void): WorkedHalf {
  for (let left = amount; ; left--) {
    const { value } = halves.next()
    take?.(value)
    if (left <= 1) return value
  }
}
