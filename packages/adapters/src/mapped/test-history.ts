/** What a history loses: which steps of theirs are commands of ours, and what of each is read. */
import { commandSchemas, commandTypes, type CommandType } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { valueAt } from './at-path.ts'
import { fieldKinds, isOfTheSystem, ownFields } from './command-fields.ts'
import { placeOf } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { historyFields } from './our-fields.ts'
import { conversionsOf, placesOf } from './read-fields.ts'
import { roundTrip, samplesOf, type Trip } from './round-trip.ts'
import { historyFieldsOf, saidByText } from './told-command.ts'

export interface HistoryFieldFate {
  field: keyof typeof historyFields
  fate: 'kept' | 'changed' | 'refused' | 'lost'
  examples: Trip[]
}

export interface StepFate {
  command: CommandType
  /** `comment`: it is told as a comment, in the portal's words. `none`: no step of theirs is this. */
  fate: 'kept' | 'changed' | 'comment' | 'none'
  /** Without these it is no such command, and nothing tells them. */
  missing: string[]
  /** Known of the latest such step alone, from the ticket: the ones before it are told as comments, or without them. */
  latestOnly: string[]
  /** The same on every such step, whatever was said. */
  always: Record<string, unknown>
  /** Not read. */
  lostFields: string[]
}

export interface HistoryFate {
  fields: HistoryFieldFate[]
  steps: StepFate[]
}

/** Undefined where no history is described. */
export function historyFate(description: PortalDescription): HistoryFate | undefined {
  const { history } = description
  if (history === undefined) return undefined
  const places = new Map(placesOf(history.fields, historyFields, description))
  const names = Object.keys(historyFields).filter(isHistoryField)
  return {
    fields: names.map((field): HistoryFieldFate => {
      const place = places.get(field)
      if (place === undefined) return { field, fate: 'lost', examples: [] }
      const examples = samplesOf(place.kind, description, place).flatMap((sent) => roundTrip(sent, place))
      if (examples.some((it) => 'back' in it)) return { field, fate: 'changed', examples }
      return { field, fate: examples.length > 0 ? 'refused' : 'kept', examples }
    }),
    steps: commandTypes.filter((type) => !isOfTheSystem(type)).map((type) => stepFate(type, description)),
  }
}

/** Of the command itself the steps tell more. */
const isHistoryField = (name: string): name is keyof typeof historyFields =>
  name in historyFields && name !== 'command'

function stepFate(command: CommandType, description: PortalDescription): StepFate {
  const none: StepFate = {
    command,
    fate: 'none',
    missing: [],
    latestOnly: [],
    always: {},
    lostFields: [],
  }
  if (!isReached(command, description)) return none
  const { ofRow, ofTicket } = historyFieldsOf(command, description)
  const { text, reasonCode, attachments } = description.history?.fields ?? {}
  const ofAllRows = [
    ...(text === undefined ? [] : saidByText),
    ...(reasonCode === undefined ? [] : ['reasonCode']),
    ...(attachments === undefined ? [] : ['attachments']),
  ]
  const untold = ownFields(command).filter(
    (name) => !(name in ofRow) && !(name in ofTicket) && !ofAllRows.includes(name),
  )
  const missing = untold.filter((name) => isNeeded(command, name))
  const always = constantsOf(command, ofRow, description)
  const latestOnly = Object.keys(ofTicket)
  const lostFields = untold.filter((name) => !missing.includes(name))
  const isWhole = latestOnly.length + lostFields.length + Object.keys(always).length === 0
  const fate = missing.length > 0 ? 'comment' : isWhole ? 'kept' : 'changed'
  return { command, fate, missing, latestOnly, always, lostFields }
}

/** By rows of its own, or by its code. */
function isReached(command: CommandType, description: PortalDescription): boolean {
  const { history } = description
  if (history?.commands?.[command]?.only !== undefined) return true
  if (history?.fields.command === undefined) return false
  const { as } = placeOf(history.fields.command, 'command', conversionsOf(description))
  return as === undefined || !('codes' in as) || command in as.codes
}

const isNeeded = (command: CommandType, name: string): boolean => {
  const schema = valueAt(commandSchemas[command].shape, name.split('.')[0])
  return schema instanceof z.ZodMiniType && !z.safeParse(schema, undefined).success
}

function constantsOf(
  command: CommandType,
  fields: ReturnType<typeof historyFieldsOf>['ofRow'],
  description: PortalDescription,
): Record<string, unknown> {
  const places = placesOf(fields, fieldKinds(command), description)
  return Object.fromEntries(
    places.flatMap(([name, { as }]) => (as && 'constant' in as ? [[name, as.constant] as const] : [])),
  )
}
