/** One short round each of the faults of processes, servers, clocks and connections. All faults, often: faults.long.test.ts. */
import { expect, test } from 'vitest'
import { pgliteBackend, postgresBackend } from './testing/backends.ts'
import { chanceFrom } from './testing/chance.ts'
import { startCuttingProxy } from './testing/cutting-proxy.ts'
import { runRounds } from './testing/rounds.ts'

// Every round ends with the service killed under load.
const day = 24 * 3_600_000
const short = { rounds: 1, network: 'unruly', strike: async () => {} } as const

test('a service that is killed on PGlite loses nothing', async () => {
  const backend = await pgliteBackend()
  try {
    const { counts } = await runRounds({ backend, ...short })
    expect(counts.acknowledged).toBeGreaterThan(1)
  } finally {
    await backend.dispose()
  }
}, 60_000)

test('a service that is killed on PostgreSQL, and commits whose answers are lost, lose nothing', async () => {
  const backend = await postgresBackend()
  const proxy = await startCuttingProxy({ target: backend.server.port, part: 0.1, chance: chanceFrom(1) })
  const url = backend.server.url.replace(`:${backend.server.port}/`, `:${proxy.port}/`)
  try {
    const { counts } = await runRounds({ backend, database: { url }, ...short })
    expect(counts.acknowledged).toBeGreaterThan(1)
    expect(proxy.cuts.answerLost).toBeGreaterThan(0)
  } finally {
    await proxy.close()
    await backend.dispose()
  }
}, 60_000)

test('two instances lose nothing as PostgreSQL is killed, a clock jumps by a day, and one of them is killed', async () => {
  const backend = await postgresBackend()
  try {
    const { counts } = await runRounds({
      backend,
      rounds: 1,
      services: 2,
      pollMs: 5,
      size: 20,
      async strike({ services: [service], load, replace, claims }) {
        await backend.server.crash()
        await backend.server.start()
        await load.more(10)
        service?.jump(day)
        // What waits to be accepted is overdue now; however slow the machine, a poller gets it before the clock is back.
        do await load.more(10)
        while (claims() === 0)
        service?.jump(-2 * day)
        await load.more(10)
        await replace(1)
      },
    })
    expect(counts.acknowledged).toBeGreaterThan(30)
    expect(counts.claims).toBeGreaterThan(0)
  } finally {
    await backend.dispose()
  }
}, 60_000)
