/** Two ways to find the lines that have a text, each good where the other is bad. */
import type { TicketQuery } from '@chuishao/core/service'
import { sql, type Expression, type Kysely, type SqlBool } from 'kysely'
import type { Database } from '../database.ts'
import type { Condition } from '../list-conditions.ts'
import { inOrder, orderOf, type ListPage } from '../list-order.ts'
import { gramsToFind } from './tenant-grams.ts'

/** Tickets that are looked at one by one before the index is asked: that takes a few milliseconds. */
const looked = 2000

export interface Sought {
  way: Condition
  /** As `searchNeedle` makes it, not empty. */
  needle: string
}

/**
 * Those among the first that answer everything else; `is_end` on the last one that was looked at, whether it has the text
 * or not, where there are more.
 */
export function linesAmongLatest(
  db: Kysely<Database>,
  query: TicketQuery,
  page: ListPage,
  { way, needle }: Sought,
) {
  const { key, direction } = orderOf(query)
  const first = inOrder(db, query, { ...page, limit: looked }, [way])
    .select('search_text')
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) => over.orderBy(key, direction).orderBy('ticket_id', direction))
        .as('place'),
    )
  return db
    .selectFrom(first.as('way'))
    .select(['way.key', 'way.ticket_id', isEnd.as('is_end')])
    .where((eb) => eb.or([has(eb.ref('way.search_text'), needle), isEnd]))
    .orderBy('way.key', direction)
    .orderBy('way.ticket_id', direction)
    .limit(page.limit)
}

const isEnd = sql<boolean>`way.place = ${sql.lit(looked)}`

/** Those that the index of texts names, and that do have the text: the index names a few others, too. */
export function linesByIndex(
  db: Kysely<Database>,
  query: TicketQuery,
  page: ListPage,
  { way, needle }: Sought,
) {
  const { tenantId } = query
  const named = db
    .selectFrom('whistle_search')
    .select('whistle_search.ticket_id')
    .where('whistle_search.tenant_id', '=', tenantId)
    .where(sql<SqlBool>`whistle_search.tenant_grams @> ${gramsToFind(tenantId, needle)}::integer[]`)
  // An array, so that it is made once and first: no plan walks through the list and asks the index about each ticket.
  const isNamed: Condition = () => sql<SqlBool>`ticket_id = any(array(${named}))`
  const lines = inOrder(db, query, page, [way, isNamed, (eb) => has(eb.ref('search_text'), needle)])
  return db
    .selectFrom(lines.as('way'))
    .select(({ lit }) => ['way.key', 'way.ticket_id', lit(false).as('is_end')])
}

const has = (text: Expression<string>, needle: string) =>
  sql<SqlBool>`${text} like ${`%${escapeLike(needle)}%`}`

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)
