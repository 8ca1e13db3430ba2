/** Somebody who is told what happens: what they want to hear, and how one tells them. */
import type { TicketSummary } from '@chuishao/core/service'
import { eventTypes, namesType, type EventType } from './event-types.ts'
import type { Occurrence } from './payload.ts'

export type EndpointKind = 'webhook' | 'wecom' | 'dingtalk' | 'feishu'

/** What an endpoint wants to hear. */
export interface EndpointFilter {
  /** Types of events, or `ticket.return.*` for all below; every type where absent. */
  events?: readonly string[] | undefined
  /** Only of these tenants; of all that the service has where absent. */
  tenants?: readonly string[] | undefined
  /** Only tickets in which one of these units takes part, or took part. */
  units?: readonly string[] | undefined
}

export interface Endpoint extends EndpointFilter {
  /** Names its rows in the database: another one is another endpoint, which begins anew. */
  id: string
  kind: EndpointKind
  /** Where it is, without what is secret in its address. */
  host: string
  /** What a new endpoint is told first: what happens from now on, or everything that ever happened. */
  from: 'now' | 'beginning'
  /** Requests to it at a time, in each process. */
  concurrency: number
  /** Longest time that one request may take, in milliseconds. */
  timeoutMs: number
  /** Events in one request at most. */
  batch: number
  /** Requests a minute at most, of all processes together; no limit where absent. */
  perMinute?: number | undefined
  /** Tells it of events of one tenant, in one request. Never rejects. */
  send(occurrences: readonly Occurrence[], context: SendContext): Promise<SendResult>
  /** Tells it that this is a test. */
  sendTest(context: SendContext): Promise<SendResult>
}

export interface SendContext {
  /** The moment of the attempt, in milliseconds since 1970. */
  at: number
  signal?: AbortSignal | undefined
}

export interface SendResult {
  ok: boolean
  /** What came of it, in a word for operators: `http 204`, `timeout`, `errcode 45009 …`. Tells nothing of a ticket. */
  result: string
  /** The endpoint wants nothing at all for so long, in milliseconds. */
  holdMs?: number
  /** The endpoint wants nothing ever again. */
  gone?: boolean
}

/** Whether an endpoint wants to hear of an event. */
export const wants = (
  { events = eventTypes, units }: EndpointFilter,
  type: EventType,
  { partyUnitIds }: Pick<TicketSummary, 'partyUnitIds'>,
): boolean =>
  events.some((pattern) => namesType(pattern, type)) &&
  (units === undefined || units.some((unit) => partyUnitIds.includes(unit)))
