/** Carries out the machine's clock orders with the city's limits and calendar. */
import type { Clock, DeadlineKind, Facts, Instant, Limit, Policy, Ticket } from '../ticket/index.ts'
import {
  clockUntil,
  extendClock,
  makeClock,
  makeWarningClock,
  pauseClock,
  resumeClock,
} from '../time/clock.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import type { ClockName, ClockOrder } from './machine.ts'

interface Settings {
  policy: Policy
  calendar: WorkingCalendar
}

const warningOf = { accept: 'acceptWarning', handle: 'handleWarning' } as const

const kindsOf = (name: ClockName): DeadlineKind[] =>
  name === 'accept' || name === 'handle' ? [name, warningOf[name]] : [name]

/**
 * What the orders change: clocks started or changed, and kinds stopped.
 * @param ticket the ticket after the command was recorded
 * @param extendBy the limit that a granted extension adds
 */
export function carryOut(
  orders: readonly ClockOrder[],
  ticket: Ticket,
  at: Instant,
  settings: Settings,
  extendBy?: Limit,
): Pick<Facts, 'started' | 'stopped'> {
  const started: Clock[] = []
  const stopped: DeadlineKind[] = []
  const running = (kinds: DeadlineKind[]) => kinds.flatMap((kind) => ticket.clocks[kind] ?? [])
  for (const order of orders) {
    switch (order.op) {
      case 'start':
        started.push(
          ...startClocks(order.clock, startOf(order, ticket, at), ticket, settings, order.from === 'rework'),
        )
        break
      case 'stop': {
        const kinds =
          order.clock === 'all'
            ? running(Object.keys(ticket.clocks) as DeadlineKind[])
            : running(kindsOf(order.clock))
        stopped.push(...kinds.map(({ kind }) => kind))
        break
      }
      case 'pause':
        started.push(...running(kindsOf(order.clock)).map((clock) => pauseClock(clock, at)))
        break
      case 'resume':
        started.push(...running(kindsOf(order.clock)).map((clock) => resumeClock(clock, at)))
        break
      case 'extend':
        if (extendBy) started.push(...extend(ticket, extendBy, at, settings))
        break
    }
  }
  const kept = stopped.filter((kind) => !started.some((clock) => clock.kind === kind))
  return { ...(started.length > 0 && { started }), ...(kept.length > 0 && { stopped: kept }) }
}

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
