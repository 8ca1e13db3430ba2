/**
 * Gives every ticket that has none its row for the text search: those from before there were such rows, and those that a
 * service of an older version has written since, beside this one, during an upgrade.
 */
import { Uuid } from '@chuishao/core/ticket'
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import { tenantGrams } from './tenant-grams.ts'

const TextRow = z.object({ tenant_id: z.string(), ticket_id: Uuid, search_text: z.string() })

/** In short transactions of their own: it may be broken off, and people go on working. Answers how many rows it wrote. */
export async function fillSearch(db: Kysely<Database>, batch = 1000): Promise<number> {
  let filled = 0
  for (let after: z.infer<typeof TextRow> | undefined; ;) {
    const rows = await textsWithoutRow(db, after, batch)
    if (rows.length > 0) await writeRows(db, rows)
    filled += rows.length
    after = rows.at(-1)
    if (rows.length < batch) return filled
  }
}

/** The keys are compared in their indexes first: tickets are wide, and nearly always all have their row. */
async function textsWithoutRow(
  db: Kysely<Database>,
  after: { tenant_id: string; ticket_id: string } | undefined,
  limit: number,
) {
  const missing = db
    .selectFrom('whistle_ticket as it')
    .select(['it.tenant_id', 'it.ticket_id'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('whistle_search as row')
            .select('row.ticket_id')
            .whereRef('row.tenant_id', '=', 'it.tenant_id')
            .whereRef('row.ticket_id', '=', 'it.ticket_id'),
        ),
      ),
    )
    .$if(after !== undefined, (later) =>
      later.where((eb) =>
        eb(
          eb.refTuple('it.tenant_id', 'it.ticket_id'),
          '>',
          eb.tuple(after?.tenant_id ?? '', after?.ticket_id ?? ''),
        ),
      ),
    )
    .orderBy('it.tenant_id')
    .orderBy('it.ticket_id')
    .limit(limit)
  const rows = await db
    .selectFrom(missing.as('missing'))
    .innerJoin('whistle_ticket as ticket', (join) =>
      join
        .onRef('ticket.tenant_id', '=', 'missing.tenant_id')
        .onRef('ticket.ticket_id', '=', 'missing.ticket_id'),
    )
    .select(['ticket.tenant_id', 'ticket.ticket_id', 'ticket.search_text'])
    .orderBy('ticket.tenant_id')
    .orderBy('ticket.ticket_id')
    .execute()
  return rows.map((row) => readRow('whistle_ticket', TextRow, row))
}

async function writeRows(db: Kysely<Database>, rows: readonly z.infer<typeof TextRow>[]): Promise<void> {
  const grams = rows.map((row) => `{${tenantGrams(row.tenant_id, row.search_text).join()}}`)
  await sql`
    insert into whistle_search (tenant_id, ticket_id, tenant_grams)
    select tenant_id, ticket_id, grams::integer[]
    from unnest(${rows.map((row) => row.tenant_id)}::text[], ${rows.map((row) => row.ticket_id)}::uuid[], ${grams}::text[])
      as given (tenant_id, ticket_id, grams)
    on conflict (tenant_id, ticket_id) do nothing`.execute(db)
}
