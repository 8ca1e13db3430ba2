/** What a person fills in and a request has no place for: told by the tester, and refused before anything is sent. */
import type { Command, CommandType } from '@chuishao/core/ticket'
import { valueAt } from './at-path.ts'
import { isAboutDraft, ownFields } from './command-fields.ts'
import { placeOf } from './convert.ts'
import type { PortalCommand, PortalDescription } from './description.ts'
import { draftFields, ticketFields, type TicketField } from './our-fields.ts'
import { conversionsOf } from './read-fields.ts'
import { variablesOf } from './request-line.ts'
import { partNamed } from './variables.ts'
import { draftValues, isDraftField } from './write-draft.ts'

/** Every field that the command's request does not say, whether its loss is accepted or not. */
export function unsaidFields(type: CommandType, command: PortalCommand, description: PortalDescription) {
  const said = saidBy(command)
  const unsaid: string[] = ownFields(type).filter((name) => !said.includes(name))
  const ofDraft = isAboutDraft(type) ? draftFields.filter((it) => !isTold(it, command, description)) : []
  return [...unsaid, ...ofDraft]
}

/** Those of them that this command has filled in, and that nobody has accepted to lose. */
export function lostFields(command: Command, described: PortalCommand, description: PortalDescription) {
  const { loses = [] } = described
  const draft = 'draft' in command ? command.draft : undefined
  const { lng, lat } = draft?.location ?? {}
  const point: [number, number] | undefined = lng === undefined || lat === undefined ? undefined : [lng, lat]
  const values = draft && draftValues({ ...draft, ...(point && { point }) })
  // What a point is in says nothing without the point.
  return unsaidFields(command.type, described, description).filter(
    (name) =>
      name !== 'crs' &&
      !loses.includes(name) &&
      isFilled(isDraftField(name) && values ? values[name] : valueAt(command, name), name),
  )
}

const isFilled = (value: unknown, name: string): boolean =>
  value !== undefined &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0) &&
  // Nobody has claimed anything.
  !(name === 'contacted' && value === false)

const saidBy = (command: PortalCommand) => variablesOf(command).map((name) => partNamed(name)[0])

/** As part of the record, or by its name. */
function isSaid(field: string, command: PortalCommand, readOnly: boolean): boolean {
  const { record = false } = command
  const inRecord = record === true || (Array.isArray(record) && record.includes(field))
  return (inRecord && !readOnly) || saidBy(command).includes(field)
}

/** What is always the same there need not be said. */
export function isTold(field: TicketField, command: PortalCommand, description: PortalDescription): boolean {
  const place = description.ticket.fields[field]
  if (place === undefined) return saidBy(command).includes(field)
  const { as, readOnly } = placeOf(place, ticketFields[field], conversionsOf(description))
  return isSaid(field, command, readOnly) || (as !== undefined && 'constant' in as)
}
