/** Records who sees a resident's data unmasked, before they see it. */
import { concernedBy, sightOf, standingsOf } from '../privacy/sight.ts'
import { unmaskedParts, viewEvent, type ViewEvent } from '../privacy/view-event.ts'
import type { Instant, Ticket } from '../ticket/index.ts'
import type { Session } from './service.ts'
import type { TicketStore } from './store.ts'

/** A person who looks again within this time, in milliseconds, is on record already. */
const viewWindowMs = 10 * 60_000

export interface ViewLogOptions {
  store: TicketStore
  clock: () => Instant
  /** Names a line of the log. */
  newId: () => string
}

export function viewLog({ store, clock, newId }: ViewLogOptions) {
  /** Nothing is recorded of residents who look at their own data, of the system, and where nothing is unmasked. */
  return async function noteView(
    { tenantId, actor, purpose }: Session,
    ticket: Ticket,
    via: ViewEvent['via'],
  ): Promise<void> {
    const concerned = concernedBy(ticket)
    if (actor.roles.includes('system') || standingsOf(actor, concerned).includes('resident')) return
    const parts = unmaskedParts(ticket, sightOf(actor, concerned))
    if (parts.length === 0) return
    const view = viewEvent(actor, { id: newId(), ticketId: ticket.id, at: clock(), via, parts, purpose })
    await store.logView(tenantId, view, { withinMs: viewWindowMs })
  }
}
