/** What a described portal can do: all of it follows from the description, nothing is declared twice. */
import type { GatewayCapabilities, ListFilter, ListQuery } from '@chuishao/core/service'
import { commandTypes, statuses } from '@chuishao/core/ticket'
import type { PortalDescription } from './description.ts'
import { fieldsNotAsked, neverSent } from './fields-not-asked.ts'
import { variablesOf } from './request-line.ts'
import { partNamed } from './variables.ts'

const listFilters = [
  'statuses',
  'leadUnitId',
  'communityId',
  'category',
  'matterCode',
  'warning',
  'text',
] as const satisfies ListFilter[]

/** What a list may be asked for, by the variables in its request. */
export const listVariables: string[] = [...listFilters, 'order', 'page', 'offset', 'limit', 'cursor']

export function capabilitiesOf(description: PortalDescription): GatewayCapabilities {
  const { commands, states, list, upload, history, promises = {}, values = {}, ticket } = description
  const asked = variablesOf(list).map((name) => partNamed(name)[0])
  const order = values.order
  const lostFields = fieldsNotAsked(description)
  const { WHISTLE: lost = [] } = lostFields
  return {
    upload: upload !== undefined,
    subscribe: false,
    history: history !== undefined,
    figures: false,
    commands: commandTypes.filter(
      (type) => commands[type] !== undefined && neverSent(type, commands[type], description).length === 0,
    ),
    lostFields,
    contacts: !(lost.includes('contactName') && lost.includes('contactPhone')),
    statuses: statuses.filter((status) => states.codes[status] !== undefined),
    filters: listFilters.filter((filter) => asked.includes(filter)),
    orders:
      asked.includes('order') && order && 'codes' in order
        ? orders.filter((it) => order.codes[it] !== undefined)
        : ['updated'],
    clientIds:
      ticket.uuids === true && (commands.WHISTLE ? variablesOf(commands.WHISTLE).includes('id') : false),
    replays: false,
    conflicts: promises.conflicts === true,
    preview: tellsLimits(description),
    wholeCity: false,
    hashedHistory: false,
    privateTickets: promises.privateTickets !== false,
    // Only whoever saw a photo on this page knows its address: nothing can be promised about others.
    privatePhotos: false,
    photoDigests: false,
  }
}

const orders: NonNullable<ListQuery['order']>[] = ['updated', 'due']

/** Who will answer is said together with until when, or not at all. */
function tellsLimits({ city: { policy, matters } }: PortalDescription): boolean {
  if (policy?.profile !== undefined) return true
  return Array.isArray(matters)
    ? matters.every((it) => it.acceptLimit && it.handleLimit)
    : matters.fields.acceptHours !== undefined && matters.fields.handleHours !== undefined
}
