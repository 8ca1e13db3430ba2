/** The ticket list: filters, order and keyset paging in one statement; a search for a text takes two where it is rare. */
import type { TicketQuery, TicketSummary } from '@chuishao/core/service'
import type { Kysely, SelectQueryBuilder } from 'kysely'
import * as z from 'zod/mini'
import { searchNeedle } from '../store/search-text.ts'
import { SummarySchema } from '../store/summary-schema.ts'
import type { Database } from './database.ts'
import { waysToSee, type Condition } from './list-conditions.ts'
import { inOrder, orderOf, type ListPage } from './list-order.ts'
import { readRow } from './read-row.ts'
import { linesAmongLatest, linesByIndex } from './search/lines-with-text.ts'

/**
 * Lines that answer `query` after `page.start` (from the top where absent), `page.limit` at most.
 *
 * A text that is not rare is found among the first lines that answer everything else, and those are read in their order. Where
 * they are too few, the index of texts says which tickets have it, and then those are put in order: they cannot be many.
 */
export async function ticketsMatching(
  db: Kysely<Database>,
  query: TicketQuery,
  page: ListPage,
): Promise<TicketSummary[]> {
  const needle = searchNeedle(query.text ?? '')
  if (needle === '')
    return (await firstLines(db, query, page, (way) => linesSeen(db, query, page, way))).lines
  const near = await firstLines(db, query, page, (way) => linesAmongLatest(db, query, page, { way, needle }))
  if (near.isWhole) return near.lines
  return (await firstLines(db, query, page, (way) => linesByIndex(db, query, page, { way, needle }))).lines
}

/** Of one way to see: its first lines. `is_end` where nothing is known of what comes after the line. */
type Lines = SelectQueryBuilder<Database, never, { key: string; ticket_id: string; is_end: boolean }>

const linesSeen = (db: Kysely<Database>, query: TicketQuery, page: ListPage, way: Condition) =>
  db
    .selectFrom(inOrder(db, query, page, [way]).as('way'))
    .select(({ lit }) => ['way.key', 'way.ticket_id', lit(false).as('is_end')])

const LineRow = z.object({ summary: SummarySchema, is_end: z.boolean() })

/**
 * Each way in which a ticket may be visible is a page of its own, in order and cut off; the page is what comes first of
 * them. An `or` of the ways would have the database walk through all that is not visible.
 */
async function firstLines(
  db: Kysely<Database>,
  query: TicketQuery,
  { limit }: ListPage,
  linesOf: (way: Condition) => Lines,
): Promise<{ lines: TicketSummary[]; isWhole: boolean }> {
  const [first, ...others] = waysToSee(query).map(linesOf)
  if (first === undefined) return { lines: [], isWhole: true }
  const { direction } = orderOf(query)
  const rows = await db
    .selectFrom(others.reduce((all, each) => all.union(each), first).as('line'))
    .innerJoin('whistle_ticket', 'whistle_ticket.ticket_id', 'line.ticket_id')
    .select(['whistle_ticket.summary', 'line.is_end'])
    .where('whistle_ticket.tenant_id', '=', query.tenantId)
    .orderBy('line.key', direction)
    .orderBy('line.ticket_id', direction)
    .limit(limit)
    .execute()
  const lines = rows.map((row) => readRow('whistle_ticket', LineRow, row))
  return { lines: lines.map(({ summary }) => summary), isWhole: lines.every((line) => !line.is_end) }
}
