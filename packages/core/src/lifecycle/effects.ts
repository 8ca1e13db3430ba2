/** What the machine's actions do to a ticket: pure, and the same in XState and behind `decide`. */
import type { Status, Ticket } from '../ticket/index.ts'
import { withClock, type ClockOrder, type Settings } from './clocks.ts'
import type { LifecycleEvent } from './event.ts'
import { entered } from './entered.ts'
import { missingRaters, raterOf } from './parties.ts'
import { withoutPersonal } from './personal.ts'
import { record } from './record.ts'

/** An action of the machine with its parameters. */
export type Effect =
  | 'record'
  | 'endRating'
  | { type: 'clock'; params: ClockOrder }
  | { type: 'close'; params: { as: NonNullable<Ticket['closing']> } }
  | { type: 'enter'; params: { status: Status } }

/** The ticket after one action. */
export function withEffect(
  ticket: Ticket,
  effect: Effect,
  event: LifecycleEvent,
  settings: Settings,
): Ticket {
  if (effect === 'record') {
    const recorded = { ...withoutPersonal(event), at: event.at, facts: factsOf(ticket, event) }
    return { ...record(ticket, recorded), version: ticket.version + 1 }
  }
  if (effect === 'endRating')
    return { ...ticket, unrated: missingRaters(ticket, settings.policy.evaluation.requiredRaters) }
  switch (effect.type) {
    case 'clock':
      return withClock(ticket, effect.params, event.at, settings, event.known.overdueSince)
    case 'close':
      return { ...ticket, closing: effect.params.as, closedAt: event.at }
    case 'enter':
      return entered(ticket, effect.params.status)
  }
}

/** What only the moment of the command knows: a replay has neither the city nor who the resident was. */
export function factsOf(ticket: Ticket, { type, actor, known }: LifecycleEvent) {
  const rater = type === 'EVALUATE' ? raterOf(ticket, actor) : undefined
  return {
    ...(known.matter && { matter: known.matter }),
    ...(known.lead && { leadUnitId: known.lead.id }),
    ...(rater && { rater }),
  }
}
