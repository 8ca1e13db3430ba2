/** The ticket list: filters, order and keyset paging in one statement. `memory/matches.ts` says the same. */
import type { TicketQuery, TicketSummary, Visibility } from '@chuishao/core/service'
import type { ExpressionBuilder, Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { ListPosition } from '../store/list-order.ts'
import { searchNeedle } from '../store/search-text.ts'
import { SummarySchema } from '../store/summary-schema.ts'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'

const SummaryRow = z.object({ summary: SummarySchema })

/** Lines that answer `query` after `start` (from the top where absent), `limit` at most. */
export async function ticketsMatching(
  db: Kysely<Database>,
  query: TicketQuery,
  { start, limit }: { start: ListPosition | undefined; limit: number },
): Promise<TicketSummary[]> {
  const [key, direction, beyond] =
    query.order === 'due' ? (['due_key', 'asc', '>'] as const) : (['updated_at', 'desc', '<'] as const)
  const rows = await db
    .selectFrom('whistle_ticket')
    .select('summary')
    .where('tenant_id', '=', query.tenantId)
    .where((eb) => eb.and(conditions(eb, query)))
    .$if(start !== undefined, (from) =>
      from.where((eb) =>
        eb(eb.refTuple(key, 'ticket_id'), beyond, eb.tuple(start?.key ?? '', start?.ticketId ?? '')),
      ),
    )
    .orderBy(key, direction)
    .orderBy('ticket_id', direction)
    .limit(limit)
    .execute()
  return rows.map((row) => readRow('whistle_ticket', SummaryRow, row).summary)
}

type Where = ExpressionBuilder<Database, 'whistle_ticket'>

function conditions(eb: Where, query: TicketQuery) {
  const { visibility, statuses, leadUnitId, communityId, category, matterCode, warning, text, photo } = query
  return [
    ...(visibility === undefined ? [] : [isVisible(eb, visibility, query.tenantId)]),
    ...(statuses === undefined ? [] : [statuses.length ? eb('status', 'in', statuses) : eb.lit(false)]),
    ...(leadUnitId === undefined ? [] : [eb('lead_unit_id', '=', leadUnitId)]),
    ...(communityId === undefined ? [] : [eb('community_id', '=', communityId)]),
    ...(category === undefined ? [] : [eb('category', '=', category)]),
    ...(matterCode === undefined ? [] : [eb('matter_code', '=', matterCode)]),
    ...(warning === undefined ? [] : [eb('warning', '=', warning)]),
    ...(text === undefined ? [] : [eb('search_text', 'like', `%${escapeLike(searchNeedle(text))}%`)]),
    ...(photo === undefined ? [] : [hasPhoto(eb, photo, query.tenantId)]),
  ]
}

/** Any of the conditions; none given means none met. */
function isVisible(eb: Where, { unitIds = [], citizenId, createdBy }: Visibility, tenantId: string) {
  const ticketsOfUnits = eb
    .selectFrom('whistle_party')
    .select('whistle_party.ticket_id')
    .where('whistle_party.tenant_id', '=', tenantId)
    .where('whistle_party.unit_id', 'in', unitIds)
  return eb.or([
    ...(unitIds.length ? [eb('ticket_id', 'in', ticketsOfUnits)] : []),
    ...(citizenId === undefined ? [] : [eb('citizen_id', '=', citizenId)]),
    ...(createdBy === undefined ? [] : [eb('created_by', '=', createdBy)]),
    eb.lit(false),
  ])
}

function hasPhoto(eb: Where, sha256: string, tenantId: string) {
  const ticketsWithIt = eb
    .selectFrom('whistle_photo_ticket')
    .select('whistle_photo_ticket.ticket_id')
    .where('whistle_photo_ticket.tenant_id', '=', tenantId)
    .where('whistle_photo_ticket.sha256', '=', sha256)
  return eb('ticket_id', 'in', ticketsWithIt)
}

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)
