/**
 * What a description loses: every field, status and command of ours there and back, without asking the portal. A portal
 * that cuts by itself what it is sent shows nothing here.
 */
import {
  coordinateSystems,
  statuses,
  commandTypes,
  type AttachmentRef,
  type CommandType,
  type Status,
} from '@chuishao/core/ticket'
import { listOf, placeOf, putValue, readValue, UnfitValue, writeValue, type Place } from './convert.ts'
import type { JsonObject } from './at-path.ts'
import { isOfTheSystem, kindOfName, ownFields } from './command-fields.ts'
import { InvalidDescriptionError } from './description-fault.ts'
import type { NativeValue, PortalCommand, PortalDescription } from './description.ts'
import {
  choicesOf,
  draftFields,
  isTicketField,
  ticketFields,
  type Kind,
  type TicketField,
} from './our-fields.ts'
import { photoNames } from './portal-photos.ts'
import { readDescription } from './read-description.ts'
import { conversionsOf, placesOf } from './read-fields.ts'
import { variablesOf } from './request-line.ts'
import { policyOf } from './portal-city.ts'
import { partNamed } from './variables.ts'
import { isDraftField, isSameSystem } from './write-draft.ts'

/**
 * `kept`: every value comes back as it was. `changed`: some come back as another. `refused`: some cannot be said and are
 * refused before they are sent. `oneWay`: it is only read, or only sent. `lost`: it is not described.
 */
export type Fate = 'kept' | 'changed' | 'refused' | 'oneWay' | 'lost'

export interface FieldFate {
  field: TicketField
  fate: Fate
  /** Values that do not come back, and what comes instead; or why it is refused, in both languages. */
  examples: { sent: unknown; back?: unknown; why?: string }[]
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
  /** False where nobody is offered it. */
  sent: boolean
  /** What a person fills in and the portal is not told. */
  lostFields: string[]
  /** Values that the portal has no word for, by field. */
  refused: Record<string, string[]>
}

export interface MappingReport {
  fields: FieldFate[]
  statuses: StatusFate[]
  commands: CommandFate[]
}

/** @throws {InvalidDescriptionError} */
export function testMapping(input: unknown): MappingReport {
  const read = readDescription(input)
  if (!read.ok) throw new InvalidDescriptionError(read.faults)
  const { description } = read
  return {
    fields: fieldFates(description),
    statuses: statuses.map((status) => statusFate(status, description)),
    commands: commandTypes
      .filter((type) => !isOfTheSystem(type))
      .map((command) => commandFate(command, description)),
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

/** As part of the record, or by its name. */
const isSaid = (field: string, command: PortalCommand): boolean => {
  const { record = false } = command
  if (record === true || (Array.isArray(record) && record.includes(field))) return true
  return variablesOf(command).some((name) => partNamed(name)[0] === field)
}

/** Nothing where it comes back as it was. */
function roundTrip(sent: unknown, place: Place): FieldFate['examples'] {
  const photos = photoNames()
  const known = (value: unknown) => (isPhoto(value) ? photos.refOf('/photo.jpg') : value)
  const value = Array.isArray(sent) ? sent.map(known) : known(sent)
  try {
    const record: JsonObject = {}
    putValue(record, value, place, photos)
    const back = readValue(record, place, photos)
    return JSON.stringify(back) === JSON.stringify(value) ? [] : [{ sent: value, back }]
  } catch (error) {
    if (error instanceof UnfitValue) return [{ sent: value, why: error.message }]
    throw error
  }
}

const photo: AttachmentRef = { sha256: '0'.repeat(64), mediaType: 'image/jpeg', bytes: 1 }
const isPhoto = (value: unknown): boolean => value === photo

/** Values that a conversion is likely to lose: the ends, the middle, and what only a careless one drops. */
const samples: Partial<Record<Kind, unknown[]>> = {
  id: ['1001', 'GD-20261124_0001'],
  text: ['路灯不亮', 'line one\nline two', 'a, b; "c" \\ d', '好'.repeat(2000)],
  line: ['示例路 3 号', 'a, b; "c"', '路'.repeat(200)],
  code: ['code-1'],
  phone: ['13800000000', '+86 471 0000000'],
  number: [0, 111.674321, -40.5, 0.000001],
  count: [0, 1, 4096],
  date: ['2026-03-02T01:30:00.000Z', '2026-12-31T15:59:59.000Z', '2026-12-31T16:00:00.000Z'],
  person: ['grid-1'],
  unit: ['101'],
  matter: ['101'],
  reason: ['notOurs'],
  tags: [['快', '态度好']],
  photo: [photo],
  photos: [[photo]],
  crs: [...coordinateSystems],
}

function samplesOf(
  kind: Kind,
  description: PortalDescription,
  { as, at }: Pick<Place, 'as' | 'at'>,
): unknown[] {
  const constant = as && 'constant' in as
  if (constant) return coordinateSystems.filter((crs) => kind === 'crs' && !isSameSystem(crs, description))
  const table = as && 'codes' in as ? [...Object.keys(as.codes), ...Object.keys(as.writtenAs ?? {})] : []
  const chosen = choicesOf(kind) ?? known(kind, description) ?? (table.length > 0 ? table : undefined)
  if (chosen === undefined && Array.isArray(at)) return [at.map((_, index) => `0${index + 1}`).join('-')]
  if (chosen === undefined) return samples[kind] ?? (kind === 'units' ? [['101', '102']] : [])
  if (kind === 'units' || kind === 'role' || kind === 'commands') return chosen.map((it) => [it])
  if (kind === 'boolean') return [true, false]
  return kind === 'level' ? chosen.map(Number) : [...chosen]
}

/** What the description itself lists. */
function known(kind: Kind, description: PortalDescription): string[] | undefined {
  const { units, matters } = description.city
  if ((kind === 'unit' || kind === 'units') && Array.isArray(units)) return units.map(({ id }) => id)
  if (kind === 'matter' && Array.isArray(matters)) return matters.map(({ code }) => code)
  return kind === 'reason' ? policyOf(description).returns.reasons.map(({ code }) => code) : undefined
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
  if (described === undefined) return { command, sent: false, lostFields: [], refused: {} }
  const said = variablesOf(described)
  const own = ownFields(command)
  const lostDraft =
    command === 'WHISTLE' || command === 'EDIT'
      ? draftFields.filter((it) => !isTold(it, described, description))
      : []
  const refused = own
    .filter((name) => said.includes(name))
    .map((name): [string, string[]] => [name, unsayable(name, description)])
    .filter(([, values]) => values.length > 0)
  return {
    command,
    sent: true,
    lostFields: [...own.filter((name) => !said.includes(name)), ...lostDraft],
    refused: Object.fromEntries(refused),
  }
}

/** What is always the same there need not be said. */
function isTold(field: TicketField, command: PortalCommand, description: PortalDescription): boolean {
  const place = description.ticket.fields[field]
  if (place === undefined) return false
  const { as } = placeOf(place, ticketFields[field], conversionsOf(description))
  return isSaid(field, command) || (as !== undefined && 'constant' in as)
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
