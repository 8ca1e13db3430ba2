/** Replays events into the ticket that they made. */
import { newTicket, type Ticket, type TicketEvent, type UnsealedEvent } from '../ticket/index.ts'
import { entered } from './entered.ts'
import { record } from './record.ts'
import { recordErasure } from './record-erasure.ts'

/** The ticket after one more event. */
export const evolve = (ticket: Ticket, event: TicketEvent): Ticket => ({
  ...evolveUnsealed(ticket, event),
  lastHash: event.hash,
})

/** As `evolve`, before the event has its hash. */
export function evolveUnsealed(ticket: Ticket, event: UnsealedEvent): Ticket {
  const recorded = recorders[event.kind](ticket, event)
  const moved = event.from !== event.to
  return { ...(moved ? entered(recorded, event.to) : recorded), version: event.version }
}

const recorders: Record<UnsealedEvent['kind'], (ticket: Ticket, event: UnsealedEvent) => Ticket> = {
  command: record,
  personalErased: recordErasure,
  refusedAssignment: (ticket) => ticket,
}

/** The state that a ticket's events make, oldest first; always equal to the stored one. */
export function fold(ticketId: string, events: Iterable<TicketEvent>): Ticket {
  let ticket = newTicket(ticketId)
  for (const event of events) ticket = evolve(ticket, event)
  return ticket
}
