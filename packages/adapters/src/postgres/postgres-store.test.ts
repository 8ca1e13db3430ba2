import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from '../conformance/index.ts'
import type { Database } from './database.ts'
import { migrateDatabase } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { postgresStore } from './postgres-store.ts'
import { newPglite } from './testing/new-pglite.ts'

let db: Kysely<Database>

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  expect(await migrateDatabase(db)).toEqual(Object.keys(migrations))
}, 60_000)

afterAll(() => db.destroy())

test('migrations run once', async () => {
  expect(await migrateDatabase(db)).toEqual([])
})

test('migrations find tables that are there already', async () => {
  await sql`delete from whistle_migration`.execute(db)
  expect(await migrateDatabase(db)).toEqual(Object.keys(migrations))
})

test('a feed sees by polling what another store on the same database appends', async () => {
  const reader = postgresStore(db, { pollMs: 5 })
  const abort = new AbortController()
  const feed = reader.feed(sampleTenant, { after: 0, signal: abort.signal })[Symbol.asyncIterator]()
  const next = feed.next()
  await postgresStore(db).append(sampleAppend())
  expect((await next).value?.position).toBe(1)
  abort.abort()
  expect((await feed.next()).done).toBe(true)
})

test('a failed append leaves nothing behind, the feed counter included', async () => {
  const store = postgresStore(db)
  const tenantId = 'undone'
  await store.append(sampleAppend({ tenantId }))
  const request = sampleAppend({ tenantId, expectedVersion: 1 })
  // A deadline kind with a NUL cannot be stored; it is the last thing an append writes.
  const broken = JSON.parse('[{"kind":"accept\\u0000","dueAt":"2026-03-02T00:00:00.000Z"}]')
  await expect(store.append({ ...request, deadlines: broken })).rejects.toThrow()
  expect(await store.position(tenantId)).toBe(1)
  expect((await store.load(request.ref))?.ticket.version).toBe(1)
  expect(await store.command(tenantId, request.commandId)).toBeUndefined()
  expect(await store.append(request)).toMatchObject({ ok: true, position: 2 })
})

test('a row that another program spoilt is an error that says where', async () => {
  const store = postgresStore(db)
  const tenantId = 'spoilt'
  const { ref } = sampleAppend({ tenantId, ticketId: sampleTicketId(7) })
  await store.append(sampleAppend({ tenantId, ticketId: sampleTicketId(7) }))
  await db
    .updateTable('whistle_ticket')
    .set({ state: '{"status":"done"}' })
    .where('tenant_id', '=', tenantId)
    .execute()
  await expect(store.load(ref)).rejects.toMatchObject({ code: 'corruptRow', message: /whistle_ticket/ })
})

test('a tenant with very many due deadlines leaves room for the others in one claim', async () => {
  const store = postgresStore(db)
  const due = (minutes: number) => [{ kind: 'accept', dueAt: sampleInstant(minutes) } as const]
  for (const n of [1, 2, 3, 4, 5, 6])
    await store.append(sampleAppend({ tenantId: 'many', ticketId: sampleTicketId(n), deadlines: due(n) }))
  await store.append(sampleAppend({ tenantId: 'one', deadlines: due(9) }))
  const options = { now: sampleInstant(10), limit: 4, leaseMs: 60_000, owner: 'poller' }
  const claimed = await store.claimDue(options)
  expect(claimed.map(({ tenantId }) => tenantId)).toEqual(['many', 'many', 'one'])
  expect(await store.claimDue(options)).toHaveLength(4)
})
