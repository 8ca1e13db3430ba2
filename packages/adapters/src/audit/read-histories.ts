/** Reads tickets page by page, each with everything that belongs to it, as it stood at one moment. */
import { DeadlineKind, type Ticket, type TicketEvent } from '@chuishao/core/ticket'
import { EventOfAnyVersion, TicketOfAnyVersion } from '@chuishao/core/versions'
import type { Kysely, Transaction } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../postgres/database.ts'
import { BigIntColumn } from '../postgres/read-row.ts'
import type { ListColumns } from './check-list.ts'
import type { StoredHistory } from './check-ticket.ts'

export type ReadHistory =
  | (StoredHistory & { ok: true; columns: ListColumns })
  /** A row that nobody can read, or that has more in it than was ever written. */
  | { ok: false; ticketId: string; version?: number; found: string }

const nullable = z.nullable(z.string())
const TicketRow = z.object({
  ticket_id: z.string(),
  version: z.int(),
  state: z.unknown(),
  status: z.string(),
  warning: z.string(),
  lead_unit_id: nullable,
  community_id: nullable,
  created_by: nullable,
  citizen_id: nullable,
  matter_code: nullable,
  category: nullable,
  search_text: z.string(),
  updated_at: z.string(),
  due_key: z.string(),
  summary: z.unknown(),
})
const EventRow = z.object({
  ticket_id: z.string(),
  version: z.int(),
  position: BigIntColumn,
  event: z.unknown(),
  summary: z.unknown(),
})
const DeadlineRow = z.object({ ticket_id: z.string(), kind: z.string(), due_at: z.string() })
const PhotoRow = z.object({ ticket_id: z.string(), sha256: z.string() })
const SearchRow = z.object({ ticket_id: z.string(), tenant_grams: z.array(z.int()) })
const PartyRow = z.object({ ticket_id: z.string(), unit_id: z.string() })

/** The event as it stands there, so that a field which the schema does not know breaks the hash. */
const RawEvent = z.custom<TicketEvent>((raw) => z.safeParse(EventOfAnyVersion, raw).success)

/** The next tickets of a tenant by identifier, fewer than `limit` only at the end. */
export function historiesAfter(
  db: Kysely<Database>,
  tenantId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ReadHistory[]> {
  // One moment for all four questions: people may go on working.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const tickets = await ticketsAfter(tx, tenantId, { after, limit })
      const ids = tickets.map((row) => row.ticket_id)
      if (ids.length === 0) return []
      const rows = {
        events: groupByTicket(await eventsOf(tx, tenantId, ids)),
        deadlines: groupByTicket(await deadlinesOf(tx, tenantId, ids)),
        parties: groupByTicket(await partiesOf(tx, tenantId, ids)),
        photos: groupByTicket(await photosOf(tx, tenantId, ids)),
        search: groupByTicket(await searchOf(tx, tenantId, ids)),
      }
      return tickets.map((ticket) => historyOf(tenantId, ticket, rows))
    })
}

interface RowsByTicket {
  events: Map<string, z.infer<typeof EventRow>[]>
  deadlines: Map<string, z.infer<typeof DeadlineRow>[]>
  parties: Map<string, z.infer<typeof PartyRow>[]>
  photos: Map<string, z.infer<typeof PhotoRow>[]>
  search: Map<string, z.infer<typeof SearchRow>[]>
}

function historyOf(
  tenantId: string,
  row: z.infer<typeof TicketRow>,
  { events, deadlines, parties, photos, search }: RowsByTicket,
): ReadHistory {
  const ticketId = row.ticket_id
  const state = readState(row.state)
  if (!state.ok) return { ok: false, ticketId, found: `the state cannot be read: ${state.found}` }
  const read: StoredHistory['events'] = []
  const clocks: StoredHistory['deadlines'] = []
  for (const { kind, due_at: dueAt } of deadlines.get(ticketId) ?? []) {
    const known = z.safeParse(DeadlineKind, kind)
    if (!known.success) return { ok: false, ticketId, found: 'a deadline of a kind that is not known' }
    clocks.push({ kind: known.data, dueAt })
  }
  for (const { version, position, event: raw, summary } of events.get(ticketId) ?? []) {
    const event = readEvent(raw)
    if (!event.ok) return { ok: false, ticketId, version, found: `the event cannot be read: ${event.found}` }
    read.push({ version, position, event: event.event, summary })
  }
  return {
    ok: true,
    tenantId,
    ticketId,
    version: row.version,
    state: state.state,
    events: read,
    deadlines: clocks,
    columns: {
      status: row.status,
      warning: row.warning,
      leadUnitId: row.lead_unit_id,
      communityId: row.community_id,
      createdBy: row.created_by,
      citizenId: row.citizen_id,
      partyUnitIds: (parties.get(ticketId) ?? []).map((it) => it.unit_id),
      matterCode: row.matter_code,
      category: row.category,
      searchText: row.search_text,
      searchGrams: search.get(ticketId)?.[0]?.tenant_grams ?? [],
      updatedAt: row.updated_at,
      dueKey: row.due_key,
      photos: (photos.get(ticketId) ?? []).map((it) => it.sha256),
      summary: row.summary,
    },
  }
}

function readState(raw: unknown): { ok: true; state: Ticket } | { ok: false; found: string } {
  try {
    const state = z.safeParse(TicketOfAnyVersion, raw)
    return state.success ? { ok: true, state: state.data } : { ok: false, found: pathsOf(state.error) }
  } catch (error) {
    return { ok: false, found: messageOf(error) }
  }
}

function readEvent(raw: unknown): { ok: true; event: TicketEvent } | { ok: false; found: string } {
  try {
    const event = z.safeParse(RawEvent, raw)
    if (event.success) return { ok: true, event: event.data }
    const { error } = z.safeParse(EventOfAnyVersion, raw)
    return { ok: false, found: error ? pathsOf(error) : '' }
  } catch (error) {
    return { ok: false, found: messageOf(error) }
  }
}

/** Where it does not fit, without what stands there: that may be personal. */
const pathsOf = ({ issues }: z.core.$ZodError) =>
  [...new Set(issues.map(({ path }) => path.join('.') || 'as a whole'))].join(', ')

/** Of data of a newer version. */
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

type Tx = Transaction<Database>

async function ticketsAfter(
  tx: Tx,
  tenantId: string,
  { after, limit }: { after: string | undefined; limit: number },
) {
  const rows = await tx
    .selectFrom('whistle_ticket')
    .select(['ticket_id', 'version', 'state', 'status', 'warning'])
    .select(['lead_unit_id', 'community_id', 'created_by', 'citizen_id', 'matter_code', 'category'])
    .select(['search_text', 'updated_at', 'due_key', 'summary'])
    .where('tenant_id', '=', tenantId)
    .$if(after !== undefined, (later) => later.where('ticket_id', '>', after ?? ''))
    .orderBy('ticket_id')
    .limit(limit)
    .execute()
  return z.parse(z.array(TicketRow), rows)
}

async function eventsOf(tx: Tx, tenantId: string, ids: string[]) {
  const rows = await tx
    .selectFrom('whistle_event')
    .select(['ticket_id', 'version', 'position', 'event', 'summary'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .orderBy('ticket_id')
    .orderBy('version')
    .execute()
  return z.parse(z.array(EventRow), rows)
}

async function deadlinesOf(tx: Tx, tenantId: string, ids: string[]) {
  const rows = await tx
    .selectFrom('whistle_deadline')
    .select(['ticket_id', 'kind', 'due_at'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .execute()
  return z.parse(z.array(DeadlineRow), rows)
}

async function partiesOf(tx: Tx, tenantId: string, ids: string[]) {
  const rows = await tx
    .selectFrom('whistle_party')
    .select(['ticket_id', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .execute()
  return z.parse(z.array(PartyRow), rows)
}

async function photosOf(tx: Tx, tenantId: string, ids: string[]) {
  const rows = await tx
    .selectFrom('whistle_photo_ticket')
    .select(['ticket_id', 'sha256'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .execute()
  return z.parse(z.array(PhotoRow), rows)
}

async function searchOf(tx: Tx, tenantId: string, ids: string[]) {
  const rows = await tx
    .selectFrom('whistle_search')
    .select(['ticket_id', 'tenant_grams'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ids)
    .execute()
  return z.parse(z.array(SearchRow), rows)
}

function groupByTicket<Row extends { ticket_id: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.ticket_id)
    if (group) group.push(row)
    else groups.set(row.ticket_id, [row])
  }
  return groups
}
