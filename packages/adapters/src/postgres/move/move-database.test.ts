import { attachmentOf, createTicketService } from '@chuishao/core/service'
import { sql, type Kysely } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { checkHistory } from '../../faults/check-history.ts'
import { readSnapshot } from '../../faults/snapshot.ts'
import { firstWhistle } from '../../faults/testing/next-command.ts'
import { cityOf, personOf, tenants } from '../../faults/testing/two-tenants.ts'
import { memoryAttachments } from '../../memory/index.ts'
import { randomSalt } from '../../salt/random-salt.ts'
import type { Database } from '../database.ts'
import { openPostgres, type PostgresDatabase } from '../pg.ts'
import { openPglite, type PgliteDatabase } from '../pglite.ts'
import { newPgliteDirectory } from '../testing/new-pglite.ts'
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts'
import { moveDatabase } from './move-database.ts'

let server: TestPostgres
let directory: string
let source: PgliteDatabase
let target: PostgresDatabase
let databases = 0

/** Two tenants, five tickets each, one of them claimed by a poller; every ticket has two events. */
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
  directory = await newPgliteDirectory(await mkdtemp(join(tmpdir(), 'chuishao-move-')))
  source = await openPglite({ directory })
  const service = createTicketService({
    store: source.store,
    attachments: memoryAttachments(),
    cities: cityOf,
    clock: () => '2026-03-02T01:00:00.000Z',
    newSalt: randomSalt,
  })
  for (const tenantId of tenants)
    for (let n = 1; n <= 5; n += 1) {
      const [ticketId, first, second] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
      const session = { tenantId, actor: personOf(tenantId, 'gridWorker') }
      const whistle = firstWhistle(`"引号" \\ ' 井盖 ${n}`).command
      await service.execute(session, ticketId, whistle, { commandId: first, ifVersion: 0 })
      const photo = await service.upload(
        session,
        attachmentOf(new TextEncoder().encode(`photo ${n}`), 'image/jpeg'),
      )
      // The last one is still waiting to be whistled with.
      const comment = { type: 'COMMENT', text: `第 ${n} 件`, ...(n < 5 && { attachments: [photo] }) }
      await service.execute(session, ticketId, comment, { commandId: second, ifVersion: 1 })
    }
  await source.store.noteUpload({
    tenantId: 'gamma',
    sha256: 'c'.repeat(64),
    personId: 'grid-1',
    at: '2026-03-02T01:00:00.000Z',
  })
  await source.store.claimDue({ now: '2026-03-03T00:00:00.000Z', limit: 3, leaseMs: 60_000, owner: 'old' })
}, 120_000)

afterAll(async () => {
  await source.close()
  await server.stop()
  await rm(directory, { recursive: true, force: true })
})

beforeEach(async () => {
  const name = `move_${(databases += 1)}`
  const { db, close } = await openPostgres({ url: server.url })
  await sql`create database ${sql.id(name)}`.execute(db)
  await close()
  target = await openPostgres({ url: server.url.replace(/postgres$/, name) })
}, 60_000)

afterEach(() => target.close())

const move = (options: { breakOffAt?: string } = {}) =>
  moveDatabase({
    from: source.db,
    to: target.db,
    batch: 3,
    onProgress: ({ tenantId, table }) => {
      if (options.breakOffAt === `${tenantId} ${table}`) throw new Error('broken off')
    },
  })

const count = async (db: Kysely<Database>) => (await readSnapshot(db)).events.length

test('everything arrives, is compared, and goes on in the new database', async () => {
  const report = await move()
  expect(report).toMatchObject({ ok: true, resumed: false })
  expect(report.tenants).toMatchObject([
    {
      tenantId: 'alpha',
      position: 10,
      chains: 5,
      problems: [],
      rows: { whistle_ticket: 5, whistle_event: 10, whistle_photo: 5, whistle_photo_ticket: 4 },
    },
    { tenantId: 'beta', position: 10, chains: 5, problems: [], rows: { whistle_command: 10 } },
    { tenantId: 'gamma', position: 0, chains: 0, problems: [], rows: { whistle_photo_upload: 1 } },
  ])
  const [before, after] = [await readSnapshot(source.db), await readSnapshot(target.db)]
  expect(sorted(after)).toEqual(sorted(before))
  expect(checkHistory([], after).violations.filter(({ rule }) => rule !== 'unasked')).toEqual([])

  // A lease was of a poller that is gone: here everything is free.
  const due = await target.store.claimDue({
    now: '2026-03-03T00:00:00.000Z',
    limit: 100,
    leaseMs: 1,
    owner: 'new',
  })
  expect(due).toHaveLength(after.deadlines.filter(({ dueAt }) => dueAt <= '2026-03-03T00:00:00.000Z').length)
  const tables = (await target.db.introspection.getTables()).map(({ name }) => name)
  expect(tables).not.toContain('whistle_move')
})

test('a move that was broken off goes on', async () => {
  await expect(move({ breakOffAt: 'beta whistle_event' })).rejects.toThrow('broken off')
  expect(await count(target.db)).toBeGreaterThan(10)
  expect(await count(target.db)).toBeLessThan(20)
  expect(await move()).toMatchObject({ ok: true, resumed: true })
  expect(await count(target.db)).toBe(20)
})

test('a database that has something in it is not touched', async () => {
  expect(await move()).toMatchObject({ ok: true })
  await expect(move()).rejects.toMatchObject({ code: 'targetNotEmpty' })
})

test.each([
  ['tables of somebody else', sql`create table people as select 1 as id`, 'people'],
  ['tables in another schema', sql`create schema other create table people (id int)`, undefined],
  [
    'the city-wide copy of other districts',
    sql`insert into whistle_rollup (tenant_id, build_id, position, last_hash, last_event_at) values ('x', 'b', 1, 'h', 'now')`,
    'whistle_rollup',
  ],
])('nor is one with %s', async (_, statement, table) => {
  await statement.execute(target.db)
  if (table === undefined) await sql`insert into other.people values (1)`.execute(target.db)
  const before = await readSnapshot(target.db)
  await expect(move()).rejects.toMatchObject({
    code: 'targetNotEmpty',
    message: expect.stringContaining(table ?? 'people'),
  })
  expect(await readSnapshot(target.db)).toEqual(before)
})

test('a move does not go on with what another source began', async () => {
  await expect(move({ breakOffAt: 'alpha whistle_event' })).rejects.toThrow()
  await sql`update whistle_move set source = 'another'`.execute(target.db)
  await expect(move()).rejects.toMatchObject({ code: 'otherMove' })
})

test('a difference is found, and the move counts as unfinished', async () => {
  await expect(move({ breakOffAt: 'beta whistle_ticket' })).rejects.toThrow()
  await sql`update whistle_event set event = replace(event::text, '第', '弟')::json where position = 2`.execute(
    target.db,
  )
  const report = await move()
  expect(report.ok).toBe(false)
  expect(report.tenants[0]?.problems).toEqual([
    'whistle_event: a row is not the same',
    expect.stringMatching(/^ticket .* version 2 is broken \(hash\)$/),
  ])
  await expect(move()).resolves.toMatchObject({ ok: false, resumed: true })
})

const sorted = (snapshot: Awaited<ReturnType<typeof readSnapshot>>) =>
  Object.fromEntries(Object.entries(snapshot).map(([name, rows]) => [name, lines(rows)]))

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted()
