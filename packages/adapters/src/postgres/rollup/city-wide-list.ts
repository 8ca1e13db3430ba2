/**
 * The city-wide list: a short page of each tenant by its own index, merged here. So no index spans tenants, and the rows
 * of a tenant may lie on any server.
 */
import { type CityWideLine, type CityWideQuery, type Page, noDueDate } from '@chuishao/core/service'
import { Code, Instant, Uuid } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { decodeCursor, encodeCursor, pageLimit } from '../../store/cursor.ts'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import { CityWideLineSchema } from '../../store/city-wide-line.ts'

type Order = NonNullable<CityWideQuery['order']>

/** Where a page ended; two tenants may use the same ticket identifier. */
interface Place {
  key: string
  ticketId: string
  tenantId: string
}

const Cursor = {
  updated: z.tuple([z.literal('city-updated'), Instant, Uuid, Code]),
  due: z.tuple([z.literal('city-due'), z.union([Instant, z.literal(noDueDate)]), Uuid, Code]),
}

export async function cityWideList(
  db: Kysely<Database>,
  tenantIds: readonly string[],
  query: CityWideQuery,
): Promise<Page<CityWideLine>> {
  const { order = 'updated' } = query
  const limit = pageLimit(query.limit)
  const start = query.cursor === undefined ? undefined : placeOf(order, query.cursor)
  const pages = await Promise.all(
    tenantIds.map((tenantId) => linesOf(db, tenantId, { ...query, order, start, limit: limit + 1 })),
  )
  const sign = order === 'due' ? 1 : -1
  const lines = pages
    .flat()
    .map((line) => ({ line, place: { ...line, key: keyOf(line, order) } }))
    .toSorted((a, b) => sign * compare(a.place, b.place))
  const items = lines.slice(0, limit)
  const last = items.at(-1)?.place
  const page = { items: items.map(({ line }) => line) }
  if (!last || lines.length <= limit) return page
  return { ...page, nextCursor: encodeCursor([`city-${order}`, last.key, last.ticketId, last.tenantId]) }
}

const LineRow = z.object({ line: CityWideLineSchema })

async function linesOf(
  db: Kysely<Database>,
  tenantId: string,
  {
    statuses,
    category,
    matterCode,
    warning,
    order,
    start,
    limit,
  }: Omit<CityWideQuery, 'order'> & {
    order: Order
    start: Place | undefined
    limit: number
  },
): Promise<CityWideLine[]> {
  const [key, direction] = order === 'due' ? (['due_key', 'asc'] as const) : (['updated_at', 'desc'] as const)
  const rows = await db
    .selectFrom('whistle_rollup_ticket')
    .select('line')
    .where('tenant_id', '=', tenantId)
    .where((eb) =>
      eb.and([
        ...(statuses === undefined ? [] : [statuses.length ? eb('status', 'in', statuses) : eb.lit(false)]),
        ...(category === undefined ? [] : [eb('category', '=', category)]),
        ...(matterCode === undefined ? [] : [eb('matter_code', '=', matterCode)]),
        ...(warning === undefined ? [] : [eb('warning', '=', warning)]),
        ...(start === undefined
          ? []
          : [
              eb(
                eb.refTuple(key, 'ticket_id'),
                beyond(order, tenantId, start),
                eb.tuple(start.key, start.ticketId),
              ),
            ]),
      ]),
    )
    .orderBy(key, direction)
    .orderBy('ticket_id', direction)
    .limit(limit)
    .execute()
  return rows.map((row) => readRow('whistle_rollup_ticket', LineRow, row).line)
}

/** Of two lines alike in everything else, the one of the later tenant comes later in `due` and earlier in `updated`. */
function beyond(order: Order, tenantId: string, start: Place): '>' | '>=' | '<' | '<=' {
  if (order === 'due') return tenantId > start.tenantId ? '>=' : '>'
  return tenantId < start.tenantId ? '<=' : '<'
}

function placeOf(order: Order, cursor: string): Place {
  const [, key, ticketId, tenantId] = decodeCursor(Cursor[order], cursor)
  return { key, ticketId, tenantId }
}

const keyOf = (line: CityWideLine, order: Order) =>
  order === 'due' ? (line.dueAt ?? noDueDate) : line.updatedAt

const compare = (a: Place, b: Place) =>
  compareTexts(a.key, b.key) || compareTexts(a.ticketId, b.ticketId) || compareTexts(a.tenantId, b.tenantId)

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
