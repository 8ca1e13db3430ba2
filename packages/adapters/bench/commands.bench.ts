/**
 * Commands per second: through the store against pgbench on the bare rows of one command, and through HTTP against the
 * store, at 1, 8 and 32 at once, with many tenants and with one. They take turns, so that a busy machine slows all alike.
 */
import { median, report } from '../../core/bench/side-by-side.ts'
import { startBench } from './city/bench-city.ts'
import { benchTenant, benchTicketId, seedTickets } from './city/seed-tickets.ts'
import { commentOnOne } from './commands/comment.ts'
import { startHttp } from './commands/http-load.ts'
import { pgbench } from './commands/pgbench.ts'
import { appendsTo, perSecond } from './commands/store-load.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3)
const concurrency = (process.env['BENCH_CALLERS'] ?? '1,8,32').split(',').map(Number)
const many = 64

const bench = await startBench({ poolSize: 32 })
for (let n = 0; n < many; n += 1)
  await seedTickets(bench, { tenantId: benchTenant(n), from: 0, to: n === 0 ? 9_599 : 149 })

const model = await commentOnOne(bench, { tenantId: benchTenant(1), ticketId: benchTicketId(149) })
const append = appendsTo(bench.store, model)
const http = await startHttp(bench)
const rows: Record<string, object> = {}
const promises: [string, boolean][] = []
for (const tenants of [many, 1])
  for (const callers of concurrency) {
    // Each has tickets of its own: it alone knows their versions.
    const range = 3_200 / tenants
    const load = (part: number) => ({ callers, tenants, from: part * range, to: (part + 1) * range, seconds })
    const speeds = { bare: [] as number[], store: [] as number[], http: [] as number[] }
    for (let round = 0; round <= rounds; round += 1) {
      const bare = await pgbench(bench.server.url, load(0), model)
      const store = await perSecond(load(1), append)
      const through = await http.perSecond(load(2))
      // The first round warms up.
      if (round === 0) continue
      speeds.bare.push(bare)
      speeds.store.push(store)
      speeds.http.push(through)
    }
    const ratio = (of: number[], to: number[]) => median(of.map((it, i) => it / (to[i] ?? Number.NaN)))
    const ofBare = ratio(speeds.store, speeds.bare)
    const ofStore = ratio(speeds.http, speeds.store)
    const name = `${tenants === 1 ? 'one tenant' : `${tenants} tenants`}, ${callers} at once`
    rows[name] = {
      'pgbench /s': Math.round(median(speeds.bare)),
      'store /s': Math.round(median(speeds.store)),
      'HTTP /s': Math.round(median(speeds.http)),
      'store : pgbench': +ofBare.toFixed(2),
      'HTTP : store': +ofStore.toFixed(2),
    }
    promises.push([`store ≥ 0.6 × pgbench (${name})`, ofBare >= 0.6])
    promises.push([`HTTP ≥ 0.5 × store (${name})`, ofStore >= 0.5])
  }
report(`Commands per second, ${bench.machine}`, rows, promises)

await http.close()
await bench.close()
