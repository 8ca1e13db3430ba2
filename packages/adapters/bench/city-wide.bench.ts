/**
 * The city-wide list over one million tickets of ten districts: what a page of 50 costs at the top, in the middle and at
 * the end, for each filter and order.
 */
import type { CityWideQuery } from '@chuishao/core/service'
import { sql } from 'kysely'
import { report } from '../../core/bench/side-by-side.ts'
import { encodeCursor } from '../src/store/cursor.ts'
import { cityWideList } from '../src/postgres/rollup/city-wide-list.ts'
import { startBench } from './city/bench-city.ts'
import { pagesAtDepths } from './city/pages-at-depths.ts'
import { benchTenant, benchTicketId, ticketLines } from './city/seed-tickets.ts'

const total = Number(process.env['BENCH_TICKETS'] ?? 1_000_000)
const tenantIds = Array.from({ length: 10 }, (_, n) => benchTenant(n))

const bench = await startBench()
const { db } = bench
const start = performance.now()
await sql`
  insert into whistle_rollup (tenant_id, build_id, position, last_hash, last_event_at)
  select tenant_id, 'bench', ${sql.lit(total)}, 'none', '2026-01-01T00:00:00.000Z'
  from unnest(${tenantIds}::text[]) as it (tenant_id)`.execute(db)
await sql`
  insert into whistle_rollup_ticket (tenant_id, ticket_id, position, line, trace, status, warning, matter_code, category,
    updated_at, due_key)
  select tenant_id, id, n, json_strip_nulls(json_build_object('tenantId', tenant_id, 'ticketId', id,
      'version', 4, 'status', status, 'matterCode', matter_code, 'matterName', matter_name, 'category', category,
      'communityId', community_id, 'leadUnitId', lead_unit_id, 'assistUnitIds', '[]'::json, 'warning', warning,
      'supervised', false, 'suspended', false, 'designated', false, 'dueAt', due_at, 'createdAt', updated_at,
      'updatedAt', updated_at)),
    -- Not read here; about its size.
    json_build_object('trace', repeat('x', 600)), status, warning, matter_code, category, updated_at,
    coalesce(due_at, 'none')
  from (${sql.raw(ticketLines(0, total - 1))}) as line,
    lateral (select 'tenant-' || n % 10 as tenant_id) as district`.execute(db)
await sql`vacuum analyze`.execute(db)
console.log(`${total} tickets after ${((performance.now() - start) / 1000).toFixed(0)} s`)

const filters: Record<string, CityWideQuery> = {
  all: {},
  'open ones': { statuses: ['whistled', 'accepted', 'rejected', 'underReview.resolved'] },
  red: { warning: 'red' },
  'category, red': { category: '类别3', warning: 'red' },
  'one matter': { matterCode: 'm-77' },
  'one district': { tenantId: benchTenant(3) },
  'none at all': { statuses: ['closed'], warning: 'red' },
}
const cursorAt = (order: 'updated' | 'due', part: number) =>
  encodeCursor([
    `city-${order}`,
    new Date(Date.UTC(2024, 0, 1) + part * total * 60_000).toISOString(),
    benchTicketId(Math.floor(part * total)),
    benchTenant(5),
  ])

const rows: Record<string, object> = {}
const promises: [string, boolean][] = []
for (const [what, filter] of Object.entries(filters))
  for (const order of ['updated', 'due'] as const) {
    const asked = tenantIds.filter((it) => filter.tenantId === undefined || it === filter.tenantId)
    const title = `${what}, ${order}`
    const { row, promise } = await pagesAtDepths(title, order, (part) =>
      cityWideList(db, asked, {
        ...filter,
        order,
        ...(part !== undefined && { cursor: cursorAt(order, part) }),
      }),
    )
    rows[title] = row
    promises.push(promise)
  }
report(`City-wide pages of 50, ${total} tickets, ${bench.machine}`, rows, promises)
await bench.close()
