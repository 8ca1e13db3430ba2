/** A thousand readers of the event stream on one instance: how soon all of them have a change, and what each costs. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import * as z from 'zod/mini'
import { people } from '@chuishao/core/testing'
import { median, report } from '../../core/bench/side-by-side.ts'
import { benchService, startBench } from './city/bench-city.ts'
import { benchTenant, benchTicketId, seedTickets } from './city/seed-tickets.ts'
import { startHttp } from './commands/http-load.ts'
import { openPostgres } from '../src/postgres/pg.ts'

const readers = Number(process.env['BENCH_READERS'] ?? 1_000)
const commands = Number(process.env['BENCH_COMMANDS'] ?? 30)
const tenantId = benchTenant(0)
const Moments = z.tuple([z.array(z.number())], z.unknown())

const bench = await startBench()
await seedTickets(bench, { tenantId, from: 0, to: 199 })
const other = await openPostgres({ url: bench.server.url })
const http = await startHttp(bench)
const memory = () => {
  globalThis.gc?.()
  return process.memoryUsage().rss
}
const before = memory()
const child = fork(new URL('./readers/readers.ts', import.meta.url))
child.send({ readers, port: http.port, token: await http.tokenFor(tenantId) })
await once(child, 'message')
const perReader = (memory() - before) / readers

/** Sends comments; answers by command how long until half, and until all, of the readers had it, in milliseconds. */
async function told(service: typeof bench.service, from: number) {
  const half: number[] = []
  const all: number[] = []
  const cpu: number[] = []
  let seenBy = readers
  for (let n = from; n < from + commands; n += 1) {
    const used = process.cpuUsage()
    const seen = once(child, 'message', { signal: AbortSignal.timeout(30_000) })
    const start = Date.now()
    const comment = { type: 'COMMENT', text: '请尽快' }
    const options = { commandId: crypto.randomUUID(), ifVersion: 1 }
    await service.execute({ tenantId, actor: people.dispatcher }, benchTicketId(n), comment, options)
    const moments = z.parse(Moments, await seen)[0]
    const taken = moments.map((moment) => moment - start).toSorted((a, b) => a - b)
    seenBy = Math.min(seenBy, taken.length)
    half.push(median(taken))
    all.push(taken.at(-1) ?? Number.NaN)
    const { user, system } = process.cpuUsage(used)
    cpu.push((user + system) / 1000)
  }
  return {
    'half of them, ms': median(half),
    'all of them, ms': median(all),
    'all of them at worst, ms': Math.max(...all),
    'seen by': seenBy,
    'CPU per change, ms': Math.round(median(cpu)),
  }
}

const here = await told(bench.service, 0)
const elsewhere = await told(benchService(other.store), commands)
const kilobytes = Math.round(perReader / 1024)
report(
  `${readers} readers, ${kilobytes} kB of memory each, ${bench.machine}`,
  { 'command on this instance': here, 'command on another instance, polled each second': elsewhere },
  [
    [
      `all ${readers} readers see every change`,
      here['seen by'] === readers && elsewhere['seen by'] === readers,
    ],
    ['the last reader has a change of this instance within a second', here['all of them, ms'] < 1_000],
    ['a reader costs less than 200 kB', kilobytes < 200],
  ],
)
child.kill()
await http.close()
await other.close()
await bench.close()
