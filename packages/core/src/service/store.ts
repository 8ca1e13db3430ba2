/** The port to storage: the trusted side. It appends events and answers questions; it decides nothing. */
import type { ViewEvent } from '../privacy/view-event.ts'
import type { DeadlineKind, Instant, Status, Ticket, TicketEvent, AttachmentRef } from '../ticket/index.ts'

/** Names one ticket of one tenant (a prefecture or district). Nothing ever crosses tenants. */
export interface TicketRef {
  tenantId: string
  ticketId: string
}

export interface StoreCapabilities {
  /** What survives: nothing, a crash of the process, a loss of power. */
  durability: 'memory' | 'process' | 'power'
}

/** One line of a list: what is filtered, sorted and shown without loading the ticket. */
export interface TicketSummary {
  ticketId: string
  version: number
  status: Status
  matterCode?: string
  matterName?: string
  category?: string
  /** First 120 characters of the description, without telephone numbers and the like. */
  excerpt: string
  address?: string
  communityId?: string
  leadUnitId?: string
  assistUnitIds: string[]
  /** Every unit that has or had a part in it, the community included. */
  partyUnitIds: string[]
  createdBy?: string
  citizenId?: string
  warning: Ticket['warning']
  supervised: boolean
  /** See `Ticket`. */
  supervisionLevel?: number
  suspended: boolean
  designated: boolean
  /** The next moment at which a person has to have acted. */
  dueAt?: Instant
  createdAt: Instant
  updatedAt: Instant
  /** First photo of the whistle, for a thumbnail. */
  photo?: AttachmentRef
}

/** Whose tickets may be seen; the service derives it from the actor, never the client. */
export interface Visibility {
  /** Tickets in which one of these units takes part, … */
  unitIds?: string[]
  /** … or which this resident is on, … */
  citizenId?: string
  /** … or which this person created. */
  createdBy?: string
}

export interface TicketQuery {
  tenantId: string
  /** Absent: everything in the tenant. Several conditions: any of them. */
  visibility?: Visibility
  statuses?: Status[]
  leadUnitId?: string
  communityId?: string
  category?: string
  matterCode?: string
  warning?: Ticket['warning']
  /** Substring of matter name, excerpt or address. */
  text?: string
  /** Digest of a photo that is attached to the ticket, now or in its history. */
  photo?: string
  /** `updated`: latest change first. `due`: soonest first, without a date last. */
  order?: 'updated' | 'due'
  /** 1 to 200, 50 by default; what is outside is brought inside. */
  limit?: number
  /** Opaque, from the page before. */
  cursor?: string
}

export interface Page<T> {
  items: T[]
  /** Absent on the last page. */
  nextCursor?: string
}

export interface StoredTicket {
  ticket: Ticket
}

export interface DeadlineRow {
  kind: DeadlineKind
  dueAt: Instant
}

export interface AppendRequest {
  ref: TicketRef
  /** Version the decision was made on; 0 for a ticket that is not stored yet. Never optional. */
  expectedVersion: number
  /** Made at the tap and never again. */
  commandId: string
  /** Digest of command and actor: the same `commandId` with another fingerprint is refused. */
  fingerprint: string
  ticket: Ticket
  summary: TicketSummary
  /** Versions `expectedVersion + 1 …`, without gaps. */
  events: TicketEvent[]
  /** All clocks that run after this event; replaces the ticket's rows. */
  deadlines: DeadlineRow[]
  /**
   * True where the ticket has the same parties and deadlines as at `expectedVersion`, whose rows are there. Most commands
   * leave both; a store that knows need not go through them, and one that does not care may.
   */
  sameRows?: boolean
  /** Digests of the photos that the events attach; each of them must be on record (`noteUpload`). */
  photos?: readonly string[]
}

export interface EraseRequest extends AppendRequest {
  /** The list lines after each version, from 1 to the new one, without personal data: they replace the stored ones. */
  lines: TicketSummary[]
  /** Digests of photos that the ticket loses; with them goes who uploaded them. */
  erasedPhotos?: readonly string[]
}

export type AppendResult =
  | {
      ok: true
      version: number
      /** Feed position in the tenant, from 1, gapless. */ position: number
      replayed: boolean
    }
  | { ok: false; reason: 'versionConflict'; currentVersion: number }
  | { ok: false; reason: 'commandReused' }
  /** A photo that the events attach is not on record, or not any more. */
  | { ok: false; reason: 'photoMissing' }
  /** The same command is being stored at this moment, by another process or request: its result is not known yet. */
  | { ok: false; reason: 'commandInProgress' }

export interface StoredCommand {
  ref: TicketRef
  fingerprint: string
  version: number
  position: number
}

export interface FeedItem {
  position: number
  ticketId: string
  version: number
  /** The list line after this event. */
  summary: TicketSummary
  event: TicketEvent
}

export interface DueDeadline extends TicketRef, DeadlineRow {}

/** Names a photo by the SHA-256 of its bytes. */
export interface PhotoName {
  tenantId: string
  sha256: string
}

/** That a person uploaded a photo. */
export interface Upload extends PhotoName {
  personId: string
  at: Instant
}

export interface TicketStore {
  readonly capabilities: StoreCapabilities
  load(ref: TicketRef): Promise<StoredTicket | undefined>
  /** Events in order of version. `limit` as in `TicketQuery`: 1 to 200, 50 by default. */
  history(ref: TicketRef, page?: { limit?: number; cursor?: string }): Promise<Page<TicketEvent>>
  /**
   * Ticket, events, idempotency row and deadlines in one transaction. A replay returns the first result; one that comes
   * while the first is still being stored is told so at once, or waits for it where the store cannot tell.
   */
  append(request: AppendRequest): Promise<AppendResult>
  /**
   * As `append`, and in the same transaction takes `personal` out of every event of the ticket, replaces the list lines
   * that were kept with them, and forgets the fingerprints of its commands (`erasedFingerprint`), which are digests of
   * what is erased. Nothing else of an event changes.
   */
  erase(request: EraseRequest): Promise<AppendResult>
  /**
   * Puts one look at a resident's data on record. False, and nothing is stored, where the same person's look at the same
   * ticket for the same purpose, which covered these parts, is on record within the time before.
   */
  logView(tenantId: string, view: ViewEvent, options: { withinMs: number }): Promise<boolean>
  /** Who looked at the resident's data of a ticket, latest first. `limit` as in `TicketQuery`. */
  views(ref: TicketRef, page?: { limit?: number; cursor?: string }): Promise<Page<ViewEvent>>
  /** The first result of a command, to answer a replay without deciding again. */
  command(tenantId: string, commandId: string): Promise<StoredCommand | undefined>
  query(query: TicketQuery): Promise<Page<TicketSummary>>
  /** Yields what was appended after a position, then waits for more until `signal` aborts. */
  feed(tenantId: string, options: { after: number; signal: AbortSignal }): AsyncIterable<FeedItem>
  /** The latest feed position, 0 where there is none. */
  position(tenantId: string): Promise<number>
  /**
   * A secret of the tenant's feed: 32 hexadecimal digits or more, made at random when it is first asked for, and the same
   * ever after and for every process. Positions are told to residents under it, who must not count what others do.
   */
  feedSecret(tenantId: string): Promise<string>
  /** Events of all tickets in feed order, for figures. */
  events(tenantId: string, options?: { after?: number }): AsyncIterable<TicketEvent>
  /**
   * Takes due deadlines under a lease, so that two pollers never work on the same one at once. A tenant with very many does
   * not stand before the others: theirs come in the same claim, as far as `limit` reaches.
   */
  claimDue(options: { now: Instant; limit: number; leaseMs: number; owner: string }): Promise<DueDeadline[]>
  /**
   * Puts a photo and who uploaded it on record, before its bytes are stored. Waits while the same photo is being released.
   * Of several uploads by one person the latest counts.
   */
  noteUpload(upload: Upload): Promise<void>
  /** When this person uploaded this photo last; undefined where that is not on record (any more). */
  uploadedAt(photo: PhotoName, personId: string): Promise<Instant | undefined>
  /** Digests of the photos that are attached to a ticket, now or in its history, without erased ones; in ascending order, each once. */
  photosOf(ref: TicketRef): Promise<string[]>
  /**
   * Photos that no ticket has and that were uploaded last at `before` or earlier, and those that an erasure took from the
   * last ticket that had them; in order of tenant and digest, beyond `after`.
   */
  unneededPhotos(options: { before: Instant; limit: number; after?: PhotoName }): Promise<PhotoName[]>
  /**
   * Takes a photo off the record, and calls `remove` for its bytes while nobody can attach or upload it. False, and nothing
   * happens, where it is needed after all, or somebody else is at it. Where `remove` rejects, so does this, and the photo
   * stays on record; `remove` may be called again, and must not ask this store.
   * @param options `before` as in `unneededPhotos`; without it only what an erasure took is released
   */
  releasePhoto(photo: PhotoName, options: { before?: Instant }, remove: () => Promise<void>): Promise<boolean>
  close(): Promise<void>
}
