/** Parts what identifies a resident from what the history may hash for good. */
import { someResident, type Actor, type Command, type Personal } from '../ticket/index.ts'
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
    const { contact, citizenId, ...draft } = command.draft
    if (contact) personal.contact = contact
    if (citizenId !== undefined) personal.citizenId = citizenId
    hashed = { ...command, draft }
  }
  // Who acts for a unit is no resident here, whatever else they are: acting persons are always named.
  const isResident = actor.roles.includes('citizen') && actor.unitId === undefined
  if (isResident) personal.actor = { personId: actor.personId, name: actor.name }
  return {
    command: hashed,
    actor: isResident ? { ...actor, ...someResident } : actor,
    ...(Object.keys(personal).length > 0 && { personal }),
  }
}
