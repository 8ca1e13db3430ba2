/**
 * How many tickets an audit walks in a second on a PostgreSQL server, and whether its cost stays the same per ticket.
 * Nearly all are copies of one, so their hashes do not fit: what is walked and checked is the same.
 */
import { auditDatabase } from '../src/audit/index.ts'
import { serviceOn, whistledAt } from '../src/deadlines/testing/due-city.ts'
import { manyTickets } from '../src/deadlines/testing/many-tickets.ts'
import { openPostgres } from '../src/postgres/pg.ts'
import { startPostgres } from '../src/postgres/testing/start-postgres.ts'

const count = Number(process.env['BENCH_AUDIT_TICKETS'] ?? 20_000)
const server = await startPostgres()
process.once('uncaughtExceptionMonitor', () => void server.kill())
const { store, db, close } = await openPostgres({ url: server.url, statementTimeoutMs: 600_000 })
await manyTickets(
  db,
  serviceOn(store, () => whistledAt),
  count,
)

const marks: { tickets: number; at: number; heap: number }[] = []
const begun = performance.now()
const { tenants } = await auditDatabase({
  db,
  at: whistledAt,
  onProgress: ({ step, tickets }) => {
    if (step === 'tickets')
      marks.push({ tickets, at: performance.now(), heap: process.memoryUsage().heapUsed })
  },
})
const seconds = (performance.now() - begun) / 1_000
const walked = tenants.reduce((sum, it) => sum + it.tickets, 0)
const middle = marks[Math.floor(marks.length / 2)]
const end = marks.at(-1)
console.log(
  `\n${walked} tickets audited in ${seconds.toFixed(1)} s: ${(walked / seconds).toFixed(0)} per second`,
)
if (middle && end) {
  const first = (middle.at - begun) / middle.tickets
  const second = (end.at - middle.at) / (end.tickets - middle.tickets)
  console.log(`the second half costs ${(second / first).toFixed(2)} × the first, per ticket`)
  console.log(`heap at most ${(Math.max(...marks.map(({ heap }) => heap)) / 1_048_576).toFixed(0)} MB`)
}
await close()
await server.stop()
