/** No list walks through all tickets of a tenant to find a page: asked of the database's own account of what it did. */
import type { TicketQuery } from '@chuishao/core/service'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleAppend } from '../conformance/sample-ticket.ts'
import { ticketsMatching } from './list-tickets.ts'
import { fillSearch } from './search/fill-search.ts'
import { explainedDatabase } from './testing/explained-database.ts'

const total = 20_000
const tenantId = '150102'

/** What is shown of each of them. */
const line = sampleAppend().summary

const { db, rowsReadBy } = await explainedDatabase()

beforeAll(async () => {
  await sql`
    insert into whistle_ticket
    select ${tenantId}, ('01970000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, '{}', ${JSON.stringify(line)},
      case when n % 500 = 0 then 'whistled' else 'closed' end, case when n % 1000 = 0 then 'red' else 'none' end,
      'matter-' || n % 300, 'category-' || n % 90, 'department-' || n % 100, 'community-' || n % 400, 'grid-' || n % 900,
      'citizen-' || n % 5000, case when n % 7000 = 7 then '鑫源大厦' when n % 4 = 0 then '井盖' else '路灯' end, to_char(timestamp '2026-01-01' + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      to_char(timestamp '2026-01-01' + (n * 7919 % 20011) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    from generate_series(1, ${sql.lit(total)}) as n`.execute(db)
  await sql`
    insert into whistle_party
    select tenant_id, unit, ticket_id from whistle_ticket, lateral (values (lead_unit_id), (community_id)) as p (unit)`.execute(
    db,
  )
  // Sees a third of all, and of those with a cover none.
  await sql`
    insert into whistle_party select tenant_id, 'office', ticket_id from whistle_ticket
    where search_text <> '井盖' and right(lead_unit_id, 1) in ('1', '3', '5', '7')`.execute(db)
  await fillSearch(db)
  await sql`analyze`.execute(db)
}, 60_000)

afterAll(() => db.destroy())

const all = ['whistle_ticket', 'whistle_party']

const rowsReadFor = (
  query: Partial<TicketQuery>,
  { start, tables = all }: { start?: { key: string; ticketId: string }; tables?: string[] } = {},
) => rowsReadBy(() => ticketsMatching(db, { tenantId, ...query }, { start, limit: 51 }), tables)

const who: Record<string, TicketQuery['visibility']> = {
  city: undefined,
  department: { unitIds: ['department-7'], createdBy: 'handler-7' },
  community: { unitIds: ['community-7'], createdBy: 'grid-7' },
  resident: { citizenId: 'citizen-107', createdBy: 'citizen-107' },
}
const filters: Record<string, Partial<TicketQuery>> = {
  all: {},
  open: { statuses: ['whistled'] },
  red: { warning: 'red' },
  matter: { matterCode: 'matter-7' },
  category: { category: 'category-7' },
  'lead unit': { leadUnitId: 'department-7' },
  community: { communityId: 'community-7' },
  'rare text': { text: '鑫源' },
  'text that stands nowhere': { text: '天外飞仙' },
}
const cases = Object.entries(who).flatMap(([name, visibility]) =>
  Object.entries(filters).flatMap(([what, filter]) =>
    (['updated', 'due'] as const).map((order) => ({ name, what, order, visibility, filter })),
  ),
)

test.each(cases)('$name, $what, $order', async ({ order, visibility, filter }) => {
  const query = { ...filter, order, ...(visibility && { visibility }) }
  const middle = { key: '2026-01-08T00:00:00Z', ticketId: '01970000-0000-7000-8000-000000000000' }
  expect(await rowsReadFor(query)).toBeLessThan(total / 20)
  expect(await rowsReadFor(query, { start: middle })).toBeLessThan(total / 20)
})

test.each(['updated', 'due'] as const)(
  'a text that many have, and none of the many that a unit sees, %s',
  async (order) => {
    const query = { text: '井盖', order, visibility: { unitIds: ['office'], createdBy: 'handler-7' } }
    expect(await rowsReadFor(query, { tables: ['whistle_ticket'] })).toBeLessThan(total / 20)
  },
)

// Last: it changes what the others ask of.
test.each(['updated', 'due'] as const)(
  'what no ticket is, though many are each, %s',
  async (order) => {
    await sql`
    update whistle_ticket set status = 'accepted', warning = 'red'
    where right(ticket_id::text, 1) in ('0', '4', '8')`.execute(db)
    await sql`analyze whistle_ticket`.execute(db)
    expect(await rowsReadFor({ statuses: ['closed'], warning: 'red', order })).toBeLessThan(total / 4)
  },
  60_000,
)
