/** Questions about the ticket row: its state, its version. */
import type { TicketRef } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import { TicketOfAnyVersion } from '@chuishao/core/versions'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'
import { statement } from './statement.ts'

const StateRow = z.object({ state: TicketOfAnyVersion })
const selectState = statement(
  'whistle_ticket_state',
  'select state from whistle_ticket where tenant_id = $1::text and ticket_id = $2::uuid',
)

const VersionRow = z.object({ version: z.int() })

export async function stateOfTicket(db: Kysely<Database>, ref: TicketRef): Promise<Ticket | undefined> {
  const [row] = await selectState(db, [ref.tenantId, ref.ticketId])
  return row === undefined ? undefined : readRow('whistle_ticket', StateRow, row).state
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
