/** What the memory store keeps for one tenant. Everything is copied on the way in and on the way out. */
import type { DeadlineRow, FeedItem, StoredCommand, TicketSummary } from '@chuishao/core/service'
import type { ViewEvent } from '@chuishao/core/privacy'
import type { Ticket, TicketEvent } from '@chuishao/core/ticket'

export interface MemoryDeadline extends DeadlineRow {
  leasedUntil?: string
}

export interface MemoryTicket {
  ticket: Ticket
  summary: TicketSummary
  /** Version v is at index v − 1. */
  events: TicketEvent[]
  deadlines: MemoryDeadline[]
}

export interface MemoryTenant {
  tickets: Map<string, MemoryTicket>
  commands: Map<string, StoredCommand>
  /** Every event at its feed position: position p is at index p − 1. */
  feed: FeedItem[]
  /** Looks at personal data, oldest first. */
  views: ViewEvent[]
}

export const createTenant = (): MemoryTenant => ({
  tickets: new Map(),
  commands: new Map(),
  feed: [],
  views: [],
})
