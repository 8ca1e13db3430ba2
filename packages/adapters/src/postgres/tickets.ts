/** Questions about the ticket row: its state, its version. */
import type { AppendRequest, TicketRef } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import { TicketOfAnyVersion } from '@chuishao/core/versions'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { noDueDate } from '../store/list-order.ts'
import { searchText } from '../store/search-text.ts'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'

const StateRow = z.object({ state: TicketOfAnyVersion })
const VersionRow = z.object({ version: z.int() })

export async function stateOfTicket(db: Kysely<Database>, ref: TicketRef): Promise<Ticket | undefined> {
  const row = await db
    .selectFrom('whistle_ticket')
    .select('state')
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .executeTakeFirst()
  return row && readRow('whistle_ticket', StateRow, row).state
}

/** 0 where the ticket is not stored. */
export async function versionOfTicket(db: Kysely<Database>, ref: TicketRef): Promise<number> {
  const row = await db
    .selectFrom('whistle_ticket')
    .select('version')
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .executeTakeFirst()
  return row ? readRow('whistle_ticket', VersionRow, row).version : 0
}

/** False where the ticket is there already. */
export async function insertTicket(db: Kysely<Database>, request: AppendRequest): Promise<boolean> {
  const { tenantId, ticketId } = request.ref
  const row = await db
    .insertInto('whistle_ticket')
    .values({ tenant_id: tenantId, ticket_id: ticketId, ...columnsOf(request) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'ticket_id']).doNothing())
    .returning('version')
    .executeTakeFirst()
  return row !== undefined
}

/** False where the ticket is not at the expected version. The row stays locked until the transaction ends. */
export async function replaceTicket(db: Kysely<Database>, request: AppendRequest): Promise<boolean> {
  const row = await db
    .updateTable('whistle_ticket')
    .set(columnsOf(request))
    .where('tenant_id', '=', request.ref.tenantId)
    .where('ticket_id', '=', request.ref.ticketId)
    .where('version', '=', request.expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row !== undefined
}

function columnsOf({ ticket, summary }: AppendRequest) {
  return {
    version: ticket.version,
    state: JSON.stringify(ticket),
    summary: JSON.stringify(summary),
    status: summary.status,
    warning: summary.warning,
    matter_code: summary.matterCode ?? null,
    category: summary.category ?? null,
    lead_unit_id: summary.leadUnitId ?? null,
    community_id: summary.communityId ?? null,
    created_by: summary.createdBy ?? null,
    citizen_id: summary.citizenId ?? null,
    search_text: searchText(summary),
    updated_at: summary.updatedAt,
    due_key: summary.dueAt ?? noDueDate,
  }
}
