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

export interface Database {
  whistle_ticket: TicketTable
  whistle_party: PartyTable
  whistle_event: EventTable
  whistle_feed: FeedTable
  whistle_command: CommandTable
  whistle_deadline: DeadlineTable
  whistle_view: ViewTable
}
