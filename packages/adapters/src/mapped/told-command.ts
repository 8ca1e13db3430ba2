/** A row of a portal's log as the command that it was, with its fields: from the row, or from the ticket where only that tells. */
import { commandSchemas, commandTypes, type Command, type CommandType } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { ticketIdOf } from '../foreign/native-id.ts'
import { putAt, type JsonObject } from './at-path.ts'
import { fieldKinds } from './command-fields.ts'
import type { Field, PortalDescription } from './description.ts'
import { isTicketField, type historyFields, type TicketField } from './our-fields.ts'
import type { KnownPhotos } from './portal-photos.ts'
import { fieldReader, isMeant, type Values } from './read-fields.ts'
import type { TicketValues } from './ticket-of.ts'

export interface LogRow {
  /** As the portal gave it. */
  row: unknown
  /** What all rows have. */
  values: Values<typeof historyFields>
  /** What the portal calls the step. */
  native: string
}

/** The fields of a command that are in the row, and those that only the ticket tells. */
export function historyFieldsOf(type: CommandType, { history }: Pick<PortalDescription, 'history'>) {
  const ofRow: Record<string, Field> = {}
  const ofTicket: Record<string, TicketField> = {}
  for (const [name, field] of Object.entries(history?.commands?.[type]?.fields ?? {})) {
    if (field === undefined) continue
    if (typeof field !== 'object' || !('ofTicket' in field)) ofRow[name] = field
    else if (isTicketField(field.ofTicket)) ofTicket[name] = field.ofTicket
  }
  return { ofRow, ofTicket }
}

/** A text of the row stands for these, where nothing else is said of them. */
export const saidByText = [
  ...['text', 'reason', 'explanation', 'message', 'instruction'],
  ...['note', 'plan', 'task', 'comment'],
]

/** Makes a teller of rows; they come in their order. `ticket` is what the ticket's own record says now. */
export function commandTeller(
  ticketId: string,
  ticket: TicketValues,
  description: PortalDescription,
  photos: KnownPhotos,
): (rows: readonly LogRow[], url: string) => Command[] {
  const readers = commandTypes.map((type) => {
    const { ofRow, ofTicket } = historyFieldsOf(type, description)
    return [type, { read: fieldReader(ofRow, fieldKinds(type), description, photos), ofTicket }] as const
  })
  const readerOf = new Map(readers)

  return (rows, url) => {
    const types = rows.map((it) => typeOf(it, description))
    /** The record says the latest of each: whose it was before nobody knows. */
    const latest = new Map<TicketField, number>()
    types.forEach((type, index) => {
      const taken = type === undefined ? {} : (readerOf.get(type)?.ofTicket ?? {})
      for (const field of Object.values(taken)) latest.set(field, index)
    })
    return rows.map((it, index): Command => {
      const type = types[index]
      const reader = type && readerOf.get(type)
      if (type === undefined || reader === undefined) return withPhotosOf(ticketId, comment(it), photos)
      const { reasonCode, attachments, text } = it.values
      const said: JsonObject = { type, reasonCode, attachments }
      for (const name of saidByText) said[name] = text
      for (const [name, field] of Object.entries(reader.ofTicket))
        if (latest.get(field) === index && ticket[field] !== undefined) putAt(said, name, ticket[field])
      for (const [name, value] of Object.entries(reader.read(it.row, url)))
        putAt(said, name, name === 'intoTicketId' ? ticketIdOf(String(value)) : value)
      const parsed = z.safeParse(commandSchemas[type], said)
      return withPhotosOf(ticketId, parsed.success ? parsed.data : comment(it), photos)
    })
  }
}

/** By what only its own rows have, else by the table of codes. */
const typeOf = ({ row, values }: LogRow, { history }: PortalDescription): CommandType | undefined =>
  commandTypes.find((type) => {
    const only = history?.commands?.[type]?.only
    return only !== undefined && isMeant(row, only)
  }) ?? values.command

/** By the portal's own name of the step, so that nobody takes it for what somebody only said. */
function comment({ native, values: { text, attachments } }: LogRow): Command {
  const said = [native, text].filter((it) => it !== undefined && it !== '').join('：')
  return {
    type: 'COMMENT',
    text: said === '' ? '—' : said.slice(0, 2000),
    ...(attachments && { attachments }),
  }
}

const withPhotosOf = (ticketId: string, command: Command, photos: KnownPhotos): Command =>
  'attachments' in command && command.attachments
    ? { ...command, attachments: photos.on(ticketId, command.attachments) }
    : command
