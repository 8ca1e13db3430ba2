/** Questions about the ticket row: its state, its version. */
import type { TicketRef } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import { TicketOfAnyVersion } from '@chuishao/core/versions'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
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
