/** The whole history of one ticket, page by page. */
import type { TicketEvent } from '../ticket/index.ts'
import type { TicketRef, TicketStore } from './store.ts'

export async function allEvents(store: TicketStore, ref: TicketRef): Promise<TicketEvent[]> {
  const events: TicketEvent[] = []
  let cursor: string | undefined
  do {
    const page = await store.history(ref, cursor ? { cursor } : {})
    events.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return events
}
