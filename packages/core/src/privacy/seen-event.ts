/** An event of the history as one person may see it. */
import type { Actor, Command, Personal, Ticket, TicketEvent } from '../ticket/index.ts'
import { seenContact, seenLocation, seenWords } from './seen-ticket.ts'
import { concernedBy, sightOf, type PersonalPart, type Sight } from './sight.ts'

/**
 * The event as this actor may see it. What stands beside the hash is left out or masked, and the event still verifies
 * (`verifyHistory` with `asSeen`). Where a part of the hashed command may not be seen, the event says `redacted`.
 */
export function eventFor(actor: Actor, ticket: Ticket, event: TicketEvent): TicketEvent {
  const sight = sightOf(actor, concernedBy(ticket))
  const { personal, ...hashed } = event
  const isWhole = Object.values(sight).every((it) => it === 'full')
  // Of version 1 it cannot be told whether personal data without a salt is whole: it is shown whole or not at all.
  const partly = event.schemaVersion === undefined ? {} : seenPersonal(personal ?? {}, sight, ticket)
  const seen = personal && (isWhole ? personal : partly)
  const command = seenCommand(event, sight, ticket)
  return {
    ...hashed,
    command,
    ...(seen && Object.keys(seen).length > 0 && { personal: seen }),
    ...(command !== event.command && { redacted: true }),
  }
}

/** Without its salt: it cannot be checked against the digest any more, and the digest is not a way to guess. */
function seenPersonal(
  { contact, citizenId, actor, description, words }: Personal,
  sight: Record<PersonalPart, Sight>,
  ticket: Ticket,
): Personal {
  const name = contact?.name ?? ticket.draft.contact?.name
  const seen = seenContact(contact, sight)
  const isKnown = sight.identity === 'full'
  return {
    ...(seen && { contact: seen }),
    ...(isKnown && citizenId !== undefined && { citizenId }),
    ...(isKnown && actor && { actor }),
    ...(description !== undefined && { description: seenWords(description, sight, name) }),
    ...(words && {
      words: Object.fromEntries(
        Object.entries(words).map(([field, text]) => [field, seenWords(text, sight, name)]),
      ),
    }),
  }
}

/** The same object where nothing of it is hidden. */
function seenCommand(event: TicketEvent, sight: Record<PersonalPart, Sight>, ticket: Ticket): Command {
  const { command } = event
  const withoutPhotos =
    sight.photos !== 'full' && 'attachments' in command && command.attachments
      ? { ...command, attachments: [] }
      : command
  if ((withoutPhotos.type !== 'EDIT' && withoutPhotos.type !== 'WHISTLE') || !withoutPhotos.draft)
    return withoutPhotos
  const { description, location, attachments, ...draft } = withoutPhotos.draft
  // Version 1 hashed the description too. Erased it is hidden from everybody, because it cannot be taken out.
  const wasErased = ticket.personalErasedAt !== undefined && event.at <= ticket.personalErasedAt
  const text = description === undefined || wasErased ? undefined : seenWords(description, sight)
  const place = location && seenLocation(location, sight)
  const photos = sight.photos === 'full' ? attachments : undefined
  if (text === description && place === location && photos === attachments) return withoutPhotos
  return {
    ...withoutPhotos,
    draft: {
      ...draft,
      ...(text !== undefined && { description: text }),
      ...(place && { location: place }),
      ...(photos && { attachments: photos }),
    },
  }
}
