/** Which units take part in a ticket: what lists are cut down to. */
import type { TicketRef } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { Database } from './database.ts'

export async function addParties(db: Kysely<Database>, ref: TicketRef, unitIds: string[]): Promise<void> {
  if (unitIds.length === 0) return
  await db
    .insertInto('whistle_party')
    .values(unitIds.map((unitId) => ({ tenant_id: ref.tenantId, unit_id: unitId, ticket_id: ref.ticketId })))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'unit_id', 'ticket_id']).doNothing())
    .execute()
}

export async function removePartiesExcept(
  db: Kysely<Database>,
  ref: TicketRef,
  unitIds: string[],
): Promise<void> {
  await db
    .deleteFrom('whistle_party')
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .$if(unitIds.length > 0, (others) => others.where('unit_id', 'not in', unitIds))
    .execute()
}
