/** Very many whistled tickets at once: one is whistled by the service, the others are copies of its rows. */
import type { TicketService } from '@chuishao/core/service'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../postgres/database.ts'
import { dueTenants, dueTicketId, whistleMany } from './due-city.ts'

const [tenant = ''] = dueTenants

/** When the last of the warnings that `manyTickets` spreads over one minute is due. */
export const warningsDue = '2026-03-02T02:31:00.000Z'

/** Fills an empty database with `count` tickets of one tenant; their warnings are due within one minute. */
export async function manyTickets(db: Kysely<Database>, service: TicketService, count: number) {
  await whistleMany(service, 1)
  const first = dueTicketId(0)
  const id = sql.raw(`'01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0')`)
  const due = sql.raw(`'2026-03-02T02:30:' || lpad((n % 60)::text, 2, '0') || '.000Z'`)
  const copied = (column: string) =>
    sql`replace(replace(${sql.ref(column)}::text, ${first}, ${id}), '2026-03-02T02:30:00.000Z', ${due})::json`
  const others = sql`from generate_series(1, ${sql.lit(count - 1)}) as n`
  await sql`
    insert into whistle_ticket
    select tenant_id, (${id})::uuid, version, ${copied('state')}, ${copied('summary')}, status, warning, matter_code,
      category, lead_unit_id, community_id, created_by, citizen_id, search_text, updated_at, due_key
    ${others}, whistle_ticket where ticket_id = ${first}::uuid`.execute(db)
  await sql`
    insert into whistle_party select tenant_id, unit_id, (${id})::uuid
    ${others}, whistle_party where ticket_id = ${first}::uuid`.execute(db)
  await sql`
    insert into whistle_event
    select tenant_id, (${id})::uuid, version, n + 1, ${copied('event')}, ${copied('summary')}
    ${others}, whistle_event where ticket_id = ${first}::uuid`.execute(db)
  await sql`
    insert into whistle_deadline
    select tenant_id, (${id})::uuid, kind, case kind when 'acceptWarning' then ${due} else due_at end, null, null
    ${others}, whistle_deadline where ticket_id = ${first}::uuid`.execute(db)
  await sql`update whistle_feed set position = ${count} where tenant_id = ${tenant}`.execute(db)
  await sql`analyze`.execute(db)
  return Array.from({ length: count }, (_, n) => ({ tenantId: tenant, ticketId: dueTicketId(n) }))
}
