/** The one place where commands are decided: pure, from the machine, with the rejection spelled out. */
import type {
  Actor,
  Clock,
  Command,
  Facts,
  Instant,
  MovedDeadline,
  Rejection,
  RejectionCode,
  Status,
  Ticket,
  UnsealedEvent,
} from '../ticket/index.ts'
import { availableTypes } from './available.ts'
import type { City } from './city.ts'
import { clockFacts } from './clocks.ts'
import type { Known, LifecycleEvent } from './event.ts'
import { lifecycleEvent } from './known.ts'
import { factsOf } from './effects.ts'
import { hasResident } from './parties.ts'
import { withoutPersonal } from './personal.ts'
import { reasons } from './reasons.ts'
import { brokenRule } from './rules.ts'
import { step, transitionsFor } from './step.ts'

export type Decision =
  | {
      ok: true
      /** The ticket after the command. Its `lastHash` is still that of the event before: sealing sets it. */
      ticket: Ticket
      event: UnsealedEvent
    }
  | {
      ok: false
      rejection: Rejection
      /** Set where the attempt itself goes on record. */
      record?: UnsealedEvent
    }

/**
 * Decides one command.
 * @param ticket the ticket as stored, or `newTicket(id)`
 * @param at the moment of the decision; the server's clock, never the client's
 * @param related what the store knows of other tickets that the command names
 */
export function decide(
  ticket: Ticket,
  command: Command,
  actor: Actor,
  at: Instant,
  city: City,
  related: Pick<Known, 'mergeTarget'> = {},
): Decision {
  const asked = lifecycleEvent(ticket, command, actor, at, city, related)
  const after = step(ticket, asked, city)
  if (after === undefined) {
    const code = whyNot(ticket, asked, city)
    const rejection = { code, message: reasons[code], allowed: availableTypes(ticket, actor, at, city) }
    if (code !== 'downwardAssignment') return { ok: false, rejection }
    const record = eventOf(ticket, 'refusedAssignment', asked, ticket.status, {})
    return { ok: false, rejection, record }
  }
  return {
    ok: true,
    ticket: after,
    event: eventOf(ticket, 'command', asked, after.status, factsBetween(ticket, after, asked)),
  }
}

/** What the city's data added, so that a history is replayed without the city. */
function factsBetween(before: Ticket, after: Ticket, asked: LifecycleEvent): Facts {
  const rung = asked.type === 'DEADLINE_REACHED' ? asked.command.kind : undefined
  const { started, stopped = [] } = clockFacts(before.clocks, after.clocks)
  const ended = stopped.filter((kind) => kind !== rung)
  return {
    ...factsOf(before, asked),
    ...(hasResident(after) && !hasResident(before) && { resident: true }),
    ...(started && { started }),
    ...(asked.type === 'RECALCULATE_DEADLINES' && started && { moved: movedFacts(before, started) }),
    ...(ended.length > 0 && { stopped: ended }),
    ...(after.closing && after.closing !== before.closing && { closing: after.closing }),
    ...(rung === 'evaluation' && { unrated: after.unrated }),
  }
}

const movedFacts = ({ clocks }: Ticket, started: readonly Clock[]): MovedDeadline[] =>
  started.map(({ kind, dueAt, calendarVersion }) => ({
    kind,
    from: clocks[kind]?.dueAt ?? dueAt,
    to: dueAt,
    calendarVersion,
  }))

function eventOf(
  ticket: Ticket,
  kind: UnsealedEvent['kind'],
  asked: LifecycleEvent,
  to: Status,
  facts: Facts,
): UnsealedEvent {
  const { command, actor, personal } = withoutPersonal(asked)
  return {
    ticketId: ticket.id,
    version: ticket.version + 1,
    kind,
    at: asked.at,
    actor,
    from: ticket.status,
    to,
    command,
    facts,
    ...(personal && { personal }),
  }
}

/** The broken rule of the transition that came closest. */
function whyNot(ticket: Ticket, asked: LifecycleEvent, { policy }: City): RejectionCode {
  let code: RejectionCode = 'notAllowedInState'
  let furthest = -1
  for (const { rules } of transitionsFor(policy, ticket.status, asked.type)) {
    const obeyed = rules.findIndex((rule) => brokenRule(ticket, asked, [rule]) !== undefined)
    if (obeyed > furthest) {
      furthest = obeyed
      code = brokenRule(ticket, asked, rules) ?? code
    }
  }
  return code
}
