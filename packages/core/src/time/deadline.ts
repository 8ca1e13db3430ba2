/**
 * When something is due, and why on that date.
 *
 * Follows the Civil Code (民法典) on periods of time:
 * - art. 201: a period by days does not count the day on which it starts; one by hours runs from the moment itself.
 * - art. 203: the last day ends at 24:00.
 * - art. 203 also moves an end on a statutory holiday to the day after. A `workingDay` limit can never end there. A
 *   `day` limit is **not** moved: hotline rules that say 自然日 mean days on end, which art. 204 lets them; a city that
 *   wants its limits moved writes them as `workingDay`.
 */
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import type { WorkingCalendar } from './calendar.ts'
import { addDays, civilDate, dayMs, endOfDay, instantAt } from './civil-day.ts'
import { explainBack, explainForward, type PassedDay } from './explanation.ts'

export interface Deadline {
  dueAt: Instant
  /** True where counting touched days of a year whose holidays are not announced yet. */
  provisional: boolean
  /** Version of the calendar that the date was computed with. */
  calendarVersion: string
  /** Why this date, readable by a person. */
  explanation: Sentence
}

interface Counted {
  dueAt: Instant
  passed: PassedDay[]
}

const unitMs = { minute: 60_000, hour: 3_600_000 }

/** The working day `amount` working days after (or, with step -1, before) a date, and every day on the way. */
function countWorkingDays(date: string, amount: number, step: 1 | -1, calendar: WorkingCalendar) {
  const passed: PassedDay[] = []
  let day = date
  for (let left = amount; left > 0;) {
    day = addDays(day, step)
    const kind = calendar.dayKind(day)
    passed.push({ date: day, ...kind })
    if (kind.working) left--
    if (passed.length > amount * 14 + 400)
      throw new RangeError(`calendar ${calendar.version} has no working days`)
  }
  return { day, passed }
}

/**
 * When a limit that starts at a moment runs out. `since` names the start in the explanation, e.g. `派单`.
 *
 * @example
 * deadlineAfter('2025-09-30T08:20:00.000Z', { amount: 5, unit: 'workingDay' }, chinaCalendar()).dueAt
 * // '2025-10-14T15:59:59.999Z', the end of 14 October in China
 */
export function deadlineAfter(
  startedAt: Instant,
  limit: Limit,
  calendar: WorkingCalendar,
  since?: Sentence,
): Deadline {
  const { dueAt, passed } = after(startedAt, limit, calendar)
  return {
    dueAt,
    provisional: passed.some((day) => !day.known),
    calendarVersion: calendar.version,
    explanation: explainForward({ startedAt, dueAt, limit, passed, ...(since && { since }) }),
  }
}

function after(startedAt: Instant, { amount, unit }: Limit, calendar: WorkingCalendar): Counted {
  if (unit === 'minute' || unit === 'hour') {
    return { dueAt: instantAt(Date.parse(startedAt) + amount * unitMs[unit]), passed: [] }
  }
  const startDay = civilDate(startedAt)
  if (unit === 'day') return { dueAt: endOfDay(addDays(startDay, amount)), passed: [] }
  const { day, passed } = countWorkingDays(startDay, amount, 1, calendar)
  return { dueAt: endOfDay(day), passed }
}

/**
 * A moment so long before a due date, for warnings. Days keep the time of day: one working day before
 * Monday 24:00 is Friday 24:00, so that it is yellow through all of Monday.
 */
export function deadlineBefore(dueAt: Instant, limit: Limit, calendar: WorkingCalendar): Deadline {
  const { dueAt: warnAt, passed } = before(dueAt, limit, calendar)
  return {
    dueAt: warnAt,
    provisional: passed.some((day) => !day.known),
    calendarVersion: calendar.version,
    explanation: explainBack({ dueAt, warnAt, limit, passed }),
  }
}

function before(dueAt: Instant, { amount, unit }: Limit, calendar: WorkingCalendar): Counted {
  const due = Date.parse(dueAt)
  if (unit === 'minute' || unit === 'hour')
    return { dueAt: instantAt(due - amount * unitMs[unit]), passed: [] }
  if (unit === 'day') return { dueAt: instantAt(due - amount * dayMs), passed: [] }
  const dueDay = civilDate(dueAt)
  const { day, passed } = countWorkingDays(dueDay, amount, -1, calendar)
  const timeOfDay = due - Date.parse(endOfDay(dueDay))
  return { dueAt: instantAt(Date.parse(endOfDay(day)) + timeOfDay), passed }
}
