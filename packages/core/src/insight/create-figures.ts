/**
 * Figures that keep up with the event log: events are added as they happen, questions are answered at any moment, and a
 * snapshot lets a service go on from its feed position instead of reading the log again.
 */
import * as z from 'zod/mini'
import { instantAt } from '../time/civil-day.ts'
import type { Instant } from '../ticket/primitives.ts'
import type { FigureFilter } from './figure-filter.ts'
import type { Dimension, FigureRow, Figures } from './figures.ts'
import { FiguresError } from './figures-error.ts'
import { groupTraces, keyed, nothingCounted } from './grouping.ts'
import { dayNamer } from './periods.ts'
import { termsFor, type FigureCity, type Terms } from './terms.ts'
import { advance, newTrace, Trace, type FigureEvent } from './trace.ts'

const snapshotVersion = 1

const Snapshot = z.object({
  schemaVersion: z.literal(snapshotVersion),
  position: z.int().check(z.minimum(0)),
  tickets: z.record(z.string(), Trace),
})
/** What `toJSON` gives: plain data, to be kept by whoever wants to go on later. */
export type FiguresSnapshot = z.infer<typeof Snapshot>

export interface FiguresQuestion extends FigureFilter {
  /** The moment for "due by now"; not before the last event. */
  now: Instant
  city: FigureCity
}

export interface RunningFigures {
  /** How many different events it has seen; fed from the start of a gapless feed, the position to go on from. */
  readonly position: number
  /**
   * Adds one event. Those of one ticket come in their order; one that it has seen already changes nothing, so a feed may
   * repeat. Throws `FiguresError` (`eventMissing`) where events of the ticket were left out.
   */
  add(event: FigureEvent): void
  figures(question: FiguresQuestion): Figures
  /** Rows by several dimensions crossed, e.g. `['unit', 'period']`, sorted by their keys. */
  table(by: readonly Dimension[], question: FiguresQuestion): FigureRow[]
  toJSON(): FiguresSnapshot
}

/**
 * Starts empty, or from what `toJSON` gave.
 * @param snapshot untrusted: throws `FiguresError` (`snapshotInvalid`) where it is not one that this version reads
 */
export function createFigures(snapshot?: unknown): RunningFigures {
  const resumed = snapshot === undefined ? undefined : readSnapshot(snapshot)
  const traces = new Map(Object.entries(resumed?.tickets ?? {}))
  let position = resumed?.position ?? 0
  const names = new Map<string, string>()
  const dayOf = dayNamer()
  let terms: { city: FigureCity; at: (now: number) => Terms } | undefined

  function share(text: string): string {
    const known = names.get(text)
    if (known !== undefined) return known
    names.set(text, text)
    return text
  }

  function add(event: FigureEvent) {
    let trace = traces.get(event.ticketId)
    if (!trace) {
      trace = newTrace()
      if (event.version === 1) traces.set(event.ticketId, trace)
    }
    if (advance(trace, event, share)) position += 1
  }

  function rows(groupings: readonly (readonly Dimension[])[], { now, city, ...filter }: FiguresQuestion) {
    if (terms?.city !== city) terms = { city, at: termsFor(city) }
    const source = { traces: traces.values(), city, terms: terms.at(Date.parse(now)) }
    return groupTraces(groupings, { sources: [source], filter, policy: city.policy, dayOf })
  }

  return {
    get position() {
      return position
    },
    add,
    figures(question) {
      const { city, period, now } = question
      const by = period === undefined ? [] : [['period'] as const]
      const [whole, units, categories, regions, inPeriods] = rows(
        [[], ['unit'], ['category'], ['region'], ...by],
        question,
      )
      const { rateWeights } = city.policy
      return {
        asOf: instantAt(Date.parse(now)),
        all: whole?.[0]?.set ?? nothingCounted(city.policy),
        byUnit: keyed(units, 'unit'),
        byCategory: keyed(categories, 'category'),
        byRegion: keyed(regions, 'region'),
        ...(inPeriods && { byPeriod: keyed(inPeriods, 'period') }),
        ...(rateWeights && { rateWeights }),
      }
    },
    table: (by, question) => rows([by], question)[0] ?? [],
    toJSON: () => ({ schemaVersion: snapshotVersion, position, tickets: Object.fromEntries(traces) }),
  }
}

function readSnapshot(snapshot: unknown): FiguresSnapshot {
  // A copy: what was handed in stays as it was.
  const parsed = Snapshot.safeParse(snapshot)
  if (parsed.success) return parsed.data
  throw new FiguresError('snapshotInvalid', {
    zh: '不是本版本可读的统计快照，请从头读取办理记录',
    en: 'not a snapshot that this version reads; read the event log from its start instead',
  })
}
