import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from '../../conformance/sample-ticket.ts'
import { searchText } from '@chuishao/core/service'
import type { Database } from '../database.ts'
import { migrateDatabase } from '../migrate.ts'
import { postgresStore } from '../postgres-store.ts'
import { newPglite } from '../testing/new-pglite.ts'
import { fillSearch } from './fill-search.ts'
import { mendSearch } from './mend-search.ts'

let db: Kysely<Database>
const tenantId = sampleTenant

/** More than the index is asked about at once: 号 stands in all of them, 路灯 in most, 鑫源 in three. */
const lines = Array.from({ length: 2_500 }, (_, n) => {
  const [what, where] = [n % 10 === 3 ? '道路坑洼' : '路灯不亮', n % 1000 === 7 ? '鑫源大厦' : '新华大街']
  const excerpt = `${what}，${where}${n}号院${n % 400 === 0 ? ' A_b%\\' : ''}`
  const ticketId = sampleTicketId(n)
  const at = sampleInstant((n * 7) % 2_503)
  return { ...sampleAppend({ ticketId, at, summary: { excerpt, updatedAt: at } }).summary }
})

const fill = (tenant: string) => sql`
  insert into whistle_ticket (tenant_id, ticket_id, version, state, summary, status, warning, search_text, updated_at, due_key)
  select ${tenant}, (line ->> 'ticketId')::uuid, 1, '{}', line, 'whistled', 'none', text, line ->> 'updatedAt', 'none'
  from unnest(${lines.map((line) => JSON.stringify(line))}::json[], ${lines.map(searchText)}::text[]) as it (line, text)`

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await migrateDatabase(db)
  await fill(tenantId).execute(db)
  await fill('150103').execute(db)
}, 60_000)

afterAll(() => db.destroy())

test('tickets from before there was an index get their rows, each once, also where that was broken off', async () => {
  expect(await fillSearch(db, 1_200)).toBe(2 * lines.length)
  expect(await fillSearch(db)).toBe(0)
  await db.deleteFrom('whistle_search').where('ticket_id', '>', sampleTicketId(2_400)).execute()
  expect(await fillSearch(db, 10)).toBe(2 * 99)
})

const needles = [
  '号',
  '路灯',
  '鑫源大厦',
  '鑫',
  '院',
  '1号院',
  '天外飞仙',
  '新华大街77',
  'a_B',
  '%',
  '\\',
  '灯路',
]

test.each(needles)('%s is found wherever it stands, and nowhere else', async (text) => {
  const expected = lines
    .filter((line) => searchText(line).includes(text.toLowerCase()))
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .map(({ ticketId }) => ticketId)
  const store = postgresStore(db)
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.query({ tenantId, text, limit: 100, ...(cursor !== undefined && { cursor }) })
    found.push(...page.items.map(({ ticketId }) => ticketId))
    cursor = page.nextCursor
  } while (cursor !== undefined && found.length < 300)
  expect(found).toEqual(expected.slice(0, found.length))
  expect(found).toHaveLength(Math.min(expected.length, 300))
})

test('of a text that many have, whoever sees a part of the tickets finds what has it there', async () => {
  const named = (some: (n: number) => boolean) =>
    lines.flatMap((_, n) => (some(n) ? [sampleTicketId(n)] : []))
  const [mine, ours] = [named((n) => n % 70 === 1), named((n) => n % 10 === 3 || n % 50 === 0)]
  await db
    .updateTable('whistle_ticket')
    .set({ created_by: 'grid-1' })
    .where('ticket_id', 'in', mine)
    .execute()
  const parties = ours.map((ticketId) => ({ tenant_id: tenantId, unit_id: 'unit-1', ticket_id: ticketId }))
  await db.insertInto('whistle_party').values(parties).execute()
  const store = postgresStore(db)
  const found = async (visibility: { unitIds?: string[]; createdBy?: string }) =>
    (await store.query({ tenantId, text: '路灯', visibility, limit: 100 })).items
      .map(({ ticketId }) => ticketId)
      .toSorted()
  const lit = new Set(named((n) => n % 10 !== 3))
  const seen = { unitIds: ['unit-1'], createdBy: 'grid-1' }
  expect(await found(seen)).toEqual([...new Set([...mine, ...ours])].filter((it) => lit.has(it)).toSorted())
  expect(await found({ unitIds: ['unit-1'] })).toEqual(ours.filter((it) => lit.has(it)).toSorted())
  expect(await found({ unitIds: ['unit-2'] })).toEqual([])
  expect(await found({})).toEqual([])
})

test('a text that an older version changed beside this one is found after the next start, and until the upgrade is over', async () => {
  const feeds = [tenantId, '150103'].map((it) => ({ tenant_id: it, position: 1 }))
  await db.insertInto('whistle_feed').values(feeds).execute()
  const store = postgresStore(db)
  const found = async (text: string) =>
    (await store.query({ tenantId, text })).items.map(({ ticketId }) => ticketId)
  const changed = [11, 1_200, 2_400].map(sampleTicketId)
  const change = (text: string) =>
    db.updateTable('whistle_ticket').set({ search_text: text }).where('ticket_id', 'in', changed).execute()
  await change('燃气泄漏')
  expect(await found('燃气泄漏')).toEqual([])
  const days = (many: number) => Date.now() + many * 86_400_000
  expect(await mendSearch(db, { now: days(31) })).toBe(0)
  expect(await mendSearch(db, { now: days(29), batch: 500 })).toBe(2 * changed.length)
  expect((await found('燃气泄漏')).toSorted()).toEqual(changed)
  expect(await mendSearch(db)).toBe(0)
  await change('窨井盖缺失')
  await migrateDatabase(db)
  expect((await found('窨井盖缺失')).toSorted()).toEqual(changed)
})
