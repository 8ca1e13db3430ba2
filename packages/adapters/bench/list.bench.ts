/**
 * The ticket list over one million tickets: what a page of 50 costs at the top, in the middle and at the end, for each
 * combination of who asks, filter and order; and what an append and a page cost there and, in turns with them, in a
 * database of ten thousand.
 */
import type { TicketQuery } from '@chuishao/core/service'
import { sql } from 'kysely'
import { median, report } from '../../core/bench/side-by-side.ts'
import { startBench, type Bench } from './city/bench-city.ts'
import { inTurns } from './city/in-turns.ts'
import { pagesAtDepths } from './city/pages-at-depths.ts'
import { benchTenant, benchTicketId, rareWord, seedTickets } from './city/seed-tickets.ts'
import { appendsTo } from './commands/store-load.ts'
import { commentOnOne } from './commands/comment.ts'

const total = Number(process.env['BENCH_TICKETS'] ?? 1_000_000)
const few = 10_000
/** Of so many tickets an append is measured. */
const settled = 500
const tenantId = benchTenant(0)

const who: Record<string, TicketQuery['visibility']> = {
  city: undefined,
  department: { unitIds: ['department-7'], createdBy: 'handler-7' },
  community: { unitIds: ['community-7'], createdBy: 'grid-7' },
  resident: { citizenId: 'citizen-107', createdBy: 'citizen-107' },
}
const filters: Record<string, Partial<TicketQuery>> = {
  all: {},
  'open ones': { statuses: ['whistled', 'accepted', 'rejected', 'underReview.resolved'] },
  red: { warning: 'red' },
  'category, red': { category: '类别3', warning: 'red' },
  'one matter': { matterCode: 'm-77' },
  'one lead unit': { leadUnitId: 'department-9' },
  'none at all': { statuses: ['closed'], warning: 'red' },
  'common text': { text: '路灯' },
  'rare text': { text: rareWord },
  'no such text': { text: '天外飞仙' },
}
/** What a moment of the shape's time looks like as a cursor's key at a part of the whole. */
const keyAt = (part: number) => new Date(Date.UTC(2024, 0, 1) + part * total * 60_000).toISOString()
const cursorAt = (order: 'updated' | 'due', part: number) =>
  btoa(JSON.stringify([order, keyAt(part), benchTicketId(Math.floor(part * total))])).replaceAll('=', '')

const bench = await startBench()
const { store } = bench
const smallBench = await startBench()

const seed = async (of: Bench, count: number) => {
  const start = performance.now()
  await seedTickets(of, { tenantId, from: 0, to: count - 1 })
  await sql`vacuum analyze`.execute(of.db)
  console.log(`${count} tickets after ${((performance.now() - start) / 1000).toFixed(0)} s`)
}

async function costsOf(of: Bench, count: number) {
  await seed(of, count)
  const append = appendsTo(of.store, await commentOnOne(of, { tenantId, ticketId: benchTicketId(count - 1) }))
  let next = 0
  return [
    // Far from each other: neighbours would be found in what the one before has read.
    () => append(tenantId, benchTicketId((((next += 1) % settled) * 7919) % (count - 1))),
    () => of.store.query({ tenantId }),
  ]
}

const costs = [...(await costsOf(smallBench, few)), ...(await costsOf(bench, total))]
// The first command on each writes its text anew, see `seedCopies`.
await inTurns(costs, { times: settled })
const [append = Number.NaN, page = Number.NaN, appendOfMany = Number.NaN, pageOfMany = Number.NaN] = (
  await inTurns(costs, { times: 2 * settled })
).map(median)
await smallBench.close()
console.table({
  [few]: { 'append ms': append, 'page ms': page },
  [total]: { 'append ms': appendOfMany, 'page ms': pageOfMany },
  ratio: { 'append ms': appendOfMany / append, 'page ms': pageOfMany / page },
})

const rows: Record<string, object> = {}
const promises: [string, boolean][] = [
  [`an append costs at ${total} tickets ≤ 1.5 × of ${few}`, appendOfMany <= 1.5 * append],
  [`a page costs at ${total} tickets ≤ 1.5 × of ${few}`, pageOfMany <= 1.5 * page],
]
for (const [name, visibility] of Object.entries(who))
  for (const [what, filter] of Object.entries(filters))
    for (const order of ['updated', 'due'] as const) {
      const query = { tenantId, ...(visibility && { visibility }), ...filter, order }
      const title = `${name}, ${what}, ${order}`
      const { row, promise } = await pagesAtDepths(title, order, (part) =>
        store.query(part === undefined ? query : { ...query, cursor: cursorAt(order, part) }),
      )
      rows[title] = row
      promises.push(promise)
    }
report(`Pages of 50, ${total} tickets, ${bench.machine}`, rows, promises)
await bench.close()
