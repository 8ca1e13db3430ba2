/** What a search for a text asks of a ticket: that it has the text, and, where few have, that it is one of those. */
import { type TicketQuery, searchNeedle } from '@chuishao/core/service'
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import { ticketsSeen } from '../visible-tickets.ts'
import { gramsToFind } from './tenant-grams.ts'

/**
 * So many tickets are put in order as fast as the list is read from its top until a page of those is together of which there
 * are more.
 */
const few = 2000

/** Fewer of those that somebody may see: each of them has to be looked at until so many are found. */
const fewSeen = 500

const NamedRow = z.object({ ticket_id: z.string() })

/** Conditions on rows of `whistle_ticket`; none where no text is asked for. */
export async function textConditions(
  db: Kysely<Database>,
  { tenantId, text = '', visibility }: TicketQuery,
): Promise<(() => RawBuilder<SqlBool>)[]> {
  const needle = searchNeedle(text)
  if (needle === '') return []
  const hasText = () => sql<SqlBool>`search_text like ${`%${escapeLike(needle)}%`}`
  const having = rowsHaving(db, tenantId, needle)
  const seen = visibility && ticketsSeen(db, tenantId, visibility)
  const named =
    (await ifFew(having, few)) ??
    // Common among all, and yet perhaps in none of theirs: the list would be read to its end.
    (seen && (await ifFew(having.where('ticket_id', 'in', seen), fewSeen)))
  if (named === undefined) return [hasText]
  // An array that is made once and first: no plan walks through the list and looks whether each ticket is in it.
  return [hasText, () => sql<SqlBool>`ticket_id = any(array(select unnest(${named}::uuid[])))`]
}

/** Of all tickets that have the text, and of some others. */
const rowsHaving = (db: Kysely<Database>, tenantId: string, needle: string) =>
  db
    .selectFrom('whistle_search')
    .select('ticket_id')
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`tenant_grams @> ${gramsToFind(tenantId, needle)}::integer[]`)

/** Their tickets; undefined where there are more than `most`. */
async function ifFew(rows: ReturnType<typeof rowsHaving>, most: number): Promise<string[] | undefined> {
  const found = await rows.limit(most + 1).execute()
  if (found.length > most) return undefined
  return found.map((row) => readRow('whistle_search', NamedRow, row).ticket_id)
}

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)
