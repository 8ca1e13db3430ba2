/** Starts, stops and moves a ticket's clocks as the machine orders, with the city's limits and calendar. */
import {
  deadlineKinds,
  type Clock,
  type DeadlineKind,
  type Facts,
  type Instant,
  type Limit,
  type Policy,
  type Ticket,
} from '../ticket/index.ts'
import {
  clockUntil,
  extendClock,
  makeClock,
  makeWarningClock,
  pauseClock,
  resumeClock,
} from '../time/clock.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import { recalculateClocks } from '../time/recalculate.ts'

/** Clocks by what they stand for; a warning belongs to its clock. */
export type ClockName =
  'accept' | 'handle' | 'resultReview' | 'evaluation' | 'suspensionReview' | 'supervision'

export type ClockOrder =
  /** Counted from the dispatch, from now, or from when a limit was missed; for a rework, with the rework's own limit. */
  | { op: 'start'; clock: ClockName; from: 'dispatch' | 'now' | 'rework' | 'overdue' }
  | { op: 'stop'; clock: ClockName | 'all' }
  | { op: 'pause' | 'resume' | 'extend'; clock: 'handle' }
  /** Counted again where the calendar is another one. */
  | { op: 'recalculate'; clock: 'all' }

/** The limits and the calendar that clocks are made with. */
export interface Settings {
  policy: Policy
  calendar: WorkingCalendar
}

const warningOf = { accept: 'acceptWarning', handle: 'handleWarning' } as const

const kindsOf = (name: ClockName): DeadlineKind[] =>
  name === 'accept' || name === 'handle' ? [name, warningOf[name], 'supervision'] : [name]

/**
 * The ticket after one clock order, with the warning that follows from its clocks.
 * @param ticket the ticket after the command was recorded
 * @param overdueSince when the limit was missed whose deadline this command says is reached
 */
export function withClock(
  ticket: Ticket,
  order: ClockOrder,
  at: Instant,
  settings: Settings,
  overdueSince = at,
): Ticket {
  if (order.op === 'recalculate')
    return { ...ticket, ...changeOf(ticket.clocks, movedClocks(ticket.clocks, settings.calendar)) }
  const clocks = { ...ticket.clocks }
  if (order.op === 'stop') {
    for (const kind of order.clock === 'all' ? deadlineKinds : kindsOf(order.clock)) delete clocks[kind]
  } else {
    const since = order.op === 'start' && order.from === 'overdue' ? overdueSince : at
    for (const clock of changedClocks(order, ticket, since, settings)) clocks[clock.kind] = clock
  }
  return { ...ticket, ...changeOf(ticket.clocks, clocks) }
}

function changedClocks(
  order: Exclude<ClockOrder, { op: 'stop' | 'recalculate' }>,
  ticket: Ticket,
  at: Instant,
  settings: Settings,
): Clock[] {
  const running = kindsOf(order.clock).flatMap((kind) => ticket.clocks[kind] ?? [])
  switch (order.op) {
    case 'start':
      return startClocks(order.clock, startOf(order, ticket, at), ticket, settings, order.from === 'rework')
    case 'pause':
      return running.map((clock) => pauseClock(clock, at))
    case 'resume':
      return running.map((clock) =>
        resumeClock(clock, at, { calendar: settings.calendar, limit: ticket.clocks[order.clock]?.limit }),
      )
    case 'extend': {
      const by = ticket.extensions[ticket.extensions.length - 1]?.by
      return by ? extend(ticket, by, at, settings) : []
    }
  }
}

type Clocks = Ticket['clocks']

/** The clocks by this calendar; one that it gives the same date for the same reason stays the same object. */
export function movedClocks(clocks: Clocks, calendar: WorkingCalendar): Clocks {
  const moved = { ...clocks }
  for (const clock of Object.values(recalculateClocks(clocks, calendar))) {
    const before = clocks[clock.kind]
    const same =
      before?.dueAt === clock.dueAt &&
      before.provisional === clock.provisional &&
      before.explanation.zh === clock.explanation.zh
    if (!same) moved[clock.kind] = clock
  }
  return moved
}

/** What a history says of the clocks: those that were started or changed, and the kinds that ended. */
export function clockFacts(before: Clocks, after: Clocks): Pick<Facts, 'started' | 'stopped'> {
  if (before === after) return {}
  const started = Object.values(after).filter((clock) => before[clock.kind] !== clock)
  const stopped = Object.values(before).flatMap(({ kind }) => (after[kind] ? [] : [kind]))
  return { ...(started.length > 0 && { started }), ...(stopped.length > 0 && { stopped }) }
}

/** The clocks as they are now; where a limit with a warning of its own changed, the warning follows them. */
export function changeOf(before: Clocks, after: Clocks): Pick<Ticket, 'clocks'> & Partial<Ticket> {
  const changed = before.accept !== after.accept || before.handle !== after.handle
  return { clocks: after, ...(changed && { warning: warningBy(after) }) }
}

/** A limit starts with its warning beside it: where that one is gone, it has rung. */
export const warningBy = ({ accept, acceptWarning, handle, handleWarning }: Clocks): Ticket['warning'] =>
  (accept && !acceptWarning) || (handle && !handleWarning) ? 'yellow' : 'none'

const startOf = (order: Extract<ClockOrder, { op: 'start' }>, ticket: Ticket, at: Instant) =>
  order.from === 'dispatch' ? (ticket.dispatchedAt ?? at) : at

function startClocks(
  name: ClockName,
  startedAt: Instant,
  ticket: Ticket,
  { policy, calendar }: Settings,
  rework: boolean,
): Clock[] {
  const { profile, resultReview, evaluation } = policy
  switch (name) {
    case 'accept': {
      const clock = makeClock({
        kind: 'accept',
        startedAt,
        limit: ticket.matter?.acceptLimit ?? profile.acceptLimit,
        calendar,
      })
      return [clock, makeWarningClock('acceptWarning', clock, profile.acceptWarning, calendar)]
    }
    case 'handle': {
      const limit = rework ? resultReview.reworkLimit : (ticket.matter?.handleLimit ?? profile.handleLimit)
      const since = rework
        ? { zh: '返工', en: 'rework' }
        : ticket.reopenCount > 0
          ? { zh: '重办', en: 'reopening' }
          : undefined
      const clock = makeClock({ kind: 'handle', startedAt, limit, calendar, ...(since && { since }) })
      return [clock, makeWarningClock('handleWarning', clock, profile.handleWarning, calendar)]
    }
    case 'resultReview':
      return [makeClock({ kind: 'resultReview', startedAt, limit: resultReview.silenceLimit, calendar })]
    case 'evaluation':
      return [makeClock({ kind: 'evaluation', startedAt, limit: evaluation.silenceLimit, calendar })]
    case 'supervision': {
      const level = policy.supervision?.levels[ticket.supervisionLevel ?? 0]
      return level ? [makeClock({ kind: 'supervision', startedAt, limit: level.afterOverdue, calendar })] : []
    }
    case 'suspensionReview':
      return ticket.suspension
        ? [clockUntil({ kind: 'suspensionReview', startedAt, dueAt: ticket.suspension.reviewAt, calendar })]
        : []
  }
}

/** An overdue clock is gone already: then the extension counts from its granting. */
function extend(ticket: Ticket, by: Limit, at: Instant, { policy, calendar }: Settings): Clock[] {
  const old = ticket.clocks.handle
  const since = { zh: '准予延期', en: 'the extension' }
  const clock = old
    ? extendClock(old, by, calendar)
    : makeClock({ kind: 'handle', startedAt: at, limit: by, calendar, since })
  return [clock, makeWarningClock('handleWarning', clock, policy.profile.handleWarning, calendar)]
}
