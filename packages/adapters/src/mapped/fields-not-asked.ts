/** What nobody need be asked for, because no request of the portal says it: a field that is refused or lost is not shown. */
import type { GatewayCapabilities } from '@chuishao/core/service'
import { commandTypes, type CommandType } from '@chuishao/core/ticket'
import { isAboutDraft, mayStayOpen } from './command-fields.ts'
import type { PortalCommand, PortalDescription } from './description.ts'
import { unsaidFields } from './lost-fields.ts'

export type LostFields = NonNullable<GatewayCapabilities['lostFields']>

/** Of these two one is needed: where a request says neither, people are asked for both all the same. */
const eitherOf: Partial<Record<CommandType, [string, string]>> = {
  RETURN: ['suggestedUnitId', 'violatedMatterCode'],
  WHISTLE: ['address', 'point'],
  EDIT: ['address', 'point'],
}

/** Nobody fills these in: they follow from the matter, from who acts, and from the point. */
const notFilledIn = ['matterCode', 'communityId', 'citizenId', 'crs']

/** As `GatewayCapabilities.lostFields`: what has to be filled in is not among them, and is asked for also where its loss is accepted. */
export function fieldsNotAsked(description: PortalDescription): LostFields {
  const entries = commandTypes.flatMap((type): [CommandType, string[]][] => {
    const command = description.commands[type]
    if (command === undefined) return []
    const unsaid = unsaidFields(type, command, description).filter((it) => !notFilledIn.includes(it))
    const named = isAboutDraft(type) ? unsaid.map(ofPoint) : unsaid.filter((it) => mayStayOpen(type, it))
    const lost = new Set(named)
    // What cannot be uploaded cannot be sent along either.
    if (description.upload === undefined && mayStayOpen(type, 'attachments')) lost.add('attachments')
    const pair = eitherOf[type]
    if (pair?.every((it) => lost.has(it))) for (const it of pair) lost.delete(it)
    return lost.size > 0 ? [[type, [...lost]]] : []
  })
  return Object.fromEntries(entries)
}

/** What everybody has to fill in, no request says, and nobody has accepted to lose: with it the command is refused each time. */
export const neverSent = (
  type: CommandType,
  command: PortalCommand,
  description: PortalDescription,
): string[] =>
  isAboutDraft(type)
    ? []
    : unsaidFields(type, command, description).filter(
        (it) => !mayStayOpen(type, it) && !command.loses?.includes(it),
      )

/** Half a point is none. */
export const ofPoint = (name: string) => (name === 'lng' || name === 'lat' ? 'point' : name)
