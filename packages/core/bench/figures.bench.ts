/**
 * How much longer figures over one million events take than reading them. Reading is what every use of a stored log has
 * to do: go through an async iterable, as a store gives it, and parse each event from its JSON line. Figures do the same,
 * and add each event, and answer at the end by unit, category, region and month.
 */
import { createFigures, type RunningFigures } from '../src/insight/index.ts'
import { seedLog } from '../src/testing/index.ts'
import type { TicketEvent } from '../src/ticket/index.ts'
import { median, report } from './side-by-side.ts'

const { events, city, now } = seedLog()
const lines = events.map((event) => JSON.stringify(event).split(event.ticketId.slice(0, 8)))
const wanted = 1_000_000
const turn = 50_000

/** The log of a city, again and again under other ticket identifiers: events number `from` up to `to` of one long log. */
async function* parsed(from: number, to: number): AsyncGenerator<TicketEvent> {
  for (let at = from; at < to; at += 1) {
    const [before = '', after = ''] = lines[at % lines.length] ?? []
    const copy = Math.floor(at / lines.length)
    yield JSON.parse(`${before}${copy.toString(16).padStart(8, '0')}${after}`) as TicketEvent
  }
}

async function read(from: number, to: number): Promise<number> {
  let touched = 0
  for await (const event of parsed(from, to)) touched += event.version
  return touched
}

async function count(running: RunningFigures, from: number, to: number): Promise<void> {
  for await (const event of parsed(from, to)) running.add(event)
}

const ask = (running: RunningFigures) => running.figures({ now, city, period: 'month' })

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** One million events read, and one million read and counted: in turns, so that a busy machine slows both alike. */
async function round() {
  const running = createFigures()
  const spent = { read: 0, figures: 0 }
  for (let from = 0; from < wanted; from += turn) {
    const to = from + turn
    spent.read += await timed(() => read(from, to))
    spent.figures += await timed(() => count(running, from, to))
  }
  const answer = await timed(() => ask(running))
  return { ...spent, answer, again: await timed(() => ask(running)) }
}

const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Heap that is held by what a pass leaves behind. */
async function bytesATicket(): Promise<number> {
  const before = heap()
  const running = createFigures()
  await count(running, 0, wanted)
  const held = heap() - before
  return held / ask(running).all.raised
}

await count(createFigures(), 0, 100_000)
const rounds = [await round(), await round(), await round()]
const bytesPerTicket = await bytesATicket()

// What adding costs beside reading objects that are there already, for who keeps events in memory.
const some = events.slice(0, 25_000)
const walked = []
for (let i = 0; i < 15; i += 1) {
  const running = createFigures()
  const spent = await timed(() => {
    for (const event of some) running.add(event)
  })
  walked.push((spent * 1000) / some.length)
}

const ratio = median(rounds.map((it) => (it.figures + it.answer) / it.read))
const perSecond = (ms: (of: (typeof rounds)[number]) => number) =>
  Math.round(median(rounds.map((it) => (wanted / ms(it)) * 1000)))

report(
  'figures over one million events',
  {
    'reading: async iterable, JSON.parse of each line': { 'events/s': perSecond((it) => it.read) },
    'reading and figures, in one pass': {
      'events/s': perSecond((it) => it.figures + it.answer),
      'time against reading': ratio.toFixed(2),
    },
    'adding alone, microseconds an event': { value: median(walked).toFixed(2) },
    'asking again, milliseconds': { value: Math.round(median(rounds.map((it) => it.again))) },
    'memory, bytes a ticket': { value: Math.round(bytesPerTicket) },
  },
  [
    [`within twice the time of just reading them (${ratio.toFixed(2)})`, ratio <= 2],
    [
      `memory grows with tickets, not with events: under 1,000 bytes a ticket (${Math.round(bytesPerTicket)})`,
      bytesPerTicket < 1000,
    ],
  ],
)
