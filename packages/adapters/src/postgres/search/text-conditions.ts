/** What a search for a text asks of a ticket: that it has the text, and, where few have, that it is one of those. */
import { type TicketQuery, searchNeedle } from '@chuishao/core/service'
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import { gramsToFind } from './tenant-grams.ts'

/**
 * So many tickets are put in order as fast as the list is read from its top until a page of those is together of which there
 * are more.
 */
const few = 2000

const NamedRow = z.object({ ticket_id: z.string() })

/** Conditions on rows of `whistle_ticket`; none where no text is asked for. */
export async function textConditions(
  db: Kysely<Database>,
  { tenantId, text = '' }: TicketQuery,
): Promise<(() => RawBuilder<SqlBool>)[]> {
  const needle = searchNeedle(text)
  if (needle === '') return []
  const hasText = () => sql<SqlBool>`search_text like ${`%${escapeLike(needle)}%`}`
  const named = await ticketsNamed(db, tenantId, needle)
  if (named.length > few) return [hasText]
  // An array that is made once and first: no plan walks through the list and looks whether each ticket is in it.
  return [hasText, () => sql<SqlBool>`ticket_id = any(array(select unnest(${named}::uuid[])))`]
}

/** All that have the text, and some others, or one more than few of them. */
async function ticketsNamed(db: Kysely<Database>, tenantId: string, needle: string): Promise<string[]> {
  const rows = await db
    .selectFrom('whistle_search')
    .select('ticket_id')
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`tenant_grams @> ${gramsToFind(tenantId, needle)}::integer[]`)
    .limit(few + 1)
    .execute()
  return rows.map((row) => readRow('whistle_search', NamedRow, row).ticket_id)
}

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)
