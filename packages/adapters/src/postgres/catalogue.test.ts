import { Kysely, PGliteDialect, sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { migrateDatabase } from './migrate.ts'
import { newPglite } from './testing/new-pglite.ts'
import { openPostgres } from './pg.ts'
import { catalogueFaults, tenantTables } from './testing/catalogue-faults.ts'
import { startPostgres } from './testing/start-postgres.ts'

/** What somebody might add, and how the rules tell. */
const broken: [string, RawBuilder<unknown> | RawBuilder<unknown>[], RegExp][] = [
  ['a table under another name', sql`create table notes (tenant_id text primary key)`, /^notes: its name/],
  ['a table without a key', sql`create table whistle_bad (tenant_id text)`, /^whistle_bad: it has no/],
  [
    'a key by something else',
    sql`create table whistle_bad (id text primary key)`,
    /^whistle_bad_pkey: tenant/,
  ],
  [
    'an index by something else',
    sql`create index whistle_bad on whistle_ticket (status)`,
    /^whistle_bad: tenant_id does not lead/,
  ],
  [
    'an index by an expression',
    sql`create index whistle_bad on whistle_ticket (lower(status))`,
    /^whistle_bad: tenant_id does not lead/,
  ],
  [
    'an index by the elements of an array that does not say that the tenant is in them',
    [
      sql`create table whistle_bad (tenant_id text primary key, grams int[])`,
      sql`create index whistle_bad_grams on whistle_bad using gin (grams)`,
    ],
    /^whistle_bad_grams: tenant_id does not lead/,
  ],
  [
    'a key across tenants',
    sql`create table whistle_bad (
      tenant_id text primary key, feed text constraint bad references whistle_feed (tenant_id))`,
    /^bad: this foreign key/,
  ],
  ['a sequence', sql`create table whistle_bad (tenant_id text primary key, n serial)`, /sequences$/],
  [
    'an identity column',
    sql`create table whistle_bad (tenant_id text primary key, n int generated always as identity)`,
    /identity columns$/,
  ],
  ['a view', sql`create view whistle_bad as select tenant_id from whistle_feed`, /rules and views$/],
  [
    'a function',
    sql`create function bad() returns int language sql return 1`,
    /^bad: there are no functions/,
  ],
  [
    'a trigger',
    sql`create trigger bad before update on whistle_feed
      for each row execute function suppress_redundant_updates_trigger()`,
    /^bad: there are no triggers/,
  ],
  [
    'a moment of another collation',
    sql`alter table whistle_feed add column changed_at text`,
    /^whistle_feed.changed_at: a moment/,
  ],
  [
    'a moment of another type',
    sql`alter table whistle_feed add column free_since timestamptz`,
    /^whistle_feed.free_since: a moment/,
  ],
]

async function onPglite() {
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await migrateDatabase(db)
  return { db, close: () => db.destroy() }
}

async function onServer() {
  const server = await startPostgres({ settings: { fsync: 'off' } })
  const { db, close } = await openPostgres({ url: server.url })
  return {
    db,
    close: async () => {
      await close()
      await server.stop()
    },
  }
}

describe.each([
  ['PGlite', onPglite],
  ['a server', onServer],
])('the schema on %s', (_, open) => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open()
  }, 60_000)
  afterAll(() => opened.close())

  test('keeps every rule of portability', async () => {
    expect(await catalogueFaults(opened.db)).toEqual([])
  })

  test('is what the types say', async () => {
    const tables: Record<keyof Database, true> = {
      whistle_command: true,
      whistle_deadline: true,
      whistle_delivery: true,
      whistle_endpoint: true,
      whistle_event: true,
      whistle_feed: true,
      whistle_feed_secret: true,
      whistle_party: true,
      whistle_photo: true,
      whistle_photo_ticket: true,
      whistle_photo_upload: true,
      whistle_rollup: true,
      whistle_rollup_ticket: true,
      whistle_search: true,
      whistle_ticket: true,
      whistle_view: true,
    }
    expect(await tenantTables(opened.db)).toEqual(Object.keys(tables))
  })

  test.each(broken)('would not pass with %s', async (_name, statement, fault) => {
    const undone = new Error('undone')
    const trying = opened.db.transaction().execute(async (tx) => {
      for (const each of [statement].flat()) await each.execute(tx)
      expect(await catalogueFaults(tx)).toContainEqual(expect.stringMatching(fault))
      throw undone
    })
    await expect(trying).rejects.toBe(undone)
  })
})
