/**
 * One short round each: the service is killed as people work, and where the commit is in doubt besides. All faults, often:
 * faults.long.test.ts.
 */
import { expect, test } from 'vitest'
import { pgliteBackend, postgresBackend } from './testing/backends.ts'
import { chanceFrom } from './testing/chance.ts'
import { startCuttingProxy } from './testing/cutting-proxy.ts'
import { runRounds } from './testing/rounds.ts'

// Every round ends with the service killed under load.
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
