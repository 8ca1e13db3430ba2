/** Parts what identifies a resident from what the history may hash for good. */
import { coarseAddress } from '../privacy/coarse-place.ts'
import { someResident, wordsElsewhere, type Actor, type Command, type Personal } from '../ticket/index.ts'
import type { LifecycleEvent } from './event.ts'

/** A command and its actor without what identifies a resident, and that beside them where there is any. */
export function withoutPersonal({ command, actor }: Pick<LifecycleEvent, 'command' | 'actor'>): {
  command: Command
  actor: Actor
  personal?: Personal
} {
  const personal: Personal = {}
  let hashed: Command = command
  if ((command.type === 'EDIT' || command.type === 'WHISTLE') && command.draft) {
    const { contact, citizenId, description, location, ...draft } = command.draft
    const { address } = location ?? {}
    if (contact) personal.contact = contact
    if (citizenId !== undefined) personal.citizenId = citizenId
    if (description !== undefined) personal.description = description
    if (address !== undefined) personal.address = address
    // Also up to the resident's name, where somebody wrote whose house it is.
    const [before = ''] = contact?.name ? (address ?? '').split(contact.name) : [address]
    const road = address !== undefined && { address: coarseAddress(before) }
    hashed = { ...command, draft: { ...draft, ...(location && { location: { ...location, ...road } }) } }
  }
  // Who acts for a unit is no resident here, whatever else they are: acting persons are always named.
  const isResident = actor.roles.includes('citizen') && actor.unitId === undefined
  if (isResident) {
    personal.actor = { personId: actor.personId, name: actor.name }
    const { words, rest } = withoutWords(hashed)
    if (Object.keys(words).length > 0) personal.words = words
    hashed = rest
  }
  return {
    command: hashed,
    actor: isResident ? { ...actor, ...someResident } : actor,
    ...(Object.keys(personal).length > 0 && { personal }),
  }
}

/** What a resident writes is theirs: it goes beside the hash too, and where a command needs a text, a stand-in remains. */
export function withoutWords(command: Command): { words: Record<string, string>; rest: Command } {
  switch (command.type) {
    case 'EVALUATE': {
      const { comment, ...rest } = command
      return { words: comment === undefined ? {} : { comment }, rest }
    }
    case 'COMMENT':
      return { words: { text: command.text }, rest: { ...command, text: wordsElsewhere } }
    case 'REFUSE_RESULT':
    case 'REOPEN':
    case 'WITHDRAW':
      return { words: { reason: command.reason }, rest: { ...command, reason: wordsElsewhere } }
    case 'URGE':
      return { words: { message: command.message }, rest: { ...command, message: wordsElsewhere } }
    default:
      return { words: {}, rest: command }
  }
}
