/** Counts clocks again with a newer calendar, e.g. after the State Council has announced the holidays of a year. */
import type { Clock, Ticket } from '../ticket/ticket.ts'
import type { WorkingCalendar } from './calendar.ts'
import { extendClock, makeClock, makeWarningClock, pauseClock, resumeClock } from './clock.ts'

type Clocks = Ticket['clocks']

/**
 * The same clock with another calendar: started, paused and extended as it was. What a person set, what has no limit,
 * and what this version of the calendar computed already stays as it is. A warning follows the limit that it goes
 * before: see `recalculateClocks`.
 */
export function recalculate(clock: Clock, calendar: WorkingCalendar): Clock {
  return isSettled(clock, calendar) || isWarning(clock) ? clock : replay(clock, undefined, calendar).clock
}

/**
 * All clocks of a ticket with another calendar, warnings with their limits. A warning that has rung already does not
 * come back.
 */
export function recalculateClocks(clocks: Clocks, calendar: WorkingCalendar): Clocks {
  const counted = { ...clocks }
  for (const clock of Object.values(clocks)) {
    if (isSettled(clock, calendar) || isWarning(clock)) continue
    const warning = warningFor(clocks, clock)
    const again = replay(clock, warning, calendar)
    counted[clock.kind] = again.clock
    if (again.warning) counted[again.warning.kind] = again.warning
  }
  return counted
}

const isWarning = ({ kind }: Clock) => kind === 'acceptWarning' || kind === 'handleWarning'

const isSettled = ({ limit, calendarVersion }: Clock, { version }: WorkingCalendar) =>
  limit === undefined || calendarVersion === version

function warningFor({ acceptWarning, handleWarning }: Clocks, { kind }: Clock): Clock | undefined {
  return kind === 'accept' ? acceptWarning : kind === 'handle' ? handleWarning : undefined
}

interface Pair {
  clock: Clock
  warning: Clock | undefined
}

function replay(old: Clock, oldWarning: Clock | undefined, calendar: WorkingCalendar): Pair {
  const { kind, startedAt, limit, since, changes = [], pausedAt } = old
  if (!limit) return { clock: old, warning: oldWarning }
  const warn = (clock: Clock) =>
    oldWarning?.limit && (oldWarning.kind === 'acceptWarning' || oldWarning.kind === 'handleWarning')
      ? makeWarningClock(oldWarning.kind, clock, oldWarning.limit, calendar)
      : undefined
  let clock = makeClock({ kind, startedAt, limit, calendar, ...(since && { since }) })
  let warning = warn(clock)
  for (const change of changes) {
    if (change.type === 'extended') {
      clock = extendClock(clock, change.by, calendar)
      warning = warn(clock)
      continue
    }
    const again = (it: Clock) => resumeClock(pauseClock(it, change.from), change.to, { calendar, limit })
    clock = again(clock)
    warning = warning && again(warning)
  }
  if (!pausedAt) return { clock, warning }
  return { clock: pauseClock(clock, pausedAt), warning: warning && pauseClock(warning, pausedAt) }
}
