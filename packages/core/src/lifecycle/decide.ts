/** The one place where commands are decided: pure, from the machine, with the rejection spelled out. */
import { transition } from 'xstate'
import {
  someResident,
  type Actor,
  type Command,
  type Personal,
  type Facts,
  type Instant,
  type Rejection,
  type RejectionCode,
  type Status,
  type Ticket,
  type UnsealedEvent,
} from '../ticket/index.ts'
import { availableTypes } from './available.ts'
import type { City } from './city.ts'
import { carryOut } from './clocks.ts'
import type { Known, LifecycleEvent } from './event.ts'
import { evolveUnsealed } from './fold.ts'
import { known } from './known.ts'
import { factsOf, type ClockOrder, type TicketMachine } from './machine.ts'
import { missingRaters, raterOf } from './parties.ts'
import { reasons } from './reasons.ts'
import { brokenRule } from './rules.ts'
import { lifecycleOf, rulesFor, snapshotOf, statusOf } from './snapshot.ts'

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
  const facts = known(ticket, command, city, related.mergeTarget)
  const asked = { type: command.type, command, actor, at, known: facts } as LifecycleEvent
  const machine = lifecycleOf(city.policy)
  const snapshot = snapshotOf(machine, ticket)
  const [next, actions] = transition(machine, snapshot, asked)
  if (next.context === snapshot.context) {
    const code = whyNot(machine, ticket, asked)
    const rejection = { code, message: reasons[code], allowed: availableTypes(ticket, actor, at, city) }
    if (code !== 'downwardAssignment') return { ok: false, rejection }
    const record = eventOf(ticket, 'refusedAssignment', asked, ticket.status, {})
    return { ok: false, rejection, record }
  }
  const orders = actions.flatMap((it) => (it.type === 'clock' ? [it.params as ClockOrder] : []))
  const extendBy = ticket.extensions.at(-1)?.by
  const recorded = next.context
  const rater = command.type === 'EVALUATE' ? raterOf(ticket, actor) : undefined
  const event = eventOf(ticket, 'command', asked, statusOf(next.value), {
    ...factsOf(asked),
    ...(rater && { rater }),
    ...carryOut(orders, recorded, at, city, extendBy),
    ...(recorded.closing !== ticket.closing && recorded.closing && { closing: recorded.closing }),
    ...(actions.some((it) => it.type === 'endRating') && {
      unrated: missingRaters(ticket, city.policy.evaluation.requiredRaters),
    }),
  })
  return { ok: true, ticket: evolveUnsealed(ticket, event), event }
}

function eventOf(
  ticket: Ticket,
  kind: UnsealedEvent['kind'],
  asked: LifecycleEvent,
  to: Status,
  facts: Facts,
): UnsealedEvent {
  const { command, actor, personal } = splitPersonal(asked)
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

/** What identifies a resident goes beside the hashed event, never into it. */
function splitPersonal({ command, actor }: LifecycleEvent) {
  const personal: Personal = {}
  let hashed = command
  if ((command.type === 'EDIT' || command.type === 'WHISTLE') && command.draft) {
    const { contact, citizenId, ...draft } = command.draft
    if (contact) personal.contact = contact
    if (citizenId !== undefined) personal.citizenId = citizenId
    hashed = { ...command, draft }
  }
  // Who acts for a unit is no resident here, whatever else they are: acting persons are always named.
  const isResident = actor.roles.includes('citizen') && actor.unitId === undefined
  if (isResident) personal.actor = { personId: actor.personId, name: actor.name }
  return {
    command: hashed,
    actor: isResident ? { ...actor, ...someResident } : actor,
    ...(Object.keys(personal).length > 0 && { personal }),
  }
}

/** The broken rule of the transition that came closest. */
function whyNot(machine: TicketMachine, ticket: Ticket, asked: LifecycleEvent): RejectionCode {
  const candidates = rulesFor(machine, ticket, asked.type)
  let code: RejectionCode = 'notAllowedInState'
  let furthest = -1
  for (const rules of candidates) {
    const obeyed = rules.findIndex((rule) => brokenRule(ticket, asked, [rule]) !== undefined)
    if (obeyed > furthest) {
      furthest = obeyed
      code = brokenRule(ticket, asked, rules) ?? code
    }
  }
  return code
}
