/**
 * What a description loses: every field, status and command of ours there and back, without asking the portal. A portal
 * that cuts by itself what it is sent shows nothing here.
 */
import { statuses, commandTypes, type CommandType, type Status } from '@chuishao/core/ticket'
import { listOf, placeOf, UnfitValue, writeValue, type Place } from './convert.ts'
import { isOfTheSystem, kindOfName, ownFields } from './command-fields.ts'
import { InvalidDescriptionError } from './description-fault.ts'
import { neverSent } from './fields-not-asked.ts'
import type { NativeValue, PortalDescription } from './description.ts'
import {
  assistFields,
  extensionFields,
  type FieldTable,
  isTicketField,
  ticketFields,
  type TicketField,
} from './our-fields.ts'
import { photoNames } from './portal-photos.ts'
import { readDescription } from './read-description.ts'
import { conversionsOf, placesOf, type Fields } from './read-fields.ts'
import { variablesOf } from './request-line.ts'
import { isTold, unsaidFields } from './lost-fields.ts'
import { roundTrip, samplesOf, type Trip } from './round-trip.ts'
import { historyFate, type HistoryFate } from './test-history.ts'
import { isDraftField } from './write-draft.ts'

/**
 * `kept`: every value comes back as it was. `changed`: some come back as another. `refused`: some cannot be said and are
 * refused before they are sent. `oneWay`: it is only read, or only sent. `lost`: it is not described.
 */
export type Fate = 'kept' | 'changed' | 'refused' | 'oneWay' | 'lost'

export interface FieldFate {
  /** A name of `ticket.fields`, or within a list of the record: `extensions.amount`. */
  field: TicketField | `extensions.${string}` | `assists.${string}`
  fate: Fate
  /** Values that do not come back, and what comes instead; or why it is refused, in both languages. */
  examples: Trip[]
}

export interface StatusFate {
  status: Status
  /** `changed`: it comes back as `becomes`. */
  fate: 'kept' | 'changed' | 'lost'
  becomes?: Status
  /** The portal's names that are read as this one: more than one cannot be told apart on our side. */
  native: NativeValue[]
}

export interface CommandFate {
  command: CommandType
  /** False where nobody is offered it: it is not described, or `lostFields` has one that has to be filled in. */
  sent: boolean
  /** What a person fills in and the portal is not told: refused where somebody fills it in. */
  lostFields: string[]
  /** Not told either, and sent without it: the description says so. */
  acceptedLosses: string[]
  /** Values that the portal has no word for, by field. */
  refused: Record<string, string[]>
}

export interface MappingReport {
  fields: FieldFate[]
  statuses: StatusFate[]
  commands: CommandFate[]
  /** Undefined where no history is described. */
  history?: HistoryFate
}

/** @throws {InvalidDescriptionError} */
export function testMapping(input: unknown): MappingReport {
  const read = readDescription(input)
  if (!read.ok) throw new InvalidDescriptionError(read.faults)
  const { description } = read
  const history = historyFate(description)
  return {
    fields: [...fieldFates(description), ...listFates(description)],
    statuses: statuses.map((status) => statusFate(status, description)),
    commands: commandTypes
      .filter((type) => !isOfTheSystem(type))
      .map((command) => commandFate(command, description)),
    ...(history && { history }),
  }
}

function fieldFates(description: PortalDescription): FieldFate[] {
  const places = new Map(placesOf(description.ticket.fields, ticketFields, description))
  return fieldNames.map((field) => {
    const place = places.get(field)
    if (place === undefined) return { field, fate: 'lost', examples: [] }
    // The portal alone says what is open now.
    if (field === 'allowed') return { field, fate: 'oneWay', examples: [] }
    const trips = samplesOf(place.kind, description, place).flatMap((sent) => roundTrip(sent, place))
    return { field, fate: fateOf(trips, isSent(field, place, description)), examples: trips }
  })
}

const fieldNames = Object.keys(ticketFields).filter(isTicketField)

/** What the portal keeps of extensions and assisting units. */
function listFates(description: PortalDescription): FieldFate[] {
  const { extensions, assists } = description.ticket
  return [
    ...rowFates('extensions', extensions?.fields ?? {}, extensionFields, description),
    ...rowFates('assists', assists?.fields ?? {}, assistFields, description),
  ]
}

function rowFates<T extends FieldTable>(
  list: 'extensions' | 'assists',
  fields: Fields<T>,
  table: T,
  description: PortalDescription,
): FieldFate[] {
  const places = new Map<string, Place>(placesOf(fields, table, description))
  return Object.keys(table).map((name): FieldFate => {
    const [field, place] = [`${list}.${name}` as const, places.get(name)]
    if (place === undefined) return { field, fate: 'lost', examples: [] }
    const examples = samplesOf(place.kind, description, place).flatMap((sent) => roundTrip(sent, place))
    return { field, fate: fateOf(examples, true), examples }
  })
}

function fateOf(trips: FieldFate['examples'], sent: boolean): Fate {
  if (trips.some((it) => 'back' in it)) return 'changed'
  if (trips.length > 0) return 'refused'
  return sent ? 'kept' : 'oneWay'
}

/** Whether a person's own word for it reaches the portal; what the portal sets itself is only read by nature. */
function isSent(field: TicketField, { readOnly }: Place, description: PortalDescription): boolean {
  const { commands } = description
  if (!isDraftField(field)) return true
  return !readOnly && commands.WHISTLE !== undefined && isTold(field, commands.WHISTLE, description)
}

function statusFate(status: Status, { states }: PortalDescription): StatusFate {
  const native = states.codes[status]
  if (native !== undefined) return { status, fate: 'kept', native: listOf(native) }
  const instead = states.writtenAs?.[status]
  const becomes = statuses.find((it) => it === instead)
  return becomes ? { status, fate: 'changed', becomes, native: [] } : { status, fate: 'lost', native: [] }
}

function commandFate(command: CommandType, description: PortalDescription): CommandFate {
  const described = description.commands[command]
  if (described === undefined)
    return { command, sent: false, lostFields: [], acceptedLosses: [], refused: {} }
  const said = variablesOf(described)
  const { loses = [] } = described
  const unsaid = unsaidFields(command, described, description)
  const refused = ownFields(command)
    .filter((name) => said.includes(name))
    .map((name): [string, string[]] => [name, unsayable(name, description)])
    .filter(([, values]) => values.length > 0)
  return {
    command,
    sent: neverSent(command, described, description).length === 0,
    lostFields: unsaid.filter((name) => !loses.includes(name)),
    acceptedLosses: unsaid.filter((name) => loses.includes(name)),
    refused: Object.fromEntries(refused),
  }
}

function unsayable(name: string, description: PortalDescription): string[] {
  const kind = kindOfName(name)
  const place = placeOf(undefined, kind, conversionsOf(description))
  const photos = photoNames()
  if (kind === 'photos' || kind === 'id') return []
  return samplesOf(kind, description, place).flatMap((value) => {
    try {
      writeValue(value, place, photos)
      return []
    } catch (error) {
      if (error instanceof UnfitValue) return [String(value)]
      throw error
    }
  })
}
