/** What a command may say: its own fields, and for a draft the fields of the draft. */
import { commandSchemas, commandTypes, type CommandType } from '@chuishao/core/ticket'
import { draftFields } from '../our-fields.ts'

export const isCommandType = (name: string): name is CommandType => commandTypes.some((it) => it === name)

/** The command's own fields; a limit has two parts. */
export const ownFields = (type: CommandType): string[] =>
  Object.keys(commandSchemas[type].shape).flatMap((name) =>
    name === 'type' || name === 'draft' ? [] : name === 'by' ? ['by.amount', 'by.unit'] : [name],
  )

/** These two begin a ticket. */
export const isAboutDraft = (type: string): boolean => type === 'WHISTLE' || type === 'EDIT'

export const fieldsOfCommand = (type: CommandType): string[] => [
  ...ownFields(type),
  ...(isAboutDraft(type) ? draftFields : []),
]
