/** The view log of a ticket as one person may read it. */
import { isCitizenOf, hasRole } from '../lifecycle/parties.ts'
import { reasons } from '../lifecycle/reasons.ts'
import { hiddenPerson } from '../privacy/seen-ticket.ts'
import type { ViewEvent } from '../privacy/view-event.ts'
import type { Ticket } from '../ticket/index.ts'
import type { Session, Views } from './service.ts'
import type { Page, TicketRef } from './store.ts'

export async function viewsFor(
  { tenantId, actor }: Session,
  ticket: Ticket,
  read: (ref: TicketRef) => Promise<Page<ViewEvent>>,
): Promise<Views> {
  const isSupervisor = hasRole(actor, ['supervisor', 'system'])
  if (!isSupervisor && !isCitizenOf(ticket, actor))
    return { ok: false, rejection: { code: 'wrongRole', message: reasons.wrongRole, allowed: [] } }
  const page = await read({ tenantId, ticketId: ticket.id })
  return { ok: true, page: isSupervisor ? page : { ...page, items: page.items.map(withoutPerson) } }
}

/** A resident may know which office looked at their data, and why; the official's name is not theirs to know. */
const withoutPerson = (view: ViewEvent): ViewEvent => ({
  ...view,
  personId: hiddenPerson,
  name: hiddenPerson,
})
