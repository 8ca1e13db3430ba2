/** The ticket list: filters, order and keyset paging. `matches` of core says the same of lines. */
import type { TicketQuery, TicketSummary } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { ListPosition } from '../store/list-order.ts'
import { SummarySchema } from '../store/summary-schema.ts'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'
import { textConditions } from './search/text-conditions.ts'
import { waysToSee, type Way, type Where } from './visible-tickets.ts'

const SummaryRow = z.object({ summary: SummarySchema })

/**
 * Lines that answer `query` after `start` (from the top where absent), `limit` at most. Each way in which a ticket may be
 * visible is a page of its own, in order and cut off; the page is what comes first of them. An `or` of the ways would
 * have the database walk through all that is not visible.
 */
export async function ticketsMatching(
  db: Kysely<Database>,
  query: TicketQuery,
  page: { start: ListPosition | undefined; limit: number },
): Promise<TicketSummary[]> {
  const text = await textConditions(db, query)
  const [first, ...others] = waysToSee(db, query).map((way) => linesSeen(db, query, { ...page, way, text }))
  if (first === undefined) return []
  const direction = query.order === 'due' ? 'asc' : 'desc'
  const rows = await db
    .selectFrom(others.reduce((all, each) => all.union(each), first).as('line'))
    .innerJoin('whistle_ticket', 'whistle_ticket.ticket_id', 'line.ticket_id')
    .select('whistle_ticket.summary')
    .where('whistle_ticket.tenant_id', '=', query.tenantId)
    .orderBy('line.key', direction)
    .orderBy('line.ticket_id', direction)
    .limit(page.limit)
    .execute()
  return rows.map((row) => readRow('whistle_ticket', SummaryRow, row).summary)
}

function linesSeen(
  db: Kysely<Database>,
  query: TicketQuery,
  { start, limit, way, text }: { start: ListPosition | undefined; limit: number; way: Way; text: Way[] },
) {
  const [key, direction, beyond] =
    query.order === 'due' ? (['due_key', 'asc', '>'] as const) : (['updated_at', 'desc', '<'] as const)
  const lines = db
    .selectFrom('whistle_ticket')
    .select([`${key} as key`, 'ticket_id'])
    .where('tenant_id', '=', query.tenantId)
    .where((eb) => eb.and([way(eb), ...text.map((it) => it(eb)), ...conditions(eb, query)]))
    .$if(start !== undefined, (from) =>
      from.where((eb) =>
        eb(eb.refTuple(key, 'ticket_id'), beyond, eb.tuple(start?.key ?? '', start?.ticketId ?? '')),
      ),
    )
    .orderBy(key, direction)
    .orderBy('ticket_id', direction)
    .limit(limit)
  return db.selectFrom(lines.as('way')).selectAll()
}

function conditions(eb: Where, query: TicketQuery) {
  const { statuses, leadUnitId, communityId, category, matterCode, warning, photo } = query
  return [
    ...(statuses === undefined ? [] : [statuses.length ? eb('status', 'in', statuses) : eb.lit(false)]),
    ...(leadUnitId === undefined ? [] : [eb('lead_unit_id', '=', leadUnitId)]),
    ...(communityId === undefined ? [] : [eb('community_id', '=', communityId)]),
    ...(category === undefined ? [] : [eb('category', '=', category)]),
    ...(matterCode === undefined ? [] : [eb('matter_code', '=', matterCode)]),
    ...(warning === undefined ? [] : [eb('warning', '=', warning)]),
    ...(photo === undefined ? [] : [hasPhoto(eb, photo, query.tenantId)]),
  ]
}

function hasPhoto(eb: Where, sha256: string, tenantId: string) {
  const ticketsWithIt = eb
    .selectFrom('whistle_photo_ticket')
    .select('whistle_photo_ticket.ticket_id')
    .where('whistle_photo_ticket.tenant_id', '=', tenantId)
    .where('whistle_photo_ticket.sha256', '=', sha256)
  return eb('ticket_id', 'in', ticketsWithIt)
}
