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

const total = Number(process.env['BENCH_TICKETS'] ?? 1_000_000)
const tenantIds = Array.from({ length: 10 }, (_, n) => `tenant-${n}`)

const moment = (at: string) => `to_char(${at}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Looks like chance, and is the same each time; the trace is not read here and has about its size. */
const lines = `
  select 'tenant-' || n % 10 as tenant_id, ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as ticket_id, n,
    status, case when not open then 'none' when b % 33 = 0 then 'red' when b % 19 = 0 then 'yellow' else 'none' end
      as warning, 'm-' || a % 1568 as matter_code, '类别' || a % 1568 % 18 as category,
    ${moment('at')} as updated_at, case when open then ${moment("at + b % 300 * interval '1 hour'")} end as due_at
  from (
    select n, a, b, timestamp '2024-01-01' + n * interval '1 minute' as at,
      (array['closed', 'closed', 'closed', 'closed', 'closed', 'evaluated', 'evaluated', 'accepted', 'accepted', 'whistled',
        'accepted', 'closed', 'closed', 'closed', 'evaluated', 'rejected', 'underReview.resolved', 'withdrawn', 'closed', 'whistled'])
        [1 + b % 20] as status
    from generate_series(0, ${total - 1}) as n,
      lateral (select abs(hashint4(n)::bigint) as a, abs(hashint4(n + 500000000)::bigint) as b) as chance
  ) as chosen, lateral (select status in ('accepted', 'whistled', 'rejected', 'underReview.resolved') as open) as o`

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
  select tenant_id, ticket_id, n, json_strip_nulls(json_build_object('tenantId', tenant_id, 'ticketId', ticket_id,
      'version', 4, 'status', status, 'matterCode', matter_code, 'matterName', '事项', 'category', category,
      'communityId', 'community-1', 'leadUnitId', 'department-1', 'assistUnitIds', '[]'::json, 'warning', warning,
      'supervised', false, 'suspended', false, 'designated', false, 'dueAt', due_at, 'createdAt', updated_at,
      'updatedAt', updated_at)),
    json_build_object('trace', repeat('x', 600)), status, warning, matter_code, category, updated_at,
    coalesce(due_at, 'none')
  from (${sql.raw(lines)}) as line`.execute(db)
await sql`vacuum analyze`.execute(db)
console.log(`${total} tickets after ${((performance.now() - start) / 1000).toFixed(0)} s`)

const filters: Record<string, CityWideQuery> = {
  all: {},
  'open ones': { statuses: ['whistled', 'accepted', 'rejected', 'underReview.resolved'] },
  red: { warning: 'red' },
  'category, red': { category: '类别3', warning: 'red' },
  'one matter': { matterCode: 'm-77' },
  'one district': { tenantId: 'tenant-3' },
  'none at all': { statuses: ['closed'], warning: 'red' },
}
const cursorAt = (order: 'updated' | 'due', part: number) =>
  encodeCursor([
    `city-${order}`,
    new Date(Date.UTC(2024, 0, 1) + part * total * 60_000).toISOString(),
    `01970000-0000-7000-8000-${Math.floor(part * total)
      .toString(16)
      .padStart(12, '0')}`,
    'tenant-5',
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
