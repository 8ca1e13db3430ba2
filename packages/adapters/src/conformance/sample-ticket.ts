/**
 * Valid tickets, events and append requests for testing a store. They follow the schemas, not the lifecycle: a store
 * decides nothing and verifies no hash chain.
 */
import type { AppendRequest, DeadlineRow, TicketSummary } from '@chuishao/core/service'
import { newTicket, type Actor, type Ticket, type TicketEvent } from '@chuishao/core/ticket'

export const sampleTenant = '150100'

export const sampleActor: Actor = {
  personId: 'grid-0001',
  name: '示例网格员',
  roles: ['gridWorker'],
  unitId: 'community-1',
}

/** The n-th ticket identifier; they sort as their numbers do. */
export const sampleTicketId = (n: number): string => `01970000-0000-7000-8000-${hex(n, 12)}`

/** A moment `minutes` after the sample day begins. */
export const sampleInstant = (minutes: number): string =>
  new Date(Date.UTC(2026, 2, 2) + minutes * 60_000).toISOString()

export interface SampleAppend {
  tenantId?: string
  ticketId?: string
  expectedVersion?: number
  commandId?: string
  fingerprint?: string
  /** Number of events. */
  events?: number
  /** Moment of the events. */
  at?: string
  /** Text of the comment that each event is. */
  text?: string
  /** Parts of the list line that matter to the test. */
  summary?: Partial<TicketSummary>
  deadlines?: DeadlineRow[]
}

/** An append request that fits together: state, list line and gapless events. */
export function sampleAppend(options: SampleAppend = {}): AppendRequest {
  const {
    tenantId = sampleTenant,
    ticketId = sampleTicketId(1),
    expectedVersion = 0,
    commandId = `${ticketId}:${expectedVersion}`,
    fingerprint = hex(1, 64),
    at = sampleInstant(expectedVersion),
    text = '路灯不亮',
    deadlines = [],
  } = options
  const events = Array.from({ length: options.events ?? 1 }, (_, index) =>
    sampleEvent(ticketId, expectedVersion + 1 + index, at, text),
  )
  const version = expectedVersion + events.length
  return {
    ref: { tenantId, ticketId },
    expectedVersion,
    commandId,
    fingerprint,
    ticket: sampleTicket(ticketId, version, at, text),
    summary: { ...sampleSummary(ticketId, version, at, text), ...options.summary },
    events,
    deadlines,
  }
}

function sampleTicket(ticketId: string, version: number, at: string, description: string): Ticket {
  return {
    ...newTicket(ticketId),
    status: 'whistled',
    version,
    draft: { description, location: { crs: 'gcj02', lng: 111.67, lat: 40.82, communityId: 'community-1' } },
    createdAt: sampleInstant(0),
    updatedAt: at,
    createdBy: sampleActor.personId,
    communityId: 'community-1',
    leadUnitId: 'department-1',
    whistledAt: sampleInstant(0),
  }
}

function sampleSummary(ticketId: string, version: number, at: string, excerpt: string): TicketSummary {
  return {
    ticketId,
    version,
    status: 'whistled',
    excerpt,
    communityId: 'community-1',
    leadUnitId: 'department-1',
    assistUnitIds: [],
    partyUnitIds: ['community-1', 'department-1'],
    createdBy: sampleActor.personId,
    warning: 'none',
    supervised: false,
    suspended: false,
    designated: false,
    createdAt: sampleInstant(0),
    updatedAt: at,
  }
}

function sampleEvent(ticketId: string, version: number, at: string, text: string): TicketEvent {
  return {
    ticketId,
    version,
    kind: 'command',
    at,
    actor: sampleActor,
    from: version === 1 ? 'draft' : 'whistled',
    to: 'whistled',
    command: { type: 'COMMENT', text },
    facts: {},
    previousHash: version === 1 ? '' : hex(version - 1, 64),
    hash: hex(version, 64),
  }
}

const hex = (n: number, length: number) => n.toString(16).padStart(length, '0')
