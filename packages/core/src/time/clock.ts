/** The clocks on a ticket: started and extended, each with a date that says why. */
import type { DeadlineKind } from '../ticket/commands.ts'
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import type { Clock } from '../ticket/ticket.ts'
import type { WorkingCalendar } from './calendar.ts'
import { formatMoment, instantAt } from './civil-day.ts'
import { startOf } from './clock-words.ts'
import { deadlineAfter, deadlineBefore } from './deadline.ts'
import { join } from './explanation.ts'
import { limitText } from './limit-text.ts'

export { pauseClock, resumeClock, type ResumeOptions } from './pause.ts'

export interface ClockOptions {
  kind: DeadlineKind
  startedAt: Instant
  limit: Limit
  calendar: WorkingCalendar
  /** Names the start in the explanation where it is not the usual one, e.g. 返工 for a rework. */
  since?: Sentence
}

/** A running clock. */
export function makeClock({ kind, startedAt, limit, calendar, since }: ClockOptions): Clock {
  const deadline = deadlineAfter(startedAt, limit, calendar, since ?? startOf[kind])
  return { kind, startedAt, limit, ...(since && { since }), ...deadline }
}

/** A clock up to a moment that a person has set, e.g. the review date of a suspension. */
export function clockUntil({
  kind,
  startedAt,
  dueAt,
  calendar,
}: Omit<ClockOptions, 'limit' | 'since'> & { dueAt: Instant }): Clock {
  const due = formatMoment(dueAt)
  const explanation = { zh: `由人工指定为 ${due}`, en: `set by a person to ${due}` }
  return { kind, startedAt, dueAt, calendarVersion: calendar.version, provisional: false, explanation }
}

/**
 * The yellow warning that goes before a clock. A lead longer than the clock itself would warn before anybody has the
 * ticket; then the warning comes when half of the time is over.
 */
export function makeWarningClock(
  kind: 'acceptWarning' | 'handleWarning',
  clock: Clock,
  lead: Limit,
  calendar: WorkingCalendar,
): Clock {
  const base = { kind, startedAt: clock.startedAt, limit: lead }
  const warning = deadlineBefore(clock.dueAt, lead, calendar)
  if (warning.dueAt > clock.startedAt) {
    return { ...base, ...warning, provisional: clock.provisional || warning.provisional }
  }
  const halfway = instantAt((Date.parse(clock.startedAt) + Date.parse(clock.dueAt)) / 2)
  const text = limitText(lead)
  return {
    ...base,
    dueAt: halfway,
    calendarVersion: clock.calendarVersion,
    provisional: clock.provisional,
    explanation: {
      zh: `总时限不足 ${text.zh}，过半时预警：自 ${formatMoment(halfway)} 起`,
      en: `the whole limit is under ${text.en}, so the warning comes halfway: from ${formatMoment(halfway)}`,
    },
  }
}

/** A granted extension: the new date is counted from the old due date, whose day is not counted again. */
export function extendClock(clock: Clock, by: Limit, calendar: WorkingCalendar): Clock {
  const added = deadlineAfter(clock.dueAt, by, calendar, { zh: '原截止时间', en: 'the old due date' })
  return {
    ...clock,
    dueAt: added.dueAt,
    calendarVersion: calendar.version,
    provisional: clock.provisional || added.provisional,
    explanation: join(clock.explanation, {
      zh: `准予延期：${added.explanation.zh}`,
      en: `extended: ${added.explanation.en}`,
    }),
    changes: [...(clock.changes ?? []), { type: 'extended', by }],
  }
}
