/** What a command may say: its own fields with their kinds, and for a draft the fields of the draft. */
import { commandSchemas, commandTypes, type CommandType } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { draftFields, ticketFields, type Kind } from './our-fields.ts'

export const isCommandType = (name: string): name is CommandType => commandTypes.some((it) => it === name)

/** Nobody sends these by hand. */
export const isOfTheSystem = (type: CommandType): boolean =>
  type === 'DEADLINE_REACHED' || type === 'RECALCULATE_DEADLINES'

/** The command's own fields; a limit has two parts. */
export const ownFields = (type: CommandType): string[] =>
  Object.keys(commandSchemas[type].shape).flatMap((name) =>
    name === 'type' || name === 'draft' ? [] : name === 'by' ? ['by.amount', 'by.unit'] : [name],
  )

/** Whether a command is whole without this field; of a draft every field may be missing. */
export function mayStayOpen(type: CommandType, field: string): boolean {
  if (isAboutDraft(type)) return draftFields.some((it) => it === field)
  const shape: Record<string, z.core.$ZodType> = commandSchemas[type].shape
  const schema = shape[field]
  return schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault
}

/** These two begin a ticket. */
export const isAboutDraft = (type: string): boolean => type === 'WHISTLE' || type === 'EDIT'

export const fieldsOfCommand = (type: CommandType): string[] => [
  ...ownFields(type),
  ...(isAboutDraft(type) ? draftFields : []),
]

/** By the last name of a field or variable: what is not here is a text. */
const kindsByName: Record<string, Kind> = {
  ...ticketFields,
  id: 'id',
  reasonCode: 'reason',
  suggestedUnitId: 'unit',
  toUnitId: 'unit',
  unitId: 'unit',
  violatedMatterCode: 'matter',
  intoTicketId: 'id',
  personId: 'person',
  rater: 'rater',
  level: 'level',
  solved: 'boolean',
  contacted: 'boolean',
  excluded: 'boolean',
  outcome: 'outcome',
  cause: 'cause',
  reviewAt: 'date',
  now: 'date',
  amount: 'count',
  unit: 'limitUnit',
  tags: 'tags',
  order: 'order',
  warning: 'warning',
}

/** The kind of a command's field, or of a variable. */
export const kindOfName = (name: string): Kind => kindsByName[name.split('.').pop() ?? name] ?? 'text'

/** The command's own fields with their kinds. */
export const fieldKinds = (type: CommandType): Record<string, Kind> =>
  Object.fromEntries(ownFields(type).map((name) => [name, kindOfName(name)]))
