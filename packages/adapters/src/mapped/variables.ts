/** The values of ours that a request may name, written as the portal writes their kind. */
import { raterOf } from '@chuishao/core/lifecycle'
import type { Actor, Command, Ticket } from '@chuishao/core/ticket'
import { valueAt } from './at-path.ts'
import { kindOfName } from './command-fields.ts'
import { partOf, placeOf, UnfitValue, writeValue, type PhotoNames } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { nativeIdOf } from '../foreign/native-id.ts'
import { conversionsOf } from './read-fields.ts'
import type { Lookup } from './request-line.ts'
import { isDraftField, writeDraftField, type PlacedDraft } from './write-draft.ts'

/** Variables of every command, beside its own fields. */
export const commonVariables = [
  'id',
  'commandId',
  'version',
  'now',
  'rater',
  'person.personId',
  'person.name',
  'person.unitId',
]

export interface Saying {
  nativeId: string | undefined
  commandId: string
  version: number
  now: string
  actor: Actor
  ticket: Ticket
  command: Command
  /** Of a command that begins a ticket. */
  draft: PlacedDraft | undefined
}

/** What it answers throws `UnfitValue` with the variable's name where the portal has no word for a value. */
export function commandLookup(
  { nativeId, commandId, version, now, actor, ticket, command, draft }: Saying,
  description: PortalDescription,
  photos: PhotoNames,
): Lookup {
  const scope = {
    ...command,
    ...('intoTicketId' in command && {
      intoTicketId: nativeIdOf(command.intoTicketId) ?? command.intoTicketId,
    }),
    id: nativeId,
    commandId,
    version,
    now,
    rater: raterOf(ticket, actor),
    person: actor,
  }
  return (name) => {
    const [base, number] = partNamed(name)
    const value =
      draft && isDraftField(base)
        ? writeDraftField(base, draft, description, photos)
        : writtenAs(base, valueAt(scope, base), description, photos)
    return number === undefined || value === undefined ? value : partOf(String(value), number)
  }
}

/** `matterCode.2` is the second part of what `{matterCode}` says. */
export function partNamed(name: string): [base: string, number?: number] {
  const found = /^(.+)\.([1-9])$/.exec(name)
  return found ? [found[1] ?? name, Number(found[2])] : [name]
}

export function writtenAs(
  name: string,
  value: unknown,
  description: PortalDescription,
  photos: PhotoNames,
): unknown {
  if (value === undefined) return undefined
  try {
    return writeValue(value, placeOf(undefined, kindOfName(name), conversionsOf(description)), photos)
  } catch (error) {
    throw error instanceof UnfitValue ? new UnfitValue(error.message, name) : error
  }
}
