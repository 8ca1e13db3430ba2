/** Commands on what one sees: for all others a ticket is not there, so that no refusal tells that it is. */
import type { Outcome, Session, TicketService } from '@chuishao/core/service'
import { Command } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

const MakesTicket = z.object({ type: z.enum(['EDIT', 'WHISTLE']) })

/** Undefined where there is no such ticket, or this person may not see it. */
export const executeSeen = async (
  service: TicketService,
  session: Session,
  ticketId: string,
  command: unknown,
  options: { commandId: string; ifVersion: number },
): Promise<Outcome | undefined> => {
  const outcome = await service.execute(session, ticketId, command, options)
  if (outcome.ok || 'commandReused' in outcome) return outcome
  // What no ticket could take is refused for what it is, whether or not there is one.
  if (!Command.safeParse(command).success) return outcome
  if (await service.sees(session, ticketId)) return outcome
  // Why a new ticket cannot be made is the business of whoever makes it, unless somebody else's is there.
  const isNew = options.ifVersion === 0 && MakesTicket.safeParse(command).success
  const isTheirs = !('rejection' in outcome) || outcome.rejection.code === 'notYourTicket'
  return isNew && !isTheirs ? outcome : undefined
}
