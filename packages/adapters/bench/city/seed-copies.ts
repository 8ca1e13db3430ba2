/**
 * Tickets as a command finds them: every row of each is what the service would write of its state. Those of
 * `seedTickets` have lines that differ as a city's do, and the first command on one would have to write all of it anew:
 * its text and what a search looks up, its units and its deadlines.
 */
import { sql } from 'kysely'
import { fillSearch } from '../../src/postgres/search/fill-search.ts'
import type { Bench } from './bench-city.ts'
import { modelTicketId, ofModel, whistleModel } from './whistle-model.ts'
import { withoutIndexes } from './without-indexes.ts'

const copied = {
  whistle_ticket: `version, state, summary, status, warning, matter_code, category, lead_unit_id, community_id, created_by,
    citizen_id, search_text, updated_at, due_key`,
  whistle_party: 'unit_id',
  whistle_event: 'version, position, event, summary',
  whistle_deadline: 'kind, due_at',
} as const
const tables = ['whistle_ticket', 'whistle_party', 'whistle_event', 'whistle_deadline'] as const

/** What of a copy is not as the model has it. */
const own: Partial<Record<string, string>> = {
  state: ofModel('state', 'id'),
  summary: ofModel('summary', 'id'),
  event: ofModel('event', 'id'),
  position: 'position + n + 1',
}

/** Adds so many tickets to tenants that have none, each a copy of one that was whistled there. */
export async function seedCopies(
  { db, service }: Pick<Bench, 'db' | 'service'>,
  tenants: readonly { tenantId: string; count: number }[],
): Promise<void> {
  for (const { tenantId } of tenants) await whistleModel(service, tenantId)
  await withoutIndexes(db, [...tables], async (tx) => {
    for (const { tenantId, count } of tenants) {
      const model = sql`tenant_id = ${sql.lit(tenantId)} and ticket_id = ${sql.lit(modelTicketId)}::uuid`
      for (const table of tables) {
        const columns = copied[table]
        const values = columns.split(/,\s*/).map((column) => own[column] ?? column)
        await sql`
          insert into ${sql.table(table)} (tenant_id, ticket_id, ${sql.raw(columns)})
          select tenant_id, id, ${sql.raw(values.join(', '))}
          from (select * from ${sql.table(table)} where ${model}) as model, lateral (
            select n, ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id
            from generate_series(0, ${sql.lit(count - 1)}) as n
          ) as copy`.execute(tx)
      }
      await sql`update whistle_feed set position = position + ${sql.lit(count)}
        where tenant_id = ${sql.lit(tenantId)}`.execute(tx)
    }
  })
  await fillSearch(db)
}
