/** An event of the history as one person may see it. */
import { withoutWords } from '../lifecycle/personal.ts'
import {
  someResident,
  type Actor,
  type Command,
  type Personal,
  type Ticket,
  type TicketEvent,
} from '../ticket/index.ts'
import { coarseLocation } from './coarse-place.ts'
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
  const partly = isOfVersionOne(event) ? {} : seenPersonal(personal ?? {}, sight, ticket)
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
  { contact, citizenId, actor, description, address, words }: Personal,
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
    ...(address !== undefined && sight.place === 'full' && { address: seenWords(address, sight, name) }),
    ...(words && { words: masked(words, sight, name) }),
  }
}

/** The same object where nothing of it is hidden. */
function seenCommand(event: TicketEvent, sight: Record<PersonalPart, Sight>, ticket: Ticket): Command {
  const { command } = event
  // What is within the hash cannot be taken out: coordinates, and of version 1 texts and the address too. Once erased
  // they are coarse or hidden for everybody.
  const wasErased = ticket.personalErasedAt !== undefined && event.at <= ticket.personalErasedAt
  const written = isOfVersionOne(event) ? seenWordsOfResident(event, wasErased, sight) : command
  const shown =
    sight.photos !== 'full' && 'attachments' in written && written.attachments
      ? { ...written, attachments: [] }
      : written
  if ((shown.type !== 'EDIT' && shown.type !== 'WHISTLE') || !shown.draft) return shown
  const { description, location, attachments, ...draft } = shown.draft
  const text = description === undefined || wasErased ? undefined : seenWords(description, sight)
  const place = location && (wasErased ? coarseLocation(location) : seenLocation(location, sight))
  const photos = sight.photos === 'full' ? attachments : undefined
  if (text === description && place === location && photos === attachments) return shown
  return {
    ...shown,
    draft: {
      ...draft,
      ...(text !== undefined && { description: text }),
      ...(place && { location: place }),
      ...(photos && { attachments: photos }),
    },
  }
}

/** Version 1 hashed what residents wrote. */
function seenWordsOfResident(
  { command, actor }: TicketEvent,
  wasErased: boolean,
  sight: Record<PersonalPart, Sight>,
): Command {
  if (actor.personId !== someResident.personId) return command
  const { words, rest } = withoutWords(command)
  if (wasErased) return rest
  const isSeen = Object.values(words).every((text) => seenWords(text, sight) === text)
  return isSeen ? command : { ...command, ...masked(words, sight) }
}

const isOfVersionOne = ({ schemaVersion }: TicketEvent) => schemaVersion === undefined

const masked = (words: Record<string, string>, sight: Record<PersonalPart, Sight>, name?: string) =>
  Object.fromEntries(Object.entries(words).map(([field, text]) => [field, seenWords(text, sight, name)]))
