import { createFigures } from '@chuishao/core/insight'
import {
  createTicketService,
  StoreUnavailableError,
  type FeedItem,
  type TicketStore,
} from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import type { Actor, TicketEvent } from '@chuishao/core/ticket'
import { Kysely, PGliteDialect } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryAttachments, memoryStore } from '../../memory/index.ts'
import { randomSalt } from '../../salt/random-salt.ts'
import type { Database } from '../database.ts'
import { migrateDatabase } from '../migrate.ts'
import { emptyTables } from '../testing/empty-tables.ts'
import { newPglite } from '../testing/new-pglite.ts'
import { cityWide, forgetRollup, rollupLag, runRollup, type RollupFailure } from './index.ts'
import { takeIn } from './take-in.ts'
import { districtLog, districtStore } from './testing/district-store.ts'

const tenantIds = ['150102', '150103']
const [one, two] = [districtLog(1), districtLog(2)]
const logs: Record<string, TicketEvent[]> = { '150102': one.events, '150103': two.events }
const city = { index: one.city }
const now = '2026-04-30T00:00:00.000Z'

let db: Kysely<Database>

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await migrateDatabase(db)
}, 60_000)
beforeEach(() => emptyTables(db))
afterAll(() => db.destroy())

/** Rolls up until nothing is behind, or until `done`. */
async function rollUp(
  store: Pick<TicketStore, 'feed' | 'position'>,
  { batch = 50, followers = 1, done = async () => (await behind(store)) === 0 } = {},
): Promise<RollupFailure[]> {
  const stop = new AbortController()
  const failures: RollupFailure[] = []
  const options = { store, tenantIds, db, batch, maxWaitMs: 5, recheckMs: 50, signal: stop.signal }
  const running = Array.from({ length: followers }, () =>
    runRollup({ ...options, onError: (it) => failures.push(it) }),
  )
  await vi.waitUntil(done, { timeout: 15_000, interval: 5 })
  stop.abort()
  await Promise.all(running)
  return failures
}

async function behind(store: Pick<TicketStore, 'feed' | 'position'>): Promise<number | undefined> {
  const lags = await rollupLag({ db, store, tenantIds })
  return lags.reduce<number | undefined>(
    (sum, it) => (sum === undefined || it.behind === undefined ? undefined : sum + it.behind),
    0,
  )
}

/** Every row but what differs with each building. */
async function rows() {
  const tickets = await db
    .selectFrom('whistle_rollup_ticket')
    .selectAll()
    .orderBy('tenant_id')
    .orderBy('ticket_id')
    .execute()
  const places = await db
    .selectFrom('whistle_rollup')
    .select(['tenant_id', 'position', 'last_hash', 'last_event_at'])
    .orderBy('tenant_id')
    .execute()
  return { tickets, places }
}

const bureau = (actor: Partial<Actor> = {}) => ({
  tenantId: '150100',
  actor: { ...people.dispatcher, ...actor },
})
const reader = () => cityWide({ db, tenantIds, cityTenantId: '150100', cities: () => city, clock: () => now })

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false }>): Promise<T> {
  const it = await answer
  if (!it.ok) throw new Error('refused')
  return it.value
}

function figuresOf(events: TicketEvent[]) {
  const running = createFigures()
  for (const event of events) running.add(event)
  return running.figures({ now, city: one.city })
}

describe('the rollup', () => {
  it('says of the whole city what the districts’ own logs say', async () => {
    await rollUp(await districtStore(logs))
    const { byTenant, all, byCategory, upTo } = await value(reader().figures(bureau()))
    const parts = [figuresOf(one.events), figuresOf(two.events)]
    expect(byTenant).toEqual({ '150102': parts[0]!.all, '150103': parts[1]!.all })
    expect(all.raised).toBe(40)
    expect(all.ratios.closeRateAll).toEqual({ numerator: 24, denominator: 40 })
    expect(Object.keys(byCategory).toSorted()).toEqual(
      [...new Set(parts.flatMap((it) => Object.keys(it.byCategory)))].toSorted(),
    )
    expect(upTo).toEqual({ '150102': one.events.at(-1)!.at, '150103': two.events.at(-1)!.at })
    const only = await value(reader().figures(bureau(), { tenantId: '150103' }))
    expect(only.all).toEqual(parts[1]!.all)
  })

  it.each(['updated', 'due'] as const)(
    'lists the tickets of all districts in one order, by %s',
    async (order) => {
      const store = await districtStore(logs)
      await rollUp(store)
      const city = reader()
      const seen: string[][] = []
      let cursor: string | undefined
      do {
        const page = await value(city.query(bureau(), { order, limit: 7, ...(cursor && { cursor }) }))
        seen.push(
          ...page.items.map((it) => [
            order === 'due' ? (it.dueAt ?? 'none') : it.updatedAt,
            it.ticketId,
            it.tenantId,
          ]),
        )
        cursor = page.nextCursor
      } while (cursor !== undefined)
      const sorted = seen.toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1))
      expect(seen).toEqual(order === 'due' ? sorted : sorted.toReversed())
      expect(new Set(seen.map((it) => it.slice(1).join())).size).toBe(40)
      expect(seen).toHaveLength(40)
      await expect(city.query(bureau(), { order, cursor: 'nonsense' })).rejects.toMatchObject({
        code: 'invalidCursor',
      })
    },
  )

  it('filters the list, and counts what changed since the last question', async () => {
    const store = await districtStore({ '150102': one.events.slice(0, 60) })
    await rollUp(store)
    const city = reader()
    const before = await value(city.figures(bureau()))
    const whole = await districtStore(logs)
    await rollUp(whole)
    const after = await value(city.figures(bureau()))
    expect(before.all.raised).toBeLessThan(after.all.raised)
    expect(after).toEqual(await value(reader().figures(bureau())))
    const closed = await value(city.query(bureau(), { statuses: ['closed', 'evaluated'], limit: 200 }))
    expect(closed.items).toHaveLength(24)
    const there = await value(city.query(bureau(), { tenantId: '150103', limit: 200 }))
    expect([...new Set(there.items.map((it) => it.tenantId))]).toEqual(['150103'])
    expect((await value(city.query(bureau(), { tenantId: '150199' }))).items).toEqual([])
  })

  it('takes every event in once, however it is cut, interrupted and followed by several', async () => {
    const store = await districtStore(logs)
    await rollUp(store)
    const expected = await rows()
    for (const [batch, followers] of [
      [1, 1],
      [7, 3],
    ] as const) {
      await emptyTables(db)
      for (const part of [0.9, 0.5, 0.2, 0]) {
        const total = one.events.length + two.events.length
        await rollUp(store, {
          batch,
          followers,
          done: async () => ((await behind(store)) ?? total) <= part * total,
        })
      }
      expect(await rows()).toEqual(expected)
    }
  })

  it('takes nothing in from a follower that was overtaken', async () => {
    const store = await districtStore(logs)
    const stop = new AbortController()
    const items: FeedItem[] = []
    for await (const item of store.feed('150102', { after: 0, signal: stop.signal })) {
      items.push(item)
      if (items.length === 30) stop.abort()
    }
    const first = await takeIn(db, '150102', undefined, items.slice(0, 10))
    await takeIn(db, '150102', first, items)
    const before = await rows()
    expect(await takeIn(db, '150102', undefined, items.slice(0, 20))).toBeUndefined()
    expect(await takeIn(db, '150102', first, items.slice(10, 20))).toBeUndefined()
    expect(await rows()).toEqual(before)
  })

  it('goes on with the others while one district is away, and catches up when it is back', async () => {
    const store = await districtStore(logs)
    let away = true
    const unreliable: Pick<TicketStore, 'feed' | 'position'> = {
      feed: (...asked) => store.feed(...asked),
      position: async (tenantId) => {
        if (away && tenantId === '150103') throw new StoreUnavailableError(new Error('ECONNREFUSED'))
        return store.position(tenantId)
      },
    }
    const lags = () => rollupLag({ db, store: unreliable, tenantIds })
    const failures = await rollUp(unreliable, { done: async () => (await lags())[0]?.behind === 0 })
    expect(failures.every((it) => it.tenantId === '150103')).toBe(true)
    expect(failures.length).toBeGreaterThan(0)
    expect(await lags()).toEqual([
      {
        tenantId: '150102',
        position: one.events.length,
        behind: 0,
        diverged: false,
        lastEventAt: one.events.at(-1)!.at,
      },
      { tenantId: '150103', position: 0 },
    ])
    away = false
    await rollUp(unreliable)
    expect((await value(reader().figures(bureau()))).all.raised).toBe(40)
  })

  it('takes in what happens while it runs', async () => {
    const store = memoryStore()
    const service = createTicketService({
      store,
      attachments: memoryAttachments(),
      cities: () => ({ index: testCity, data: testCityData }),
      clock: () => now,
      newSalt: randomSalt,
    })
    const ticketId = '0198c0de-0000-7000-8000-000000000001'
    const send = () =>
      service.execute(
        { tenantId: '150102', actor: people.gridWorker },
        ticketId,
        {
          type: 'WHISTLE',
          draft: {
            matterCode: 'parking',
            location: { crs: 'cgcs2000', address: '示例路', communityId: 'community-1' },
          },
        },
        { commandId: crypto.randomUUID(), ifVersion: 0 },
      )
    let sent: Awaited<ReturnType<typeof send>> | undefined
    await rollUp(store, {
      done: async () => {
        sent ??= await send()
        return (await rollupLag({ db, store, tenantIds }))[0]?.position === 1
      },
    })
    expect(sent).toMatchObject({ ok: true })
    expect((await value(reader().query(bureau()))).items).toMatchObject([{ ticketId, status: 'whistled' }])
  })

  it('is built again from zero, also while it is followed and read', async () => {
    const store = await districtStore(logs)
    await rollUp(store)
    const expected = await rows()
    const city = reader()
    const before = await value(city.figures(bureau()))
    let forgotten = false
    await rollUp(store, {
      done: async () => {
        if (!forgotten) await forgetRollup(db, '150102')
        forgotten = true
        return (await behind(store)) === 0
      },
    })
    expect(await rows()).toEqual(expected)
    expect(await value(city.figures(bureau()))).toEqual(before)
  })

  it.each([
    ['went back to an earlier state', one.events.slice(0, 20)],
    ['is another one', two.events],
  ])('does not go on from a log that %s, until somebody builds it again', async (_, events) => {
    await rollUp(await districtStore({ '150102': one.events.slice(0, 40) }))
    const other = await districtStore({ '150102': events })
    const failures: RollupFailure[] = []
    const before = await rows()
    failures.push(
      ...(await rollUp(other, {
        done: async () => new Promise((resolve) => setTimeout(() => resolve(true), 40)),
      })),
    )
    expect(failures[0]).toMatchObject({ tenantId: '150102', failures: 1, error: { code: 'rollupDiverged' } })
    expect(failures.at(-1)?.failures).toBe(failures.length)
    expect(await rows()).toEqual(before)
    const lag = async () => (await rollupLag({ db, store: other, tenantIds }))[0]
    expect(await lag()).toEqual({
      tenantId: '150102',
      position: 40,
      lastEventAt: one.events[39]!.at,
      diverged: true,
    })
    const city = reader()
    await city.figures(bureau())
    await forgetRollup(db, '150102')
    await rollUp(other)
    expect(await city.figures(bureau())).toEqual(await reader().figures(bureau()))
    expect(await lag()).toMatchObject({ position: events.length, behind: 0, diverged: false })
  })

  it('takes nothing in from another log that takes the place of the first one under it', async () => {
    const first = await districtStore({ '150102': one.events.slice(0, 40) })
    const other = await districtStore({ '150102': two.events })
    let now = first
    const swapped = new AbortController()
    const store: Pick<TicketStore, 'feed' | 'position'> = {
      position: (tenantId) => now.position(tenantId),
      async *feed(tenantId, { after, signal }) {
        let last = after
        for await (const item of first.feed(tenantId, {
          after,
          signal: AbortSignal.any([signal, swapped.signal]),
        })) {
          yield item
          last = item.position
        }
        yield* now.feed(tenantId, { after: last, signal })
      },
    }
    const stop = new AbortController()
    const failures: RollupFailure[] = []
    const onError = (it: RollupFailure) => failures.push(it)
    const running = runRollup({ store, tenantIds: ['150102'], db, signal: stop.signal, onError })
    await vi.waitUntil(async () => (await behind(store)) === 0)
    const before = await rows()
    now = other
    swapped.abort()
    await vi.waitUntil(() => failures.length > 0)
    stop.abort()
    await running
    expect(failures[0]).toMatchObject({ error: { code: 'rollupDiverged', position: 40 } })
    expect(await rows()).toEqual(before)
  })

  it('holds nothing of a resident and no words that people wrote; an erasure reaches it', async () => {
    const store = memoryStore()
    const service = createTicketService({
      store,
      attachments: memoryAttachments(),
      cities: () => ({ index: testCity, data: testCityData }),
      clock: () => now,
      newSalt: randomSalt,
    })
    const ticketId = '0198c0de-0000-7000-8000-000000000001'
    const at = (ifVersion: number) => ({ commandId: crypto.randomUUID(), ifVersion })
    const session = (person: keyof typeof people) => ({ tenantId: '150102', actor: people[person] })
    await service.execute(
      session('gridWorker'),
      ticketId,
      {
        type: 'WHISTLE',
        draft: {
          matterCode: 'parking',
          description: '三单元的李老太家门口停满了车',
          contact: { name: '李某某', phone: '13800000000' },
          citizenId: 'citizen-1',
          location: {
            crs: 'cgcs2000',
            lng: 111.671234,
            lat: 40.821234,
            address: '示例路 3 号院 2-301',
            communityId: 'community-1',
          },
        },
      },
      at(0),
    )
    await rollUp(store)
    const held = async () => JSON.stringify(await rows())
    const personal = /李|13800000000|citizen-1|示例路|111\.67|停满/
    expect(await held()).toContain('parking')
    expect(await held()).not.toMatch(personal)
    const erased = await service.erasePersonal(
      session('supervisor'),
      ticketId,
      { reason: '应居民要求' },
      at(1),
    )
    expect(erased).toMatchObject({ ok: true })
    await rollUp(store)
    expect(await held()).not.toMatch(personal)
    expect((await value(reader().query(bureau()))).items).toMatchObject([{ ticketId, version: 2 }])
    expect((await value(reader().figures(bureau()))).all.raised).toBe(1)
  })
})

describe('the whole city', () => {
  it('is shown to the people of the city’s own centre and to nobody else', async () => {
    const city = reader()
    for (const role of ['dispatcher', 'returnReviewer', 'supervisor', 'analyst'] as const)
      expect(await city.figures(bureau({ roles: [role] }))).toMatchObject({ ok: true })
    for (const session of [
      bureau({ roles: ['departmentHandler'] }),
      bureau({ roles: ['gridWorker', 'citizen'] }),
      { tenantId: '150102', actor: people.supervisor },
    ]) {
      expect(await city.figures(session)).toMatchObject({ ok: false, rejection: { code: 'wrongRole' } })
      expect(await city.query(session)).toMatchObject({ ok: false, rejection: { code: 'wrongRole' } })
    }
  })
})
