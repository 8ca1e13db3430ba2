/** A district's store in memory with a made log in it: the same seed gives the same events at the same positions. */
import { evolve } from '@chuishao/core/lifecycle'
import { summarize, type TicketStore } from '@chuishao/core/service'
import { seedLog } from '@chuishao/core/testing'
import { newTicket, type Ticket, type TicketEvent } from '@chuishao/core/ticket'
import { memoryStore } from '../../../memory/index.ts'

/** About 150 events. */
const totals = {
  whistles: 20,
  closed: 12,
  sharedBikes: { whistles: 2, closed: 1 },
  manholeCovers: 1,
  returned: 3,
}

export const districtLog = (seed: number) => seedLog({ seed, totals })

export async function districtStore(logs: Record<string, TicketEvent[]>): Promise<TicketStore> {
  const store = memoryStore()
  for (const [tenantId, events] of Object.entries(logs)) {
    const tickets = new Map<string, Ticket>()
    for (const event of events) await appendEvent(store, tenantId, tickets, event)
  }
  return store
}

/** @param tickets the state of each ticket before; brought up to date */
export async function appendEvent(
  store: TicketStore,
  tenantId: string,
  tickets: Map<string, Ticket>,
  event: TicketEvent,
): Promise<void> {
  const { ticketId } = event
  const ticket = evolve(tickets.get(ticketId) ?? newTicket(ticketId), event)
  tickets.set(ticketId, ticket)
  const result = await store.append({
    ref: { tenantId, ticketId },
    expectedVersion: event.version - 1,
    commandId: `${ticketId}:${event.version}`,
    fingerprint: 'f'.repeat(64),
    ticket,
    summary: summarize(ticket),
    events: [event],
    deadlines: [],
  })
  if (!result.ok) throw new Error(`event ${event.version} of ${ticketId}: ${result.reason}`)
}
