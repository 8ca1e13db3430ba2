import { createTicketService, type Session } from '@chuishao/core/service'
import { people, testCity, testCityData, type TestPerson } from '@chuishao/core/testing'
import { goldenRows } from '@chuishao/core/testing/golden'
import { schemaVersion, verifyHistory } from '@chuishao/core/ticket'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryAttachments } from '../memory/memory-attachments.ts'
import { randomSalt } from '../salt/random-salt.ts'
import type { Database } from './database.ts'
import { migrateDatabase } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { postgresStore } from './postgres-store.ts'
import { newPglite } from './testing/new-pglite.ts'
import { versionOneRows, writeAsVersionOne } from './testing/write-version-one.ts'

const { now, tenantId } = goldenRows[1]
const rows = versionOneRows
const as = (person: TestPerson): Session => ({ tenantId, actor: people[person] })

let db: Kysely<Database>
let clock: string

const service = () =>
  createTicketService({
    store: postgresStore(db),
    attachments: memoryAttachments(),
    cities: () => ({ index: testCity, data: testCityData }),
    clock: () => clock,
    newSalt: randomSalt,
  })

const found = (text: string, planted: string[]) => planted.filter((it) => text.includes(it))
const idOf = (status: string) => rows.find(({ line }) => line.status === status)?.line.ticketId ?? ''

beforeAll(async () => {
  clock = new Date(Date.parse(now) + 60_000).toISOString()
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await writeAsVersionOne(db)
}, 60_000)

afterAll(() => db.destroy())

describe('a database of version 1', () => {
  test('gets the tables that it lacks and keeps every row', async () => {
    expect(await migrateDatabase(db)).toEqual(Object.keys(migrations))
    expect(await postgresStore(db).position(tenantId)).toBe(rows.flatMap(({ events }) => events).length)
  })

  test('is read whole: every ticket, its history, which still verifies, and its list line', async () => {
    const store = postgresStore(db)
    for (const { line, events, ticket } of rows) {
      const ref = { tenantId, ticketId: line.ticketId }
      expect((await store.load(ref))?.ticket).toEqual({ ...(ticket as object), schemaVersion })
      const { items } = await store.history(ref, { limit: 200 })
      expect(items).toEqual(events)
      expect(verifyHistory(items).ok).toBe(true)
    }
    const listed = (await store.query({ tenantId, limit: 200 })).items
    expect(listed).toHaveLength(rows.length)
    expect((await service().figures(as('dispatcher'))).all.raised).toBeGreaterThan(10)
  })

  test('knows which tickets have which photos, as its events say, and shows them to nobody else', async () => {
    const store = postgresStore(db)
    const digestsIn = (events: unknown) =>
      [
        ...new Set([...JSON.stringify(events).matchAll(/"sha256":"([0-9a-f]{64})"/g)].map(([, it]) => it)),
      ].toSorted()
    const photos = rows.flatMap(({ events }) => digestsIn(events))
    expect(photos.length).toBeGreaterThan(0)
    for (const { line, events } of rows)
      expect(await store.photosOf({ tenantId, ticketId: line.ticketId })).toEqual(digestsIn(events))
    const { items } = await store.query({ tenantId, photo: photos[0] ?? '' })
    expect(items.length).toBeGreaterThan(0)
    expect(await store.unneededPhotos({ before: clock, limit: 10 })).toEqual([])
  })

  test('goes on: new commands, in the same chain, also after a reopening of the store', async () => {
    const id = idOf('underReview.resolved')
    const version = (await service().get(as('secretary'), id))?.ticket.version ?? 0
    const outcome = await service().execute(
      as('secretary'),
      id,
      { type: 'CONFIRM_RESULT' },
      { commandId: 'after-the-upgrade', ifVersion: version },
    )
    expect(outcome).toMatchObject({
      ok: true,
      version: version + 1,
      ticket: { status: 'closed', schemaVersion },
    })
    const { items } = await postgresStore(db).history({ tenantId, ticketId: id })
    expect(items.map((event) => event.schemaVersion)).toEqual([
      undefined,
      undefined,
      undefined,
      schemaVersion,
    ])
    expect(verifyHistory(items)).toMatchObject({ ok: true, count: version + 1 })
  })

  test('answers a command that version 1 carried out with its first result', async () => {
    const { line, events } = rows.find((row) => row.line.status === 'withdrawn') ?? {
      line: undefined,
      events: [],
    }
    const { command } = events[1] as { command: unknown }
    expect(
      await service().execute(as('gridWorker'), line?.ticketId ?? '', command, {
        commandId: 'withdrawn-2',
        ifVersion: 1,
      }),
    ).toMatchObject({ ok: true, version: 2, replayed: true })
  })

  test('shows a department neither contact nor telephone numbers, though version 1 hashed the description', async () => {
    const id = idOf('closed')
    const shown = JSON.stringify([
      await service().get(as('cityManagement'), id),
      await service().history(as('cityManagement'), id),
      await service().query(as('cityManagement'), {}),
    ])
    expect(found(shown, ['某居民', '话 000', '话000', 'citizen-1'])).toEqual([])
    const history = (await service().history(as('secretary'), id)) ?? []
    expect(verifyHistory(history, { asSeen: true }).ok).toBe(true)
    expect(verifyHistory(history).ok).toBe(true)
  })

  test('lets a resident be erased: what lay beside the hash is gone, what is in it is shown to nobody', async () => {
    const id = idOf('evaluated')
    const version = (await service().get(as('supervisor'), id))?.ticket.version ?? 0
    const outcome = await service().erasePersonal(
      as('supervisor'),
      id,
      { reason: '应居民要求', description: '井盖破损' },
      { commandId: 'erase', ifVersion: version },
    )
    expect(outcome).toMatchObject({ ok: true, version: version + 1 })
    const { items } = await postgresStore(db).history({ tenantId, ticketId: id }, { limit: 200 })
    expect(verifyHistory(items)).toMatchObject({ ok: true, count: version + 1 })
    expect(items.some(({ personal }) => personal)).toBe(false)
    for (const person of ['supervisor', 'secretary', 'dispatcher'] as const) {
      const shown = JSON.stringify([
        await service().get(as(person), id),
        await service().history(as(person), id),
        (await service().query(as(person), {})).items.filter(({ ticketId }) => ticketId === id),
      ])
      expect(found(shown, ['某居民', '话 000', 'citizen-1', '单元 501', '111.671'])).toEqual([])
    }
  })
})

describe('a database of a newer version', () => {
  test('is refused at the start, before anything of it is changed', async () => {
    await sql`insert into whistle_migration (name, timestamp) values ('0099-later', '2030-01-01')`.execute(db)
    await expect(migrateDatabase(db)).rejects.toMatchObject({
      code: 'newerData',
      sentence: { zh: expect.stringContaining('请先升级'), en: expect.stringContaining('Upgrade') },
    })
    await sql`delete from whistle_migration where name = '0099-later'`.execute(db)
    expect(await migrateDatabase(db)).toEqual([])
  })

  test('row by row too, with its code and not as a row that somebody spoilt', async () => {
    const id = idOf('draft')
    const [row] = await db.selectFrom('whistle_ticket').select('state').where('ticket_id', '=', id).execute()
    const newer = { ...(row?.state as object), schemaVersion: schemaVersion + 1 }
    await db
      .updateTable('whistle_ticket')
      .set({ state: JSON.stringify(newer) })
      .where('ticket_id', '=', id)
      .execute()
    await expect(postgresStore(db).load({ tenantId, ticketId: id })).rejects.toMatchObject({
      code: 'newerData',
    })
  })
})
