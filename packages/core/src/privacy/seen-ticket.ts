/** The ticket and its list line as one person may see them. */
import type { TicketSummary } from '../service/store.ts'
import type { Actor, Contact, Location, Ticket } from '../ticket/index.ts'
import { coarseAddress, coarseLocation } from './coarse-place.ts'
import { hidePersonal } from './find-personal.ts'
import { maskName, maskPhone } from './mask.ts'
import { concernedBy, sightOf, type PersonalPart, type Sight } from './sight.ts'

/** Stands where a resident's identity is left out: that there is a resident may be known. */
export const hiddenPerson = 'hidden'

/** The ticket as this actor may see it. */
export function viewFor(actor: Actor, ticket: Ticket): Ticket {
  const sight = sightOf(actor, concernedBy(ticket))
  if (Object.values(sight).every((it) => it === 'full')) return ticket
  const { contact, citizenId, description, location, attachments, ...draft } = ticket.draft
  const seen = seenContact(contact, sight)
  const words = (text: string) => seenWords(text, sight, contact?.name)
  return {
    ...ticket,
    draft: {
      ...draft,
      ...(description !== undefined && { description: words(description) }),
      ...(location && { location: seenLocation(location, sight, contact?.name) }),
      ...(attachments && sight.photos === 'full' && { attachments }),
      ...(seen && { contact: seen }),
      ...(citizenId !== undefined && { citizenId: sight.identity === 'full' ? citizenId : hiddenPerson }),
    },
    results: ticket.results.map((it) => (sight.photos === 'full' ? it : { ...it, attachments: [] })),
    evaluations: ticket.evaluations.map((it) =>
      it.rater === 'citizen'
        ? {
            ...it,
            personId: sight.identity === 'full' ? it.personId : hiddenPerson,
            ...(it.comment !== undefined && { comment: words(it.comment) }),
          }
        : it,
    ),
  }
}

/**
 * The list line as this actor may see it. Who the resident is, only they themselves read in a list; others open the
 * ticket, where looking is recorded.
 */
export function summaryFor(actor: Actor, summary: TicketSummary): TicketSummary {
  const sight = sightOf(actor, summary)
  const { citizenId, photo, address, excerpt, ...line } = summary
  return {
    ...line,
    // Lines of version 1 were not stripped when they were written.
    excerpt: hidePersonal(excerpt),
    ...(citizenId === actor.personId && { citizenId }),
    ...(photo && sight.photos === 'full' && { photo }),
    ...(address !== undefined && {
      address: hidePersonal(sight.place === 'full' ? address : coarseAddress(address)),
    }),
  }
}

export function seenContact(
  contact: Contact | undefined,
  sight: Record<PersonalPart, Sight>,
): Contact | undefined {
  if (!contact) return undefined
  const name = seenAs(contact.name, sight.name, maskName)
  const phone = seenAs(contact.phone, sight.phone, maskPhone)
  if (name === undefined && phone === undefined) return undefined
  return { ...(name !== undefined && { name }), ...(phone !== undefined && { phone }) }
}

const seenAs = (value: string | undefined, sight: Sight, mask: (value: string) => string) =>
  value === undefined || sight === 'hidden' ? undefined : sight === 'full' ? value : mask(value)

/** Words that others wrote about a resident, or the resident wrote. */
export const seenWords = (text: string, sight: Record<PersonalPart, Sight>, name?: string): string =>
  sight.words === 'full' ? text : hidePersonal(text, { names: [name] })

/** An address is for finding the place: who lives there is masked in it as in other words. */
export function seenLocation(
  location: Location,
  sight: Record<PersonalPart, Sight>,
  name?: string,
): Location {
  const seen = sight.place === 'full' ? location : coarseLocation(location)
  if (seen.address === undefined) return seen
  const address = seenWords(seen.address, sight, name)
  return address === seen.address ? seen : { ...seen, address }
}
