import { StoreUnavailableError, type DueDeadline, type TicketStore } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import { Kysely, PGliteDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryStore } from '../memory/index.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { openPostgres } from '../postgres/pg.ts'
import type { Database } from '../postgres/database.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { newPglite } from '../postgres/testing/new-pglite.ts'
import { startPostgres, type TestPostgres } from '../postgres/testing/start-postgres.ts'
import { runDeadlines, type DeadlineFailure, type RunDeadlinesOptions } from './run-deadlines.ts'
import { allDue, dueTicketId, effectsOf, serviceOn, whistledAt, whistleMany } from './testing/due-city.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
}, 60_000)
afterAll(() => server.stop())

const stores: Record<string, () => Promise<TicketStore>> = {
  memory: async () => memoryStore(),
  PGlite: async () => {
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
    await migrateDatabase(db)
    const store = postgresStore(db)
    const close = async () => {
      await store.close()
      await db.destroy()
    }
    return { ...store, close }
  },
  'a PostgreSQL server': async () => (await openPostgres({ url: server.url })).store,
}

/** Runs a poller until it has nothing left to do. */
async function untilIdle(options: Omit<RunDeadlinesOptions, 'signal' | 'wait' | 'onError'>) {
  const stop = new AbortController()
  const failures: DeadlineFailure[] = []
  await runDeadlines({
    ...options,
    signal: stop.signal,
    onError: (failure) => failures.push(failure),
    wait: async () => stop.abort(),
  })
  return failures
}

describe.each(Object.entries(stores))('two pollers on %s', (_, open) => {
  it('share the work, and each deadline takes effect once', async () => {
    const store = await open()
    const clock = { now: whistledAt }
    const service = serviceOn(store, () => clock.now)
    const refs = await whistleMany(service, 60)
    clock.now = allDue
    const reached = { a: 0, b: 0 }
    const poller = (owner: 'a' | 'b') =>
      untilIdle({
        service,
        owner,
        batch: 4,
        onRound: (round) => {
          reached[owner] += round.reached
        },
      })
    expect(await Promise.all([poller('a'), poller('b')])).toEqual([[], []])
    for (const kinds of await effectsOf(service, refs))
      expect(kinds.toSorted()).toEqual(['accept', 'acceptWarning'])
    expect(reached.a + reached.b).toBe(120)
    expect(Math.min(reached.a, reached.b)).toBeGreaterThan(0)
    await store.close()
  }, 60_000)
})

describe('a poller', () => {
  const opened = async (count: number) => {
    const store = memoryStore()
    const clock = { now: whistledAt }
    const service = serviceOn(store, () => clock.now)
    const refs = await whistleMany(service, count)
    clock.now = allDue
    return { service, store, refs, clock }
  }

  it('leaves to the others, after its lease, what it had claimed when it died', async () => {
    const { service, refs, clock } = await opened(4)
    await service.claimDeadlines({ owner: 'dead', limit: 100, leaseMs: 30_000 })
    await untilIdle({ service, owner: 'heir' })
    expect((await effectsOf(service, refs)).flat()).toEqual([])
    clock.now = '2026-03-02T03:00:30.000Z'
    await untilIdle({ service, owner: 'heir' })
    expect((await effectsOf(service, refs)).flat()).toHaveLength(8)
  })

  it('does nothing for a deadline that another has let take effect after the lease ended', async () => {
    const { service, refs } = await opened(1)
    const claimed = await service.claimDeadlines({ owner: 'slow', leaseMs: 0 })
    await untilIdle({ service, owner: 'fast' })
    expect(await Promise.all(claimed.map((it) => service.reachDeadline(it)))).toEqual(['passed', 'passed'])
    expect((await effectsOf(service, refs)).flat()).toHaveLength(2)
  })

  it('reports a deadline that fails, carries out the others, and waits longer after each failure', async () => {
    const { service, refs, clock } = await opened(5)
    const broken = dueTicketId(2)
    const tries: string[] = []
    const failing = {
      ...service,
      reachDeadline: async (due: DueDeadline) => {
        if (due.ticketId !== broken) return service.reachDeadline(due)
        tries.push(clock.now)
        throw new Error('this row cannot be read')
      },
    }
    const begin = Date.parse(allDue)
    const stop = new AbortController()
    const failures: DeadlineFailure[] = []
    await runDeadlines({
      service: failing,
      owner: 'a',
      leaseMs: 10_000,
      pollMs: 10_000,
      signal: stop.signal,
      onError: (failure) => failures.push(failure),
      wait: async (ms) => {
        clock.now = new Date(Date.parse(clock.now) + ms).toISOString()
        if (Date.parse(clock.now) >= begin + 80_000) stop.abort()
      },
    })
    const effects = await effectsOf(service, refs)
    expect(effects.map((kinds) => kinds.length)).toEqual([2, 2, 0, 2, 2])
    const after = [...new Set(tries)].map((at) => (Date.parse(at) - begin) / 1000)
    expect(after).toEqual([0, 10, 30, 70])
    const reported = failures.filter((it) => it.deadline?.kind === 'accept')
    expect(reported.map((it) => [it.failures, it.retryInMs])).toEqual([
      [1, 10_000],
      [2, 20_000],
      [3, 40_000],
      [4, 80_000],
    ])
    expect(reported[0]).toMatchObject({
      deadline: { ticketId: broken },
      error: new Error('this row cannot be read'),
    })
  })

  it('waits for a store that is gone, longer each time, and goes on when it is back', async () => {
    const { service, refs } = await opened(3)
    let away = 3
    const stop = new AbortController()
    const waits: number[] = []
    const failures: DeadlineFailure[] = []
    await runDeadlines({
      service: {
        ...service,
        claimDeadlines: async (options) => {
          if ((away -= 1) >= 0) throw new StoreUnavailableError('away')
          return service.claimDeadlines(options)
        },
      },
      owner: 'a',
      pollMs: 1_000,
      maxWaitMs: 2_000,
      signal: stop.signal,
      onError: (failure) => failures.push(failure),
      wait: async (ms) => {
        waits.push(ms)
        if (waits.length === 4) stop.abort()
      },
    })
    expect(waits).toEqual([1_000, 2_000, 2_000, 1_000])
    expect(failures.map((it) => [it.deadline, it.failures])).toEqual([
      [undefined, 1],
      [undefined, 2],
      [undefined, 3],
    ])
    expect((await effectsOf(service, refs)).flat()).toHaveLength(6)
  })

  it('says once that the store went away in the middle, and blames no deadline', async () => {
    const { service } = await opened(6)
    const stop = new AbortController()
    const failures: DeadlineFailure[] = []
    await runDeadlines({
      service: {
        ...service,
        reachDeadline: async () => {
          throw new StoreUnavailableError('away')
        },
      },
      owner: 'a',
      signal: stop.signal,
      onError: (failure) => failures.push(failure),
      wait: async () => stop.abort(),
    })
    expect(failures).toMatchObject([{ failures: 1, error: { code: 'storeUnavailable' } }])
  })

  it('finishes what is under way when it is stopped, and leaves the rest', async () => {
    const { service, refs } = await opened(10)
    const stop = new AbortController()
    const rounds: unknown[] = []
    await runDeadlines({
      service: {
        ...service,
        reachDeadline: async (due) => {
          stop.abort()
          return service.reachDeadline(due)
        },
      },
      owner: 'a',
      concurrency: 2,
      signal: stop.signal,
      onError: () => {},
      onRound: (round) => rounds.push(round),
    })
    expect(rounds).toEqual([{ claimed: 20, reached: 1, failed: 0, left: 19 }])
    expect((await effectsOf(service, refs)).flat()).toHaveLength(1)
  })

  it('takes no more of a batch than half of its lease allows', async () => {
    const { service } = await opened(10)
    let ms = 0
    const rounds: { claimed: number; left: number }[] = []
    const stop = new AbortController()
    await runDeadlines({
      service: {
        ...service,
        reachDeadline: async (due) => {
          ms += 100
          return service.reachDeadline(due)
        },
      },
      owner: 'a',
      concurrency: 1,
      leaseMs: 1_000,
      now: () => ms,
      signal: stop.signal,
      onError: () => {},
      onRound: (round) => rounds.push(round),
      wait: async () => stop.abort(),
    })
    expect(rounds[0]).toMatchObject({ claimed: 20, left: 14 })
  })

  it('decides anew where somebody acts on the ticket at the same moment', async () => {
    const { service, store, refs } = await opened(1)
    const [{ tenantId, ticketId } = { tenantId: '', ticketId: '' }] = refs
    let raced = false
    const load = store.load.bind(store)
    store.load = async (ref) => {
      const stored = await load(ref)
      if (!raced) {
        raced = true
        const comment = { type: 'COMMENT', text: '补充' }
        const session = { tenantId, actor: people.gridWorker }
        await service.execute(session, ticketId, comment, { commandId: 'c-1', ifVersion: 1 })
      }
      return stored
    }
    expect(await untilIdle({ service, owner: 'a' })).toEqual([])
    expect((await effectsOf(service, refs)).flat()).toHaveLength(2)
  })
})
