/** Lets a clock stand still and run again, e.g. while a ticket is suspended (挂账). */
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import type { Clock } from '../ticket/ticket.ts'
import type { WorkingCalendar } from './calendar.ts'
import { formatMoment, instantAt } from './civil-day.ts'
import { addWorked, workedBetween } from './count.ts'
import { join } from './explanation.ts'
import { guessedYears, type PassedDay } from './passed-days.ts'

/** The clock stands still from now on. A clock that stands still already stays as it is. */
export const pauseClock = (clock: Clock, at: Instant): Clock =>
  clock.pausedAt ? clock : { ...clock, pausedAt: at }

export interface ResumeOptions {
  /** Tells how much of the pause was working time. */
  calendar: WorkingCalendar
  /** Whose unit says how to count, the clock's own by default; a warning is counted as the limit that it goes before. */
  limit?: Limit | undefined
}

/**
 * The clock runs again; it is due later by exactly the time that it stood still: all of it for limits that run on, the
 * working time in it for limits in working days and hours, so that a pause over a weekend moves nothing and no date
 * lands on a holiday.
 */
export function resumeClock(
  clock: Clock,
  at: Instant,
  { calendar, limit = clock.limit }: ResumeOptions,
): Clock {
  const { pausedAt, ...running } = clock
  if (!pausedAt) return clock
  const pause: Pause = { from: pausedAt, to: at < pausedAt ? pausedAt : at }
  const { words, ...now } =
    limit && countsWork[limit.unit] ? byWorkingTime(clock, pause, calendar) : byElapsedTime(clock, pause)
  return {
    ...running,
    ...now,
    explanation: join(clock.explanation, ...words),
    changes: [...(clock.changes ?? []), { type: 'paused', ...pause }],
  }
}

const countsWork: Record<Limit['unit'], boolean> = {
  minute: false,
  hour: false,
  day: false,
  workingDay: true,
  halfWorkingDay: true,
  workingHour: true,
  workingMinute: true,
}

interface Pause {
  from: Instant
  to: Instant
}

type Moved = Pick<Clock, 'dueAt' | 'provisional' | 'calendarVersion'> & { words: Sentence[] }

function byElapsedTime({ dueAt: old, provisional, calendarVersion }: Clock, pause: Pause): Moved {
  const dueAt = instantAt(Date.parse(old) + Date.parse(pause.to) - Date.parse(pause.from))
  const due = formatMoment(dueAt)
  const words = stoodStill(pause, { zh: `顺延至 ${due}`, en: `so due ${due}` })
  return { dueAt, provisional, calendarVersion, words: [words] }
}

function byWorkingTime({ dueAt: old, provisional }: Clock, pause: Pause, calendar: WorkingCalendar): Moved {
  const passed: PassedDay[] = []
  const ms = workedBetween(pause.from, pause.to, calendar, passed)
  const dueAt = addWorked(old, ms, calendar, passed)
  const due = formatMoment(dueAt)
  const words = stoodStill(
    pause,
    ms > 0
      ? { zh: `按其间的工作时间顺延至 ${due}`, en: `so later by the working time in it: due ${due}` }
      : { zh: `其间没有工作时间，截止仍为 ${due}`, en: `without working time in it, so still due ${due}` },
  )
  return {
    dueAt,
    provisional: provisional || passed.some((day) => !day.known),
    calendarVersion: calendar.version,
    words: [words, ...guessedYears(passed)],
  }
}

function stoodStill({ from, to }: Pause, moved: Sentence): Sentence {
  const [stopped, resumed] = [formatMoment(from), formatMoment(to)]
  return {
    zh: `${stopped} 至 ${resumed} 暂停计时，${moved.zh}`,
    en: `stood still from ${stopped} to ${resumed}, ${moved.en}`,
  }
}
