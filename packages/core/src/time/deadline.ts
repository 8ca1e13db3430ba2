/**
 * When something is due, and why on that date.
 *
 * Follows the Civil Code (民法典) on periods of time:
 * - art. 201: a period by days does not count the day on which it starts; one by hours runs from the moment itself.
 * - art. 203: the last day ends at 24:00, and where an office has hours, when it closes.
 * - art. 203 also moves an end on a statutory holiday to the day after. A `workingDay` limit can never end there. A
 *   `day` limit is **not** moved: hotline rules that say 自然日 mean days on end, which art. 204 lets them; a city that
 *   wants its limits moved writes them as `workingDay`.
 *
 * The law knows no half days and no office hours as units; counted by analogy, `halfWorkingDay` leaves out the half in
 * which it starts, and `workingHour` and `workingMinute` run while the office is open. A start outside of office hours
 * counts from the next opening.
 */
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import type { WorkingCalendar } from './calendar.ts'
import { CalendarError } from './calendar-error.ts'
import { countBack, countForward, type Counted } from './count.ts'
import { explainBack, explainForward } from './explanation.ts'

export interface Deadline {
  dueAt: Instant
  /** True where counting touched days of a year whose holidays are not announced yet. */
  provisional: boolean
  /** Version of the calendar that the date was computed with. */
  calendarVersion: string
  /** Why this date, readable by a person. */
  explanation: Sentence
}

/**
 * When a limit that starts at a moment runs out. `since` names the start in the explanation, e.g. `派单`.
 *
 * Throws CalendarError where the calendar has no working time, cannot be read, or the limit leaves this century.
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
  const counted = countForward(startedAt, limit, calendar)
  return dated(counted, calendar, explainForward({ startedAt, limit, ...counted, ...(since && { since }) }))
}

/**
 * A moment so long before a due date, for warnings. Days keep the time of day: one working day before
 * Monday 24:00 is Friday 24:00, so that it is yellow through all of Monday.
 */
export function deadlineBefore(dueAt: Instant, limit: Limit, calendar: WorkingCalendar): Deadline {
  const counted = countBack(dueAt, limit, calendar)
  return dated(counted, calendar, explainBack({ before: dueAt, limit, ...counted }))
}

function dated({ dueAt, passed }: Counted, { version }: WorkingCalendar, explanation: Sentence): Deadline {
  if (!dueAt.startsWith('20')) throw new CalendarError('beyondCentury', dueAt)
  return {
    dueAt,
    provisional: passed.some((day) => !day.known),
    calendarVersion: version,
    explanation,
  }
}
