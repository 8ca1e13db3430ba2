/** No city-wide list walks through all tickets of a tenant to find a page. */
import type { CityWideQuery } from '@chuishao/core/service'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleAppend } from '../../conformance/sample-ticket.ts'
import { cityWideLine } from '../../store/city-wide-line.ts'
import { explainedDatabase } from '../testing/explained-database.ts'
import { cityWideList } from './city-wide-list.ts'

const total = 20_000
const tenantId = '150102'
/** What is shown of each of them. */
const line = JSON.stringify(cityWideLine(tenantId, sampleAppend().summary))

const { db, rowsReadBy } = await explainedDatabase()

beforeAll(async () => {
  await db
    .insertInto('whistle_rollup')
    .values({ tenant_id: tenantId, build_id: 'b', position: 1, last_hash: 'h', last_event_at: '2026-01-01' })
    .execute()
  await sql`
    insert into whistle_rollup_ticket (tenant_id, ticket_id, position, line, trace, status, warning, matter_code, category,
      updated_at, due_key)
    select ${tenantId}, ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n, ${line}, '{}',
      case when n % 500 = 0 then 'whistled' when n % 4 = 0 then 'accepted' else 'closed' end,
      case when n % 1000 = 0 then 'yellow' when n % 4 = 0 then 'red' else 'none' end, 'matter-' || n % 300,
      'category-' || n % 90, to_char(timestamp '2026-01-01' + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      to_char(timestamp '2026-01-01' + (n * 7919 % 20011) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    from generate_series(1, ${sql.lit(total)}) as n`.execute(db)
  await sql`analyze`.execute(db)
}, 60_000)

afterAll(() => db.destroy())

const rowsReadFor = (query: CityWideQuery) =>
  rowsReadBy(() => cityWideList(db, [tenantId], query), ['whistle_rollup_ticket'])

const filters: Record<string, CityWideQuery> = {
  all: {},
  open: { statuses: ['whistled'] },
  yellow: { warning: 'yellow' },
  matter: { matterCode: 'matter-7' },
  category: { category: 'category-7' },
}
const cases = Object.entries(filters).flatMap(([what, filter]) =>
  (['updated', 'due'] as const).map((order) => ({ what, order, filter })),
)

test.each(cases)('$what, $order', async ({ filter, order }) => {
  expect(await rowsReadFor({ ...filter, order })).toBeLessThan(total / 20)
})

test.each(['updated', 'due'] as const)('what no ticket is, though many are each, %s', async (order) => {
  expect(await rowsReadFor({ statuses: ['closed'], warning: 'red', order })).toBeLessThan(total / 2)
})
