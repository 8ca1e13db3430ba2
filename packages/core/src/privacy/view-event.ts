/** Who looked at a resident's data unmasked, when, by which way and why. Kept beside the tickets, not in their chain. */
import * as z from 'zod/mini'
import { Code, Instant, Line, Role, Uuid, type Actor, type Ticket } from '../ticket/index.ts'
import { findPersonal } from './find-personal.ts'
import type { PersonalPart, Sight } from './sight.ts'

export const viewedParts = ['name', 'phone', 'identity', 'words'] as const
export const viewWays = ['ticket', 'history', 'command'] as const

export const ViewEvent = z.object({
  /** Names this line of the log. */
  id: Code,
  ticketId: Uuid,
  at: Instant,
  personId: Code,
  name: Line,
  roles: z.array(Role).check(z.minLength(1)),
  unitId: z.optional(Code),
  /** How they came to see it: opened the ticket, its history, or got it as the answer to a command. */
  via: z.enum(viewWays),
  /** What they saw unmasked. */
  parts: z.array(z.enum(viewedParts)).check(z.minLength(1)),
  /** Why, in their own or their portal's words. */
  purpose: z.optional(Line),
})
export type ViewEvent = z.infer<typeof ViewEvent>

/** What a person with this sight sees unmasked of a resident; empty where there is nothing, or nothing of it is shown. */
export function unmaskedParts(ticket: Ticket, sight: Record<PersonalPart, Sight>): ViewEvent['parts'] {
  const { contact, citizenId, description = '' } = ticket.draft
  const written = [description, ...ticket.evaluations.map(({ comment = '' }) => comment)]
  const isThere = {
    name: () => contact?.name !== undefined,
    phone: () => contact?.phone !== undefined,
    identity: () => citizenId !== undefined,
    words: () => written.some((text) => findPersonal(text).length > 0),
  }
  return viewedParts.filter((part) => sight[part] === 'full' && isThere[part]())
}

/** The line of the log for one look. */
export const viewEvent = (
  actor: Actor,
  view: Pick<ViewEvent, 'id' | 'ticketId' | 'at' | 'via' | 'parts'> & { purpose?: string | undefined },
): ViewEvent => {
  const { purpose, ...look } = view
  return {
    ...look,
    personId: actor.personId,
    name: actor.name,
    roles: actor.roles,
    ...(actor.unitId !== undefined && { unitId: actor.unitId }),
    ...(purpose !== undefined && { purpose }),
  }
}
