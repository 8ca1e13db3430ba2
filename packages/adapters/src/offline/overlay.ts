/** What a ticket will probably be once the commands that wait have arrived: decided by the same rules as at the server. */
import { decide, type City } from '@chuishao/core/lifecycle'
import { newTicket, type Actor, type Ticket } from '@chuishao/core/ticket'
import type { CommandRow } from './rows.ts'

/**
 * @param base the ticket as the server had it last; undefined where it has none yet
 * @param rows what waits on this ticket, in the order of the taps; from the first that needs somebody on they do not count
 * @returns undefined where there is no base and nothing that begins a ticket
 */
export function overlay(
  base: Ticket | undefined,
  rows: readonly CommandRow[],
  actor: Actor,
  city: City,
): Ticket | undefined {
  let ticket = base
  for (const { ticketId, command, savedAt, ifVersion, problem } of rows) {
    if (problem) return ticket
    if (!ticket && ifVersion > 0) return undefined
    const decision = decide(ticket ?? newTicket(ticketId), command, actor, savedAt, city)
    // Rules may speak against it that look at the clock, or at what only the server knows: it decides.
    if (decision.ok) ticket = decision.ticket
  }
  return ticket
}
