/** What a receiver is told of an event: who it concerns by identifier, where it stands, when it is due. No person. */
import type { TicketSummary } from '@chuishao/core/service'
import type { TicketEvent } from '@chuishao/core/ticket'
import { createHash } from 'node:crypto'
import type { EventType } from './event-types.ts'

/** An event of the feed, as the outbox hands it to a sender. */
export interface Occurrence {
  tenantId: string
  position: number
  type: EventType
  event: TicketEvent
  /** The list line after the event. */
  summary: TicketSummary
}

/** Parts of the list line that are sent where an endpoint asks for nothing else. None of them tells of a person. */
export const thinFields = [
  'status',
  'matterCode',
  'matterName',
  'category',
  'communityId',
  'leadUnitId',
  'assistUnitIds',
  'warning',
  'supervised',
  'supervisionLevel',
  'suspended',
  'designated',
  'dueAt',
] as const satisfies readonly (keyof TicketSummary)[]

/**
 * What an endpoint may be given beyond that. Telephone numbers and the like are hidden in both; an address or a
 * description may still say of whom one speaks.
 */
export const fullerFields = ['address', 'excerpt'] as const satisfies readonly (keyof TicketSummary)[]

export type DataField = (typeof thinFields)[number] | (typeof fullerFields)[number]

/** The body of a Standard Webhooks message: `type`, the moment it happened, and `data`. */
export function payloadOf(
  { tenantId, position, type, event, summary }: Occurrence,
  fields: readonly DataField[] = thinFields,
) {
  return {
    type,
    timestamp: event.at,
    data: {
      tenantId,
      ticketId: event.ticketId,
      version: event.version,
      /** Place in the tenant's feed: for whoever puts messages in order. */
      position,
      previousStatus: event.from,
      ...(event.actor.unitId !== undefined && { actingUnitId: event.actor.unitId }),
      ...(event.facts.closing !== undefined && { closing: event.facts.closing }),
      ...Object.fromEntries(
        fields.flatMap((field) => (summary[field] === undefined ? [] : [[field, summary[field]]])),
      ),
    },
  }
}

/** The same for the same event, however often and to whomever it is sent; has no full stop, as the signature needs. */
export function messageIdOf({ tenantId, event }: Pick<Occurrence, 'tenantId' | 'event'>): string {
  const name = JSON.stringify([tenantId, event.ticketId, event.version])
  return `msg_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
}
