/**
 * Commands per second: through the store against pgbench on the bare rows of one command, and through HTTP against the
 * store, at 1, 8 and 32 at once, with many tenants and with one. They take turns, so that a busy machine slows all alike.
 *
 * A command is a whole one on both sides of HTTP: loaded, decided, sealed, appended. Bare appends of rows that were made
 * before are the store without the service: they are shown, to tell what is whose.
 */
import { median, report } from '../../core/bench/side-by-side.ts'
import { startBench } from './city/bench-city.ts'
import { seedCopies } from './city/seed-copies.ts'
import { benchTenant, benchTicketId } from './city/seed-tickets.ts'
import { commentOnOne, commentsBy } from './commands/comment.ts'
import { startHttp } from './commands/http-load.ts'
import { pgbench } from './commands/pgbench.ts'
import { appendsTo, perSecond } from './commands/store-load.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 1)
const concurrency = (process.env['BENCH_CALLERS'] ?? '1,8,32').split(',').map(Number)
const many = 64
const ofEach = 150
/** A service runs for weeks: measured is code that the engine has compiled, not how soon it does. */
const warmSeconds = Number(process.env['BENCH_WARM_SECONDS'] ?? 5)

const bench = await startBench({ poolSize: 32 })
await seedCopies(
  bench,
  Array.from({ length: many }, (_, n) => ({
    tenantId: benchTenant(n),
    count: n === 0 ? ofEach + 9_600 : ofEach,
  })),
)

const model = await commentOnOne(bench, { tenantId: benchTenant(1), ticketId: benchTicketId(149) })
const append = appendsTo(bench.store, model)
const command = commentsBy(bench.service)
const http = await startHttp(bench)

// Each has tickets of its own: it alone knows their versions.
const loadOf = (part: number, tenants: number, callers: number) => {
  const range = Math.floor(2_400 / tenants)
  const from = (tenants === 1 ? ofEach : 0) + part * range
  return { callers, tenants, from, to: from + range, seconds }
}
for (const tenants of [many, 1]) {
  const warm = (part: number) => ({ ...loadOf(part, tenants, 8), seconds: warmSeconds / 2 })
  await perSecond(warm(1), append)
  await perSecond(warm(2), command)
  await http.perSecond(warm(3))
}

const cases = [many, 1].flatMap((tenants) =>
  concurrency.map((callers) => ({
    name: `${tenants === 1 ? 'one tenant' : `${tenants} tenants`}, ${callers} at once`,
    load: (part: number) => loadOf(part, tenants, callers),
    speeds: { bare: [] as number[], append: [] as number[], store: [] as number[], http: [] as number[] },
  })),
)
// All of them in each round: a busy minute slows all rows of the table.
for (let round = 0; round <= rounds; round += 1)
  for (const { load, speeds } of cases) {
    const bare = await pgbench(bench.server.url, load(0), model)
    const appends = await perSecond(load(1), append)
    const store = await perSecond(load(2), command)
    const through = await http.perSecond(load(3))
    // The first round is for the caches, and nothing can be measured by none.
    if (round === 0 || bare === 0) continue
    speeds.bare.push(bare)
    speeds.append.push(appends)
    speeds.store.push(store)
    speeds.http.push(through)
  }

const rows: Record<string, object> = {}
const promises: [string, boolean][] = []
const ratio = (of: number[], to: number[]) => median(of.map((it, i) => it / (to[i] ?? Number.NaN)))
for (const { name, speeds } of cases) {
  const ofBare = ratio(speeds.store, speeds.bare)
  const ofStore = ratio(speeds.http, speeds.store)
  rows[name] = {
    'pgbench /s': Math.round(median(speeds.bare)),
    'append /s': Math.round(median(speeds.append)),
    'store /s': Math.round(median(speeds.store)),
    'HTTP /s': Math.round(median(speeds.http)),
    'append : pgbench': +ratio(speeds.append, speeds.bare).toFixed(2),
    'store : pgbench': +ofBare.toFixed(2),
    'HTTP : store': +ofStore.toFixed(2),
  }
  promises.push([`store ≥ 0.6 × pgbench (${name})`, ofBare >= 0.6])
  promises.push([`HTTP ≥ 0.5 × store (${name})`, ofStore >= 0.5])
}
report(`Commands per second, ${bench.machine}`, rows, promises)

await http.close()
await bench.close()
