/**
 * 50,000 deadlines fall due within one minute, on a PostgreSQL server, while people go on working. Windows with the
 * poller and without it take turns, so that a busy machine slows both alike: what counts is the ratio.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { people } from '@chuishao/core/testing'
import { runDeadlines } from '../src/deadlines/index.ts'
import { manyTickets, warningsDue } from '../src/deadlines/testing/many-tickets.ts'
import { serviceOn, whistledAt } from '../src/deadlines/testing/due-city.ts'
import { openPostgres } from '../src/postgres/pg.ts'
import { startPostgres } from '../src/postgres/testing/start-postgres.ts'

const count = Number(process.env['BENCH_DEADLINES'] ?? 50_000)
/** How long a window with the poller lasts, and one without it, in milliseconds. */
const drainingMs = 5_000
const idleMs = 2_000
const requestEveryMs = 25

const server = await startPostgres()
process.once('uncaughtExceptionMonitor', () => void server.kill())
process.once('SIGTERM', () => void server.stop().then(() => process.exit(1)))
const { store, db, close } = await openPostgres({ url: server.url })
const clock: { startedAt?: number } = {}
const service = serviceOn(store, () =>
  clock.startedAt === undefined
    ? whistledAt
    : new Date(Date.parse(warningsDue) + performance.now() - clock.startedAt).toISOString(),
)
const refs = await manyTickets(db, service, count)
clock.startedAt = performance.now()

const session = { tenantId: refs[0]?.tenantId ?? '', actor: people.dispatcher }
let sent = 0

/** What a screen does: it opens a list, opens a ticket, comments on it. Answers milliseconds. */
async function request(): Promise<number> {
  const n = (sent += 1)
  const { ticketId } = refs[(n * 7919) % count] ?? { ticketId: '' }
  const start = performance.now()
  if (n % 3 === 0) await service.query(session, { limit: 50 })
  else if (n % 3 === 1) await service.get(session, ticketId)
  else {
    const ticket = await store.load({ tenantId: session.tenantId, ticketId })
    const ifVersion = ticket?.ticket.version ?? 0
    const comment = { type: 'COMMENT', text: '请尽快' }
    await service.execute(session, ticketId, comment, { commandId: `bench-${n}`, ifVersion })
  }
  return performance.now() - start
}

/** Requests come at their pace, whether or not the ones before are answered. */
async function requestsFor(ms: number): Promise<number[]> {
  const running: Promise<number>[] = []
  const end = performance.now() + ms
  while (performance.now() < end) {
    running.push(request())
    await pause(requestEveryMs)
  }
  return Promise.all(running)
}

const idle: number[] = []
const draining: number[] = []
let reached = 0
let drainedMs = 0
let failed = 0
let done = false
await requestsFor(2_000)
while (!done) {
  idle.push(...(await requestsFor(idleMs)))
  const stop = new AbortController()
  const start = performance.now()
  const poller = runDeadlines({
    service,
    owner: 'bench',
    // What is left at the end of a window is soon free again.
    leaseMs: 2_000,
    signal: stop.signal,
    onError: () => (failed += 1),
    onRound: (round) => (reached += round.reached),
    wait: async () => {
      await pause(100)
      done = reached >= count
      if (done) stop.abort()
    },
  })
  const window = requestsFor(drainingMs)
  await Promise.race([poller, window])
  stop.abort()
  await poller
  drainedMs += performance.now() - start
  draining.push(...(await window))
}

const percentile = (times: number[], part: number) =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * part)] ?? Number.NaN
const row = (times: number[]) => ({
  requests: times.length,
  'p50 ms': +percentile(times, 0.5).toFixed(1),
  'p99 ms': +percentile(times, 0.99).toFixed(1),
})
const ratio = percentile(draining, 0.99) / percentile(idle, 0.99)
const rate = (reached / drainedMs) * 1_000
console.log(`\n${count} deadlines due within one minute (node ${process.version}, ${process.arch})`)
console.table({ idle: row(idle), draining: row(draining) })
console.log(
  `${reached} took effect, ${failed} failed, ${rate.toFixed(0)} per second; all after ${(drainedMs / 1_000).toFixed(0)} s`,
)
console.log(`request p99 while draining: ${ratio.toFixed(2)} × idle`)
const kept = reached === count && failed === 0 && ratio <= 3
console.log(
  `${kept ? 'kept  ' : 'BROKEN'} every deadline takes effect once, and request p99 stays within 3 × idle`,
)
if (!kept) process.exitCode = 1

await close()
await server.stop()
