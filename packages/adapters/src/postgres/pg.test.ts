import { StoreUnavailableError } from '@chuishao/core/service'
import { sql } from 'kysely'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sampleAppend, sampleTenant, sampleTicketId, ticketStoreConformance } from '../conformance/index.ts'
import { chanceFrom } from '../faults/testing/chance.ts'
import { startCuttingProxy } from '../faults/testing/cutting-proxy.ts'
import { openPostgres, type PostgresDatabase } from './pg.ts'
import { postgresStore } from './postgres-store.ts'
import { emptyTables } from './testing/empty-tables.ts'
import { startPostgres, type TestPostgres } from './testing/start-postgres.ts'

let server: TestPostgres
const names: string[] = []

beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
}, 60_000)

afterAll(() => server.stop())

/** The URL of an empty database on the server. */
async function emptyDatabase(): Promise<string> {
  const name = `whistle_${names.push('') - 1}`
  const { db, close } = await openPostgres({ url: server.url })
  await sql`create database ${sql.id(name)}`.execute(db)
  await close()
  return server.url.replace(/postgres$/, name)
}

describe('on a server', () => {
  let url: string
  let opened: PostgresDatabase

  beforeAll(async () => {
    url = await emptyDatabase()
    opened = await openPostgres({ url })
  }, 60_000)

  afterAll(() => opened.close())

  ticketStoreConformance(
    { describe, it: (sentence, run) => it(sentence, run, 30_000) },
    {
      name: 'postgresStore on a server',
      capabilities: { durability: 'power' },
      // Opening a database again takes its time where others work on the machine; the runner's own limit is beyond.
      timeoutMs: 25_000,
      create: async () => {
        await emptyTables(opened.db)
        const store = postgresStore(opened.db, { pollMs: 3_600_000 })
        return {
          store,
          reopen: async () => {
            await opened.close()
            opened = await openPostgres({ url })
            return opened.store
          },
          dispose: () => store.close(),
        }
      },
    },
  )
})

describe('openPostgres', () => {
  it('lets several instances open an empty database at the same time', async () => {
    const url = await emptyDatabase()
    const opened = await Promise.all([1, 2, 3].map(() => openPostgres({ url })))
    await opened[0]!.store.append(sampleAppend())
    expect(await opened[2]!.store.position(sampleTenant)).toBe(1)
    await Promise.all(opened.map(({ close }) => close()))
  }, 30_000)

  it('sets what its statements need, whatever the defaults of the host are', async () => {
    const url = await emptyDatabase()
    const host = await openPostgres({ url })
    const name = sql.id(new URL(url).pathname.slice(1))
    const wanted = {
      default_transaction_isolation: 'read committed',
      max_parallel_workers_per_gather: '0',
      jit: 'off',
    }
    const defaults = {
      default_transaction_isolation: 'serializable',
      max_parallel_workers_per_gather: '4',
      jit: 'on',
    }
    for (const [setting, value] of Object.entries(defaults))
      await sql`alter database ${name} set ${sql.id(setting)} = ${sql.lit(value)}`.execute(host.db)
    await host.close()
    const { db, close } = await openPostgres({ url })
    const current = sql.join(Object.keys(wanted).map((it) => sql`current_setting(${it}) as ${sql.id(it)}`))
    expect((await sql`select ${current}`.execute(db)).rows).toEqual([wanted])
    await close()
  }, 30_000)

  it('says at once what is wrong with a database that does not exist', async () => {
    const url = server.url.replace(/postgres$/, 'nowhere')
    await expect(openPostgres({ url })).rejects.toMatchObject({ code: '3D000' })
  })

  it('gives up on a server that never comes, and says that it could not be reached', async () => {
    const url = 'postgres://whistle@127.0.0.1:1/postgres'
    await expect(openPostgres({ url, startTimeoutMs: 50 })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('gives up at once when nobody waits for it any more, and what is open then stays open', async () => {
    const asked = new AbortController()
    const stopped = new Error('stopped')
    const { store, close } = await openPostgres({ url: server.url, signal: asked.signal })
    const silent = createServer(() => asked.abort(stopped)).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const url = `postgres://whistle@127.0.0.1:${port}/postgres`
    const never = { startTimeoutMs: 3_600_000, connectTimeoutMs: 3_600_000, signal: asked.signal }
    await expect(openPostgres({ url, ...never })).rejects.toBe(stopped)
    await expect(openPostgres({ url, ...never })).rejects.toBe(stopped)
    silent.close()
    expect(await store.position('nobody')).toBe(0)
    await close()
  })

  it('gives up on a server that hangs, serves again when it goes on, and closes also while it hangs', async () => {
    const own = await startPostgres({ settings: { fsync: 'off' } })
    try {
      const limits = { statementTimeoutMs: 200, silenceTimeoutMs: 400, connectTimeoutMs: 300 }
      const { store, close } = await openPostgres({
        url: own.url,
        poolSize: 2,
        ...limits,
        closeTimeoutMs: 300,
      })
      await store.append(sampleAppend())
      own.hang()
      const asked = Array.from({ length: 6 }, () => store.position(sampleTenant))
      for (const outcome of await Promise.allSettled(asked))
        expect(outcome).toMatchObject({ reason: { name: 'StoreUnavailableError' } })
      own.wake()
      expect(await store.position(sampleTenant)).toBe(1)
      const feed = store
        .feed(sampleTenant, { after: 1, signal: new AbortController().signal })
        [Symbol.asyncIterator]()
      const next = feed.next().catch(() => undefined)
      own.hang()
      const cut = store.position(sampleTenant).catch((error: unknown) => error)
      await close()
      expect(await cut).toBeInstanceOf(StoreUnavailableError)
      await next
    } finally {
      own.wake()
      await own.stop()
    }
  }, 20_000)

  it('ends a statement that takes too long', async () => {
    const { db, close } = await openPostgres({ url: server.url, statementTimeoutMs: 100 })
    await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toMatchObject({ code: '57014' })
    await close()
  })

  it('is unavailable, and no fault of ours, while somebody holds what a statement needs', async () => {
    const holder = await openPostgres({ url: server.url })
    const { store, close } = await openPostgres({ url: server.url, statementTimeoutMs: 200 })
    await holder.db.transaction().execute(async (held) => {
      await sql`lock table whistle_ticket in access exclusive mode`.execute(held)
      await expect(store.query({ tenantId: 'anybody' })).rejects.toBeInstanceOf(StoreUnavailableError)
    })
    await expect(store.query({ tenantId: 'anybody' })).resolves.toMatchObject({ items: [] })
    await close()
    await holder.close()
  })
})

describe('a server that goes away', () => {
  it('is a clear error while it is gone, and what was acknowledged is there when it is back', async () => {
    const own = await startPostgres()
    const lost: Error[] = []
    const { store, close } = await openPostgres({ url: own.url, onConnectionLost: (it) => lost.push(it) })
    try {
      await store.append(sampleAppend())
      await own.kill()
      await expect(store.position(sampleTenant)).rejects.toBeInstanceOf(StoreUnavailableError)
      await expect(store.append(sampleAppend({ expectedVersion: 1 }))).rejects.toMatchObject({
        code: 'storeUnavailable',
      })
      await own.start()
      expect(await store.append(sampleAppend())).toMatchObject({ version: 1, replayed: true })
      expect(await store.append(sampleAppend({ expectedVersion: 1 }))).toMatchObject({ version: 2 })
    } finally {
      await close()
      await own.stop()
    }
    expect(lost.length).toBeGreaterThan(0)
  }, 60_000)

  it('is away as well where the database is closed to everybody, and back when it is opened', async () => {
    const url = await emptyDatabase()
    const name = sql.id(new URL(url).pathname.slice(1))
    const { store, close } = await openPostgres({ url })
    const operator = await openPostgres({ url: server.url })
    await sql`alter database ${name} allow_connections false`.execute(operator.db)
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = ${new URL(url).pathname.slice(1)}`.execute(operator.db)
    await vi.waitFor(() =>
      expect(store.position(sampleTenant)).rejects.toMatchObject({
        name: 'StoreUnavailableError',
        cause: { code: '55000' },
      }),
    )
    await sql`alter database ${name} allow_connections true`.execute(operator.db)
    expect(await store.position(sampleTenant)).toBe(0)
    await close()
    await operator.close()
  })

  it('may cut a connection between two statements of a transaction, which fails, and nothing else does', async () => {
    const { db, store, close } = await openPostgres({ url: server.url, poolSize: 2 })
    const halfway = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`select pg_terminate_backend(${rows[0]!.pid}, 5000)`.execute(db)
      await vi.waitUntil(() =>
        sql`select 1`.execute(tx).then(
          () => false,
          () => true,
        ),
      )
      await sql`select 1`.execute(tx)
    })
    await expect(halfway).rejects.toThrow()
    expect(await store.position('nobody')).toBe(0)
    await close()
  })

  it('may go away in the middle of the migrations, which are then run again', async () => {
    const url = await emptyDatabase()
    let commits = 0
    const everySecond = {
      ...chanceFrom(1),
      in: (part: number) => (part === 1 ? (commits += 1) % 2 === 1 : commits > 1),
    }
    const proxy = await startCuttingProxy({ target: server.port, part: 1, chance: everySecond })
    const opened = await openPostgres({ url: url.replace(`:${server.port}/`, `:${proxy.port}/`) })
    expect(await opened.store.position(sampleTenant)).toBe(0)
    expect(proxy.cuts.answerLost + proxy.cuts.commitLost).toBeGreaterThan(0)
    await opened.close()
    await proxy.close()
  }, 30_000)

  it('may start after us', async () => {
    const own = await startPostgres({ settings: { fsync: 'off' } })
    await own.kill()
    const opening = openPostgres({ url: own.url })
    await own.start()
    const { store, close } = await opening
    await store.append(sampleAppend({ ticketId: sampleTicketId(3) }))
    await close()
    await own.stop()
  }, 60_000)
})
