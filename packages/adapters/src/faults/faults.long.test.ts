/** Every fault that must lose nothing, at least twenty times each, on real processes, files and connections. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pgliteBackend, postgresBackend, type Backend } from './testing/backends.ts'
import { chanceFrom } from './testing/chance.ts'
import { startCuttingProxy } from './testing/cutting-proxy.ts'
import { runRounds, type RoundsOptions } from './testing/rounds.ts'
import { openSlowReader, positionOf } from './testing/slow-reader.ts'
import { startService } from './testing/start-service.ts'

const rounds = Number(process.env['CHUISHAO_FAULT_ROUNDS'] ?? 20)
const patience = rounds * 60_000
const day = 24 * 3_600_000

/** Runs the rounds on a database of their own, and tells what they came to. */
async function strike<B extends Backend>(
  create: () => Promise<B>,
  options: (backend: B) => Omit<RoundsOptions, 'backend' | 'rounds'>,
) {
  const backend = await create()
  try {
    const { counts } = await runRounds({ backend, rounds, ...options(backend) })
    expect(counts.acknowledged).toBeGreaterThan(rounds)
    expect(counts.unknownDone + counts.unknownNotDone).toBeGreaterThan(0)
    return counts
  } finally {
    await backend.dispose()
  }
}

describe('on PGlite', () => {
  test(
    'SIGKILL of the service',
    () => strike(pgliteBackend, () => ({ strike: (it) => it.replace(0) })),
    patience,
  )

  test(
    'a second process on the directory is turned away and disturbs nobody',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'chuishao-second-'))
      await strike(pgliteBackend, ({ database }) => ({
        strike: () =>
          expect(
            startService({
              database,
              logFile: join(folder, 'log.jsonl'),
              photos: folder,
              owner: 'second',
              pollMs: 10,
              clock: { start: 0, since: 0, speed: 1 },
            }),
          ).rejects.toMatchObject({ code: 'directoryInUse' }),
      }))
    },
    patience,
  )

  test(
    'duplicated, delayed, overtaking and abandoned requests',
    () => strike(pgliteBackend, () => ({ network: 'unruly', strike: async () => {} })),
    patience,
  )
})

describe('readers of the event stream', () => {
  test(
    'who do not read hold nobody up, and miss nothing when they read on',
    () =>
      strike(pgliteBackend, () => ({
        async strike({ services, load }) {
          const url = services[0]?.url ?? ''
          const readers = await Promise.all(Array.from({ length: 10 }, () => openSlowReader(url, 'alpha')))
          await load.more(60)
          const position = await positionOf(url, 'alpha')
          for (const reader of readers) {
            const { start, seen } = await reader.readUntil(position)
            expect(seen).toEqual(Array.from(seen, (_, index) => start + 1 + index))
            expect(start + seen.length).toBeGreaterThanOrEqual(position)
            expect(seen.length).toBeGreaterThan(0)
          }
        },
      })),
    patience,
  )
})

describe('on PostgreSQL', () => {
  test(
    'SIGKILL of the service',
    () => strike(postgresBackend, () => ({ strike: (it) => it.replace(0) })),
    patience,
  )

  test(
    'SIGKILL of PostgreSQL and all its processes',
    () =>
      strike(postgresBackend, ({ server }) => ({
        async strike() {
          await server.crash()
          await server.start()
        },
      })),
    patience,
  )

  test(
    'two instances, two pollers, one of them killed',
    async () => {
      const counts = await strike(postgresBackend, () => ({
        services: 2,
        pollMs: 5,
        network: 'unruly',
        strike: (it) => it.replace(it.chance.below(2)),
      }))
      expect(counts.claims).toBeGreaterThan(rounds)
    },
    patience,
  )

  test(
    'clocks that jump by a day, forward and back, on one of two instances',
    () =>
      strike(postgresBackend, () => ({
        services: 2,
        async strike({ services, chance, load }) {
          const service = services[chance.below(2)]
          service?.jump(day)
          await load.more(20)
          service?.jump(-2 * day)
        },
      })),
    patience,
  )

  test(
    'a commit in doubt: the connection breaks after COMMIT was sent and before its answer',
    async () => {
      const backend = await postgresBackend()
      const proxy = await startCuttingProxy({
        target: backend.server.port,
        part: 0.05,
        chance: chanceFrom(7),
      })
      const url = backend.server.url.replace(`:${backend.server.port}/`, `:${proxy.port}/`)
      await strike(
        async () => backend,
        () => ({ database: { url }, strike: async () => {} }),
      )
      await proxy.close()
      expect(proxy.cuts.answerLost).toBeGreaterThan(rounds / 2)
      expect(proxy.cuts.commitLost).toBeGreaterThan(0)
    },
    patience,
  )
})
