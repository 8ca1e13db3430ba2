/** A ticket that comes into another state: what was late there is not late here. */
import type { Status, Ticket } from '../ticket/index.ts'

export function entered(ticket: Ticket, status: Status): Ticket {
  const { supervisionLevel: _, ...rest } = ticket
  return { ...rest, status, warning: 'none' }
}
