/**
 * Makes what a text search looks up anew where it is not what the ticket's text says: a service of an older version, beside
 * this one during an upgrade, changes a text and knows nothing of the search.
 */
import { Uuid } from '@chuishao/core/ticket'
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import { inTransaction } from '../transaction.ts'
import { tenantGrams } from './tenant-grams.ts'

/** How long after the migration an older version may still be running. */
const upgradeDays = 30
const dayMs = 86_400_000

const MigrationRow = z.object({ timestamp: z.string() })
const LatestRow = z.object({ tenant_id: z.string(), updated_at: z.string() })
const SearchedRow = z.object({
  ticket_id: Uuid,
  updated_at: z.string(),
  search_text: z.string(),
  tenant_grams: z.array(z.int()),
})
type SearchedRow = z.infer<typeof SearchedRow>

/**
 * Looks at the tickets that were touched in the last days of each tenant, and at none once the upgrade is long over. Answers
 * how many it mended.
 */
export async function mendSearch(
  db: Kysely<Database>,
  { now = Date.now(), batch = 1000 } = {},
): Promise<number> {
  const began = await upgradeBegan(db)
  if (began === undefined || now - began > upgradeDays * dayMs) return 0
  let mended = 0
  for (const { tenant_id: tenantId, updated_at: latest } of await latestOfTenants(db)) {
    const since = new Date(Date.parse(latest) - upgradeDays * dayMs).toISOString()
    for (let after: SearchedRow | undefined; ;) {
      const rows = await searchedSince(db, tenantId, since, after, batch)
      for (const row of rows)
        if (row.tenant_grams.join() !== tenantGrams(tenantId, row.search_text).join())
          mended += await mend(db, tenantId, row.ticket_id)
      after = rows.at(-1)
      if (rows.length < batch) break
    }
  }
  return mended
}

/** When this database got the search, in milliseconds since 1970. */
async function upgradeBegan(db: Kysely<Database>): Promise<number | undefined> {
  const { rows } = await sql`select timestamp from whistle_migration where name = '0007-search'`.execute(db)
  return rows[0] === undefined
    ? undefined
    : Date.parse(readRow('whistle_migration', MigrationRow, rows[0]).timestamp)
}

async function latestOfTenants(db: Kysely<Database>) {
  const rows = await db
    .selectFrom('whistle_feed as feed')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('whistle_ticket as it')
          .select('it.updated_at')
          .whereRef('it.tenant_id', '=', 'feed.tenant_id')
          .orderBy('it.updated_at', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .select(['feed.tenant_id', 'latest.updated_at'])
    .execute()
  return rows.map((row) => readRow('whistle_ticket', LatestRow, row))
}

async function searchedSince(
  db: Kysely<Database>,
  tenantId: string,
  since: string,
  after: SearchedRow | undefined,
  limit: number,
): Promise<SearchedRow[]> {
  const rows = await db
    .selectFrom('whistle_ticket as it')
    .innerJoin('whistle_search as row', (join) =>
      join.onRef('row.tenant_id', '=', 'it.tenant_id').onRef('row.ticket_id', '=', 'it.ticket_id'),
    )
    .select(['it.ticket_id', 'it.updated_at', 'it.search_text', 'row.tenant_grams'])
    .where('it.tenant_id', '=', tenantId)
    .where('it.updated_at', '>=', since)
    .$if(after !== undefined, (later) =>
      later.where((eb) =>
        eb(
          eb.refTuple('it.updated_at', 'it.ticket_id'),
          '>',
          eb.tuple(after?.updated_at ?? '', after?.ticket_id ?? ''),
        ),
      ),
    )
    .orderBy('it.updated_at')
    .orderBy('it.ticket_id')
    .limit(limit)
    .execute()
  return rows.map((row) => readRow('whistle_search', SearchedRow, row))
}

/** With the ticket held: whoever changes its text waits, and writes both. */
const mend = (db: Kysely<Database>, tenantId: string, ticketId: string): Promise<number> =>
  inTransaction(db, async (tx) => {
    const row = await tx
      .selectFrom('whistle_ticket')
      .select('search_text')
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', ticketId)
      .forShare()
      .executeTakeFirst()
    if (!row) return 0
    await tx
      .updateTable('whistle_search')
      .set({ tenant_grams: tenantGrams(tenantId, row.search_text) })
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', ticketId)
      .execute()
    return 1
  })
