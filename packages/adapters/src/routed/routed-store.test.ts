import { StoreUnavailableError, type TicketStore } from '@chuishao/core/service'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sampleAppend, sampleInstant, sampleTicketId, ticketStoreConformance } from '../conformance/index.ts'
import { memoryStore } from '../memory/index.ts'
import { openPostgres, type PostgresDatabase } from '../postgres/pg.ts'
import { openPglite } from '../postgres/pglite.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { emptyTables } from '../postgres/testing/empty-tables.ts'
import { newPgliteDirectory } from '../postgres/testing/new-pglite.ts'
import { startPostgres, type TestPostgres } from '../postgres/testing/start-postgres.ts'
import { openingStore, routedStore } from './index.ts'

/** The tenants of the suite, on two stores. */
const split = (one: TicketStore, two: TicketStore) => ({ '150100': one, '150102': two, '150103': one })

type Opened = Pick<PostgresDatabase, 'db' | 'close'>

const append = (tenantId: string, minutes = 1, n = 1) =>
  sampleAppend({
    tenantId,
    ticketId: sampleTicketId(n),
    deadlines: [{ kind: 'accept', dueAt: sampleInstant(minutes) }],
  })
const claim = { now: sampleInstant(60), limit: 10, leaseMs: 60_000, owner: 'poller' }

/** The suite over two databases, which stay open and are emptied for each test. */
function conformanceOn(name: string, durability: 'process' | 'power', open: (n: 0 | 1) => Promise<Opened>) {
  let both: [Opened, Opened]
  const openBoth = () => Promise.all([open(0), open(1)])
  const closeBoth = () => Promise.all(both.map((it) => it.close()))

  beforeAll(async () => {
    both = await openBoth()
  }, 60_000)
  afterAll(() => closeBoth())

  // The databases stay open and are emptied; feeds must not need the poll, which is beyond the length of any test.
  const routed = () => {
    const [one, two] = both.map(({ db }) => postgresStore(db, { durability, pollMs: 3_600_000 }))
    return routedStore({ routes: split(one!, two!) })
  }

  ticketStoreConformance(
    { describe, it: (sentence, run) => it(sentence, run, 30_000) },
    {
      name,
      capabilities: { durability },
      // Opening a database again takes its time where others work on the machine; the runner's own limit is beyond.
      timeoutMs: 25_000,
      create: async () => {
        for (const { db } of both) await emptyTables(db)
        const store = routed()
        return {
          store,
          reopen: async () => {
            await closeBoth()
            both = await openBoth()
            return routed()
          },
          dispose: () => store.close(),
        }
      },
    },
  )
}

ticketStoreConformance(
  { describe, it },
  {
    name: 'routedStore over two in memory',
    capabilities: { durability: 'memory' },
    create: async () => {
      const store = routedStore({ routes: split(memoryStore(), memoryStore()) })
      return { store, dispose: () => store.close() }
    },
  },
)

describe('over databases', () => {
  let servers: TestPostgres[] = []
  let folder: string

  beforeAll(async () => {
    servers = await Promise.all([1, 2].map(() => startPostgres({ settings: { fsync: 'off' } })))
    folder = await newPgliteDirectory(await mkdtemp(join(tmpdir(), 'chuishao-routed-')))
  }, 60_000)

  afterAll(async () => {
    await Promise.all(servers.map((it) => it.stop()))
    await rm(folder, { recursive: true, force: true })
  })

  const server = (n: number) => openPostgres({ url: servers[n]?.url ?? '' })
  const embedded = () => openPglite({ directory: folder })

  describe('of two servers', () => {
    conformanceOn('routedStore over two servers', 'power', server)
  })

  describe('of a server and an embedded one', () => {
    const either = (n: number) => (n === 0 ? server(0) : embedded())
    conformanceOn('routedStore over a server and an embedded database', 'process', either)
  })
})

describe('a routed store', () => {
  const down = (): TicketStore => {
    const away = async () => {
      throw new StoreUnavailableError(new Error('ECONNREFUSED'))
    }
    return { ...memoryStore(), append: away, position: away, claimDue: away }
  }

  it('finds nothing for a tenant without a store, and says what is wrong where one writes for it', async () => {
    const store = routedStore({ routes: { '150102': memoryStore() } })
    const nobody = { tenantId: '150199', ticketId: sampleTicketId(1) }
    expect(await store.load(nobody)).toBeUndefined()
    expect(await store.query({ tenantId: '150199' })).toEqual({ items: [] })
    expect(await store.position('150199')).toBe(0)
    const unrouted = { code: 'unroutedTenant', tenantId: '150199' }
    await expect(store.append(append('150199'))).rejects.toMatchObject(unrouted)
    const signal = AbortSignal.abort()
    expect(() => store.feed('150199', { after: 0, signal })).toThrow('150199')
    // A name that every object has is no tenant.
    expect(await store.position('constructor')).toBe(0)
  })

  it('is as durable as its weakest store', () => {
    const power = { ...memoryStore(), capabilities: { durability: 'power' } as const }
    expect(routedStore({ routes: { a: power, b: power } }).capabilities).toEqual({ durability: 'power' })
    expect(routedStore({ routes: { a: power, b: memoryStore() } }).capabilities).toEqual({
      durability: 'memory',
    })
  })

  it('shares a claim among its stores, and gives what one does not use to the others', async () => {
    const stores = { a: memoryStore(), b: memoryStore(), c: memoryStore() }
    const store = routedStore({ routes: stores })
    for (let n = 1; n <= 20; n += 1) await store.append(append('a', 1, n))
    for (let n = 1; n <= 2; n += 1) await store.append(append('b', 30, n))
    const claimed = await store.claimDue({ ...claim, limit: 9 })
    const count = (tenantId: string) => claimed.filter((it) => it.tenantId === tenantId).length
    expect([count('a'), count('b'), count('c')]).toEqual([7, 2, 0])
  })

  it('gives every store its turn where the limit is smaller than their number', async () => {
    const store = routedStore({ routes: { a: memoryStore(), b: memoryStore() } })
    for (let n = 1; n <= 5; n += 1) await store.append(append('a', 1, n))
    await store.append(append('b', 30))
    const claims = [
      await store.claimDue({ ...claim, limit: 1 }),
      await store.claimDue({ ...claim, limit: 1 }),
    ]
    expect(claims.flat().map(({ tenantId }) => tenantId)).toEqual(['a', 'b'])
  })

  it('claims from the others while one store is away, and tells whose deadlines wait', async () => {
    const failures: unknown[] = []
    const store = routedStore({
      routes: { a: down(), b: memoryStore() },
      onClaimFailed: ({ tenantIds, error }) => failures.push([tenantIds, error]),
    })
    await store.append(append('b'))
    await expect(store.append(append('a'))).rejects.toBeInstanceOf(StoreUnavailableError)
    expect(await store.claimDue(claim)).toHaveLength(1)
    expect(failures).toEqual([[['a'], expect.any(StoreUnavailableError)]])
    const nobody = routedStore({ routes: { a: down(), c: down() } })
    await expect(nobody.claimDue(claim)).rejects.toBeInstanceOf(StoreUnavailableError)
  })

  it('does not wait for a store that hangs, and hands out later what it claimed in the end', async () => {
    const slow = memoryStore()
    let go = () => {}
    const gate = new Promise<void>((resolve) => (go = resolve))
    const hanging: TicketStore = { ...slow, claimDue: (it) => gate.then(() => slow.claimDue(it)) }
    const store = routedStore({ routes: { a: hanging, b: memoryStore() }, claimTimeoutMs: 1 })
    await store.append(append('a'))
    await store.append(append('b'))
    const tenantsOf = async (at = claim.now) =>
      (await store.claimDue({ ...claim, now: at })).map(({ tenantId }) => tenantId)
    expect(await tenantsOf()).toEqual(['b'])
    expect(await tenantsOf()).toEqual([])
    go()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await tenantsOf()).toEqual(['a'])
  })

  it('leaves alone what a tenant left behind in its former store', async () => {
    const [former, present] = [memoryStore(), memoryStore()]
    for (const it of [former, present]) await it.append(append('a'))
    await former.append(append('b'))
    const store = routedStore({ routes: { a: present, b: former } })
    const claimed = await store.claimDue(claim)
    expect(claimed.map(({ tenantId }) => tenantId).toSorted()).toEqual(['a', 'b'])
  })

  it('closes every store, also where one cannot be closed', async () => {
    const closed: string[] = []
    const closing = (name: string, error?: Error): TicketStore => ({
      ...memoryStore(),
      close: async () => {
        closed.push(name)
        if (error) throw error
      },
    })
    const shared = closing('b')
    const store = routedStore({ routes: { a: closing('a', new Error('no')), b: shared, c: shared } })
    await expect(store.close()).rejects.toBeInstanceOf(AggregateError)
    expect(closed).toEqual(['a', 'b'])
  })
})

describe('an opening store', () => {
  it('is unavailable until its database is there, and works then', async () => {
    const failures: unknown[] = []
    let up = false
    const store = openingStore({
      capabilities: { durability: 'memory' },
      open: async () => {
        if (!up) throw new Error('ECONNREFUSED')
        return memoryStore()
      },
      retryMs: 1,
      onOpenFailed: (error) => failures.push(error),
    })
    await expect(store.position('a')).rejects.toBeInstanceOf(StoreUnavailableError)
    up = true
    await vi.waitFor(async () => expect(await store.position('a')).toBe(0))
    expect(failures.length).toBeGreaterThan(0)
    await store.close()
  })

  it('stops trying when it is closed', async () => {
    const store = openingStore({
      capabilities: { durability: 'memory' },
      open: () => Promise.reject(new Error('never')),
      retryMs: 3_600_000,
    })
    await store.close()
  })
})

describe('a server that goes away', () => {
  it('takes its own tenants along and leaves the others untouched', async () => {
    const servers = await Promise.all([1, 2].map(() => startPostgres({ settings: { fsync: 'off' } })))
    const [one, two] = await Promise.all(servers.map(({ url }) => openPostgres({ url })))
    const store = routedStore({ routes: split(one!.store, two!.store) })
    try {
      for (const tenantId of ['150100', '150102']) await store.append(append(tenantId))
      await servers[1]!.kill()
      await expect(store.position('150102')).rejects.toBeInstanceOf(StoreUnavailableError)
      expect(await store.position('150100')).toBe(1)
      expect(await store.append(append('150103'))).toMatchObject({ ok: true })
      expect((await store.claimDue(claim)).map(({ tenantId }) => tenantId)).toEqual(['150100', '150103'])
      await servers[1]!.start()
      expect(await store.append(append('150102'))).toMatchObject({ replayed: true })
      expect((await store.claimDue(claim)).map(({ tenantId }) => tenantId)).toEqual(['150102'])
    } finally {
      await store.close()
      await Promise.all(servers.map((it) => it.stop()))
    }
  }, 60_000)
})
