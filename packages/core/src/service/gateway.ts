/** The port to a backend as the browser sees it: the untrusted side. It sends commands and shows what comes back. */
import type { FigureFilter } from '../insight/figure-filter.ts'
import type { Figures } from '../insight/figures.ts'
import type { CityData } from '../lifecycle/city.ts'
import type {
  Actor,
  AttachmentRef,
  Clock,
  Command,
  CommandType,
  Instant,
  Rejection,
  Status,
  Ticket,
  TicketEvent,
  Unit,
} from '../ticket/index.ts'
import type { FieldSpec } from '../lifecycle/fields.ts'
import type { Outbox } from './outbox.ts'
import type { Page, TicketQuery, TicketSummary } from './store.ts'

/** Set where what is shown does not come fresh from the backend alone. */
export interface Freshness {
  /** When this device got it from the backend, by its own clock; absent where it is fresh. */
  asOf?: Instant | undefined
  /** Commands that wait on this device, by the ticket that they change; what is shown has them in it. */
  waiting?: Record<string, number> | undefined
}

/** Of a page of a list. */
export interface Unread {
  /** How many tickets the backend named on it that cannot be read, and are left out; absent where none is. */
  unread?: number | undefined
}

export interface ExecuteOptions {
  /** Made at the tap and never again. */
  commandId: string
  /** The version the person saw; 0 for a new ticket. */
  ifVersion: number
  /** Called once the command is safe on this device; never by a gateway that keeps nothing. */
  onSaved?: () => void
}

/** What this backend can do; the elements hide the rest. */
export interface GatewayCapabilities {
  upload: boolean
  subscribe: boolean
  history: boolean
  figures: boolean
  /** Command types it understands; absent means all. */
  commands?: CommandType[]

  // The rest is for backends that were not made for this port: absent means that it can.

  /**
   * Fields that it cannot carry, by command: nobody is asked for them. Of `WHISTLE` and `EDIT` those of the draft:
   * `description`, `address`, `point`, `attachments`, `contactName`, `contactPhone`. Absent means that it carries all.
   */
  lostFields?: Partial<Record<CommandType, string[]>>
  /** Statuses that it tells apart; absent means all. */
  statuses?: Status[]
  /** What its lists can be narrowed by; absent means everything. */
  filters?: ListFilter[]
  /** How its lists can be sorted; absent means both. */
  orders?: NonNullable<ListQuery['order']>[]
  /** Whether a new ticket has the id that the client made; else `Outcome.ticket.id` is the one that leads to it. */
  clientIds?: boolean
  /** Whether the same command sent again is carried out once; else nobody may be told that sending again is safe. */
  replays?: boolean
  /** Whether a command on an old version is always told as a conflict; else it may be carried out all the same. */
  conflicts?: boolean
  /** Whether a resident's name and number go with a whistle; else nobody may be asked for them. */
  contacts?: boolean
  /** Whether it can be said before sending who will answer, and until when. */
  preview?: boolean
  /** Whether `city()` answers with everything that the city has set; else the policy is a guess. */
  wholeCity?: boolean
  /** Whether a history is chained by hashes, so that one sees that nobody touched it. */
  hashedHistory?: boolean
  /** Whether tickets of others are hidden. */
  privateTickets?: boolean
  /** Whether photos on tickets of others are hidden. */
  privatePhotos?: boolean
  /** Whether a photo is named by the digest of its bytes; else by that of its address, and its size may be unknown (1). */
  photoDigests?: boolean
}

/** What a list may be narrowed by. */
export type ListFilter = Exclude<keyof ListQuery, 'order' | 'limit' | 'cursor'>

/** A ticket with what goes with it on a screen. */
export interface TicketView {
  ticket: Ticket
  /** What the backend's own people call it, e.g. its 工单编号; absent where that is nothing but the end of its id. */
  number?: string | undefined
  /** Whom `ticket` names, so that no screen shows a bare id. */
  units: Record<string, Unit>
  actions: AvailableCommand[]
}

/** A command with whether this person may send it now, and if not, why. */
export interface AvailableCommand {
  type: CommandType
  enabled: boolean
  reason?: Rejection
  /** The form that the command needs, made from its schema; empty where one tap is enough. */
  fields: FieldSpec[]
}

export type Outcome =
  | {
      ok: true
      ticket: Ticket
      version: number
      replayed: boolean
      /** It waits on this device; `ticket` is what it will probably be. */
      pending?: true
    }
  | { ok: false; rejection: Rejection }
  /** Somebody was faster: decide again on the current state. */
  | { ok: false; conflict: { currentVersion: number; ticket?: Ticket } }
  | { ok: false; commandReused: true }

/** What a whistle would lead to, shown before sending. */
export interface WhistlePreview {
  leadUnit: Unit
  accept?: Clock
  handle?: Clock
}

/** What a client may filter by; tenant and visibility come from who asks. */
export type ListQuery = Omit<TicketQuery, 'tenantId' | 'visibility' | 'photo'>

export interface TicketChange {
  /** Rises from change to change; a place in the tenant's feed only for those who see everything in it. */
  position: number
  ticketId: string
  version: number
  summary: TicketSummary
}

/** Why a person looks, for the log of views of personal data. */
export interface Looking {
  /** At most 200 characters. */
  purpose?: string
}

export interface TicketGateway {
  readonly capabilities: GatewayCapabilities
  /** What waits on this device; only of a gateway that keeps commands there. */
  readonly outbox?: Outbox
  /** Who acts, as the backend understands it. */
  whoAmI(): Promise<Actor>
  /** Units, matter list and policy, for forms that work as one types. */
  city(): Promise<CityData>
  preview(matterCode: string, communityId: string): Promise<WhistlePreview>
  /** Throws a GatewayError where no answer came: sending the same again, with the same `commandId`, is safe. */
  execute(ticketId: string, command: Command, options: ExecuteOptions): Promise<Outcome>
  get(ticketId: string, looking?: Looking): Promise<(TicketView & Freshness) | undefined>
  history(ticketId: string, looking?: Looking): Promise<TicketEvent[]>
  query(query: ListQuery): Promise<Page<TicketSummary> & Freshness & Unread>
  /**
   * Calls back for every change that this person may see, until the signal aborts. Reconnects by itself; `onReset` tells
   * that changes were missed for good, so that what is shown has to be read anew.
   */
  subscribe(
    onChange: (change: TicketChange) => void,
    options: { signal: AbortSignal; onState?: (state: 'live' | 'waiting') => void; onReset?: () => void },
  ): void
  upload(
    photo: Blob,
    options?: { signal?: AbortSignal; onProgress?: (fraction: number) => void },
  ): Promise<AttachmentRef>
  /** The bytes of a photo that this person uploaded lately, or sees on a ticket; for all others it is not found. */
  download(sha256: string, options?: { size?: 'thumbnail' }): Promise<Blob>
  figures(filter?: FigureFilter): Promise<Figures>
}
