/**
 * Run by `two-processes.test.ts`: a poller on a PostgreSQL server until SIGTERM. Says `reached` for every deadline that
 * took effect, and `idle` when it finds nothing to claim.
 */
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgres } from '../../postgres/pg.ts'
import { runDeadlines } from '../run-deadlines.ts'
import { allDue, serviceOn } from './due-city.ts'

const [url = '', owner = '', startedAt = '0'] = process.argv.slice(2)
const { store, close } = await openPostgres({ url })
const say = (word: string) => writeSync(1, `${word}\n`)
const service = serviceOn(store, () =>
  new Date(Date.parse(allDue) + Date.now() - Number(startedAt)).toISOString(),
)

const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())

await runDeadlines({
  service: {
    ...service,
    reachDeadline: async (due) => {
      const effect = await service.reachDeadline(due)
      say(effect)
      return effect
    },
  },
  owner,
  leaseMs: 1_000,
  batch: 10,
  signal: stop.signal,
  onError: ({ error }) => {
    throw error
  },
  wait: async () => {
    say('idle')
    await pause(50)
  },
})
await close()
