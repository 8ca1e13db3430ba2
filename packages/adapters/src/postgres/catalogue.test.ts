/** Holds the schema to the rules that keep it portable: asked of PostgreSQL's own catalogue, not of our source. */
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { migrateDatabase } from './migrate.ts'

const tables = [
  'whistle_command',
  'whistle_deadline',
  'whistle_delivery',
  'whistle_endpoint',
  'whistle_event',
  'whistle_feed',
  'whistle_party',
  'whistle_photo',
  'whistle_photo_ticket',
  'whistle_photo_upload',
  'whistle_ticket',
  'whistle_view',
]
/** Kysely's own bookkeeping; it holds nothing of a tenant. */
const bookkeeping = ['whistle_migration', 'whistle_migration_lock']

let db: Kysely<Database>

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: () => PGlite.create() }) })
  await migrateDatabase(db)
}, 60_000)

afterAll(() => db.destroy())

/** Index (primary and unique keys included) → its first column, of our tables. */
async function firstColumnOfIndexes(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; first: string }>`
    select i.relname as name, a.attname as first
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class t on t.oid = x.indrelid
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
    where t.relname in (${sql.join(tables)})`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.name, row.first]))
}

async function firstColumnsOfForeignKeys(): Promise<[string, string, string][]> {
  const { rows } = await sql<{ name: string; own: string; other: string }>`
    select c.conname as name, own.attname as own, other.attname as other
    from pg_constraint c
    join pg_attribute own on own.attrelid = c.conrelid and own.attnum = c.conkey[1]
    join pg_attribute other on other.attrelid = c.confrelid and other.attnum = c.confkey[1]
    where c.contype = 'f'`.execute(db)
  return rows.map((row) => [row.name, row.own, row.other])
}

async function count(question: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  const { rows } = await question.execute(db)
  return Number(rows[0]?.n)
}

test('these are all the tables', async () => {
  const names = (await db.introspection.getTables()).map((table) => table.name)
  expect(names.toSorted()).toEqual([...tables, ...bookkeeping].toSorted())
})

test('every primary key, unique key and index begins with tenant_id', async () => {
  const indexes = await firstColumnOfIndexes()
  expect(Object.keys(indexes).length).toBeGreaterThanOrEqual(15)
  expect(Object.entries(indexes).filter(([, first]) => first !== 'tenant_id')).toEqual([])
  for (const table of tables) expect(indexes).toHaveProperty(`${table}_pkey`)
})

test('every foreign key stays within its tenant', async () => {
  const keys = await firstColumnsOfForeignKeys()
  expect(keys.length).toBeGreaterThanOrEqual(8)
  expect(keys.filter(([, own, other]) => own !== 'tenant_id' || other !== 'tenant_id')).toEqual([])
})

test('there are no sequences, identity columns, triggers, functions or rules', async () => {
  const none = {
    sequences: sql<{ n: number }>`select count(*) as n from pg_class where relkind = 'S'`,
    identities: sql<{ n: number }>`select count(*) as n from pg_attribute where attidentity <> ''`,
    triggers: sql<{ n: number }>`select count(*) as n from pg_trigger where not tgisinternal`,
    functions: sql<{ n: number }>`
      select count(*) as n from pg_proc where pronamespace = 'public'::regnamespace`,
    rules: sql<{ n: number }>`
      select count(*) as n from pg_rewrite r join pg_class c on c.oid = r.ev_class
      where c.relnamespace = 'public'::regnamespace`,
  }
  for (const [what, question] of Object.entries(none))
    expect([what, await count(question)]).toEqual([what, 0])
})

test('moments sort as text in every database', async () => {
  const { rows } = await sql<{ name: string; collation: string }>`
    select a.attname as name, c.collname as collation
    from pg_attribute a
    join pg_class t on t.oid = a.attrelid
    join pg_collation c on c.oid = a.attcollation
    where t.relname in (${sql.join(tables)})
    and (a.attname like '%\_at' or a.attname in ('due_key', 'failing_since', 'free_since', 'hold_until', 'leased_until'))`.execute(db)
  expect(rows.length).toBeGreaterThanOrEqual(4)
  for (const row of rows) expect(row).toEqual({ name: row.name, collation: 'C' })
})
