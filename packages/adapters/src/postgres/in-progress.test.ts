import { createTicketService, type TicketStore } from '@chuishao/core/service'
import { indexCity } from '@chuishao/core/matters'
import { weekendCalendar } from '@chuishao/core/time'
import { testCityData } from '@chuishao/core/testing'
import { sql, type Kysely } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { sampleAppend } from '../conformance/index.ts'
import { memoryAttachments } from '../memory/index.ts'
import { routedStore } from '../routed/index.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import type { Database } from './database.ts'
import { openPostgres, type PostgresDatabase } from './pg.ts'
import { emptyTables } from './testing/empty-tables.ts'
import { startPostgres, type TestPostgres } from './testing/start-postgres.ts'

let server: TestPostgres
let instances: [PostgresDatabase, PostgresDatabase]

beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
  const { url } = server
  instances = [await openPostgres({ url }), await openPostgres({ url })]
}, 60_000)

afterAll(async () => {
  await Promise.all(instances.map(({ close }) => close()))
  await server.stop()
})

const { id: tenantId } = testCityData

/** Runs `work` while somebody holds the tenant's feed, so that no command of it can be stored. */
async function whileHeld<T>(db: Kysely<Database>, work: (free: () => void) => Promise<T>): Promise<T> {
  const feed = { tenant_id: tenantId, position: 0 }
  await db
    .insertInto('whistle_feed')
    .values(feed)
    .onConflict((it) => it.doNothing())
    .execute()
  let free = () => {}
  const freed = new Promise<void>((resolve) => (free = resolve))
  let holding: Promise<unknown> | undefined
  await new Promise<void>((held, failed) => {
    holding = db.transaction().execute(async (tx) => {
      await sql`select from whistle_feed where tenant_id = ${tenantId} for update`.execute(tx)
      held()
      await freed
    })
    holding.catch(failed)
  })
  try {
    return await work(free)
  } finally {
    free()
    await holding
  }
}

/** Until as many statements wait for a lock. */
async function untilWaiting(db: Kysely<Database>, many: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`.execute(db)
    if (rows[0]?.n === many) return
    await pause(5)
  }
}

const routedOver = (store: TicketStore) => routedStore({ routes: { [tenantId]: store } })

describe.each([
  ['', (store: TicketStore) => store],
  [', both routed', routedOver],
])('a command that another instance is storing%s', (_, over) => {
  it.each([
    ['', []],
    [' with a photo', ['a'.repeat(64)]],
  ])(
    'is told at once to a repeat%s, and afterwards the repeat gets its result',
    async (_name, photos) => {
      const [{ db }] = instances
      await emptyTables(db)
      const [one, two] = instances.map(({ store }) => over(store)) as [TicketStore, TicketStore]
      for (const sha256 of photos)
        await one.noteUpload({ tenantId, sha256, personId: 'grid-0001', at: '2026-03-02T00:00:00.000Z' })
      for (const expectedVersion of [0, 1]) {
        const request = { ...sampleAppend({ tenantId, expectedVersion }), photos }
        await whileHeld(db, async (free) => {
          const first = one.append(request)
          await untilWaiting(db, 1)
          expect(await two.append(request)).toEqual({ ok: false, reason: 'commandInProgress' })
          free()
          expect(await first).toMatchObject({ ok: true, replayed: false })
        })
        expect(await two.append(request)).toMatchObject({ ok: true, replayed: true })
      }
    },
    20_000,
  )

  it('does not keep another command from waiting its turn', async () => {
    const [{ db }] = instances
    await emptyTables(db)
    const [one, two] = instances.map(({ store }) => over(store)) as [TicketStore, TicketStore]
    await whileHeld(db, async (free) => {
      const first = one.append(sampleAppend({ tenantId, commandId: 'tap-1' }))
      await untilWaiting(db, 1)
      const second = two.append(sampleAppend({ tenantId, commandId: 'tap-2' }))
      await untilWaiting(db, 2)
      free()
      expect(await first).toMatchObject({ ok: true })
      expect(await second).toEqual({ ok: false, reason: 'versionConflict', currentVersion: 1 })
    })
  }, 20_000)
})

it('answers a repeat at another instance with 409 and when to ask again', async () => {
  const [{ db }] = instances
  await emptyTables(db)
  const cities = () => ({ index: indexCity(testCityData, weekendCalendar), data: testCityData })
  const faces = instances.map(({ store }) =>
    sampleServer({
      service: createTicketService({
        store,
        attachments: memoryAttachments(),
        cities,
        clock: () => '2026-03-02T01:30:00.000Z',
        newSalt: randomSalt,
      }),
    }),
  )
  const [id, key] = [freshTicketId(), crypto.randomUUID()]
  const headers = {
    Authorization: `Bearer ${await tokenFor('gridWorker')}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
    'If-Match': '"v0"',
  }
  const body = JSON.stringify({ type: 'WHISTLE', draft: sampleDraft() })
  const url = `http://portal.test/api/v1/tickets/${id}/commands`
  const sendTo = (n: number) => faces[n]?.handler(new Request(url, { method: 'POST', headers, body }))
  await whileHeld(db, async (free) => {
    const first = sendTo(0)
    await untilWaiting(db, 1)
    const second = await sendTo(1)
    expect([second?.status, second?.headers.get('Retry-After')]).toEqual([409, '1'])
    expect(await second?.json()).toMatchObject({ code: 'commandInProgress' })
    free()
    expect((await first)?.status).toBe(201)
  })
  expect(await (await sendTo(1))?.json()).toMatchObject({ version: 1, replayed: true })
  expect(faces.map(({ errors }) => errors)).toEqual([[], []])
  await Promise.all(faces.map(({ dispose }) => dispose()))
}, 20_000)
