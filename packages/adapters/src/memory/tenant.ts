/** What the memory store keeps for one tenant. Everything is copied on the way in and on the way out. */
import type { DeadlineRow, FeedItem, StoredCommand, TicketSummary } from '@chuishao/core/service'
import type { ViewEvent } from '@chuishao/core/privacy'
import type { Instant, Ticket, TicketEvent } from '@chuishao/core/ticket'
import { randomSalt } from '../salt/random-salt.ts'

export interface MemoryDeadline extends DeadlineRow {
  leasedUntil?: string
}

export interface MemoryTicket {
  ticket: Ticket
  summary: TicketSummary
  /** Version v is at index v − 1. */
  events: TicketEvent[]
  deadlines: MemoryDeadline[]
  /** Digests of its photos. */
  photos: Set<string>
}

/** A photo that is stored, or about to be. */
export interface MemoryPhoto {
  /** When each person uploaded it last. */
  uploads: Map<string, Instant>
  /** Since when no ticket has it: its latest upload, or empty where an erasure took it; absent where one has it. */
  freeSince?: Instant
  /** Ends when its bytes are removed, or could not be. */
  release?: Promise<void>
}

export interface MemoryTenant {
  tickets: Map<string, MemoryTicket>
  commands: Map<string, StoredCommand>
  /** Every event at its feed position: position p is at index p − 1. */
  feed: FeedItem[]
  feedSecret: string
  /** Looks at personal data, oldest first. */
  views: ViewEvent[]
  /** By digest. */
  photos: Map<string, MemoryPhoto>
}

export const createTenant = (): MemoryTenant => ({
  tickets: new Map(),
  commands: new Map(),
  feed: [],
  feedSecret: randomSalt(),
  views: [],
  photos: new Map(),
})
