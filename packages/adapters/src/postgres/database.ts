/** The tables, as Kysely sees them. All begin with `whistle_`, so that they fit into a host's own database. */
import type { ColumnType } from 'kysely'

/** Stored as `json`, not `jsonb`: it keeps every character that a person may have typed, and the order of keys. */
type Json = ColumnType<unknown, string, string>

/** Drivers answer `bigint` as string, number or bigint; readers coerce. */
type BigIntColumn = ColumnType<unknown, number, number>

/** Instants are ISO text with collation "C": they sort as moments and come back to the character. */
type Moment = string

/** One row per ticket: its state, its list line, and the parts of the line that queries look at. */
export interface TicketTable {
  tenant_id: string
  ticket_id: string
  version: number
  state: Json
  summary: Json
  status: string
  warning: string
  matter_code: string | null
  category: string | null
  lead_unit_id: string | null
  community_id: string | null
  created_by: string | null
  citizen_id: string | null
  search_text: string
  updated_at: Moment
  /** The due date, or `none`, so that one keyset comparison serves both. */
  due_key: string
}

/** One row per ticket: what a text search looks up. It is written only where the ticket's text has changed. */
export interface SearchTable {
  tenant_id: string
  ticket_id: string
  tenant_grams: number[]
}

/** Which units take part in a ticket. */
export interface PartyTable {
  tenant_id: string
  unit_id: string
  ticket_id: string
}

/** One row per event, with the list line after it. */
export interface EventTable {
  tenant_id: string
  ticket_id: string
  version: number
  position: BigIntColumn
  event: Json
  summary: Json
}

/** One row per tenant: the latest feed position. Its row lock puts the tenant's commits in order, without a gap. */
export interface FeedTable {
  tenant_id: string
  position: BigIntColumn
}

/** One row per tenant whose feed somebody followed from outside. */
export interface FeedSecretTable {
  tenant_id: string
  secret: string
}

/** One row per command that took effect, with its first result. */
export interface CommandTable {
  tenant_id: string
  command_id: string
  ticket_id: string
  fingerprint: string
  version: number
  position: BigIntColumn
}

/** One row per running clock. */
export interface DeadlineTable {
  tenant_id: string
  ticket_id: string
  kind: string
  due_at: Moment
  leased_by: string | null
  leased_until: Moment | null
}

/** One row per look at personal data that is on record. */
export interface ViewTable {
  tenant_id: string
  ticket_id: string
  at: Moment
  view_id: string
  view: Json
}

/** How far the city-wide copy of a tenant is, and of which log. */
export interface RollupTable {
  tenant_id: string
  /** New with every building from zero. */
  build_id: string
  position: BigIntColumn
  last_hash: string
  last_event_at: Moment
}

/** One row per ticket of a tenant that is rolled up: its city-wide line, and what figures are counted from. */
export interface RollupTicketTable {
  tenant_id: string
  ticket_id: string
  /** Of the last event that is in. */
  position: BigIntColumn
  line: Json
  trace: Json
  status: string
  warning: string
  matter_code: string | null
  category: string | null
  updated_at: Moment
  due_key: Moment
}

/** One row per photo that is stored, or about to be. Its row lock keeps attaching, uploading and removing apart. */
export interface PhotoTable {
  tenant_id: string
  sha256: string
  /** Since when no ticket has it: its latest upload, or empty where an erasure took it; null where one has it. */
  free_since: Moment | null
}

/** Which tickets have a photo, now or in their history. */
export interface PhotoTicketTable {
  tenant_id: string
  sha256: string
  ticket_id: string
}

/** Who uploaded a photo, and when last. */
export interface PhotoUploadTable {
  tenant_id: string
  sha256: string
  person_id: string
  uploaded_at: Moment
}

/** One row per tenant and endpoint outside: how far it has been told what happened, and whether it is told now. */
export interface EndpointTable {
  tenant_id: string
  endpoint_id: string
  /** Up to this feed position, events have become deliveries. */
  position: BigIntColumn
  /** Nothing is sent before this moment: the endpoint asked for it, or it takes so many a minute. */
  hold_until: Moment | null
  /** First failure since the last success. */
  failing_since: Moment | null
  disabled_at: Moment | null
  disabled_for: string | null
}

/** One row per event and endpoint that is told of it. What is sent is read from the event: nothing of it is kept here. */
export interface DeliveryTable {
  tenant_id: string
  endpoint_id: string
  position: BigIntColumn
  /** `dead`: tried as often as it is tried, and kept for an operator to see and to replay. */
  status: 'pending' | 'delivered' | 'dead'
  attempts: number
  /** When it is tried next; null where it has ended. */
  due_at: Moment | null
  leased_by: string | null
  leased_until: Moment | null
  ended_at: Moment | null
  last_result: string | null
}

export interface Database {
  whistle_ticket: TicketTable
  whistle_search: SearchTable
  whistle_party: PartyTable
  whistle_event: EventTable
  whistle_feed: FeedTable
  whistle_feed_secret: FeedSecretTable
  whistle_command: CommandTable
  whistle_deadline: DeadlineTable
  whistle_view: ViewTable
  whistle_endpoint: EndpointTable
  whistle_delivery: DeliveryTable
  whistle_photo: PhotoTable
  whistle_photo_ticket: PhotoTicketTable
  whistle_photo_upload: PhotoUploadTable
  whistle_rollup: RollupTable
  whistle_rollup_ticket: RollupTicketTable
}
