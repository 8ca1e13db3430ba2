/** Computes the figures of domain terms from the event log in one streaming pass. */
import type { Instant, Rater, TicketEvent, Unit } from '../ticket/index.ts'
import { ratioNames, type FigureSet, type Figures, type Ratio, type RatioName } from './figures.ts'
import { follow, newTrace, type Dispatch, type Trace } from './trace.ts'

/**
 * The figures as of `now`.
 * @param events all events of a tenant; those of one ticket in their order, tickets interleaved as they come
 * @param city answers in which region a community lies
 */
export async function figuresOf(
  events: AsyncIterable<TicketEvent> | Iterable<TicketEvent>,
  now: Instant,
  city: { unit(id: string): Pick<Unit, 'regionCode'> | undefined },
): Promise<Figures> {
  const traces = new Map<string, Trace>()
  for await (const event of events) {
    const trace = traces.get(event.ticketId) ?? newTrace()
    traces.set(event.ticketId, trace)
    follow(trace, event)
  }
  const all = new Tally()
  const by = {
    unit: new Map<string, Tally>(),
    category: new Map<string, Tally>(),
    region: new Map<string, Tally>(),
  }
  for (const trace of traces.values()) {
    if (!trace.raised) continue
    const region = trace.communityId && city.unit(trace.communityId)?.regionCode
    const shared = [all, part(by.category, trace.category), part(by.region, region)]
    const lead = part(by.unit, trace.dispatches.at(-1)?.unitId)
    for (const tally of [...shared, lead]) tally?.addTicket(trace, now)
    for (const tally of shared) tally?.addDispatches(trace.dispatches, now)
    // A return counts for the unit that returned, not for the one that leads now.
    for (const unitId of new Set(trace.dispatches.map((it) => it.unitId))) {
      const own = trace.dispatches.filter((it) => it.unitId === unitId)
      part(by.unit, unitId)?.addDispatches(own, now)
    }
  }
  return {
    all: all.figures(),
    byUnit: finish(by.unit),
    byCategory: finish(by.category),
    byRegion: finish(by.region),
  }
}

function part(tallies: Map<string, Tally>, key: string | undefined): Tally | undefined {
  if (!key) return undefined
  const tally = tallies.get(key) ?? new Tally()
  tallies.set(key, tally)
  return tally
}

const finish = (tallies: Map<string, Tally>) =>
  Object.fromEntries([...tallies].map(([key, tally]) => [key, tally.figures()]))

/** Counts for one set of tickets. */
class Tally {
  #ratios = Object.fromEntries(ratioNames.map((name) => [name, { numerator: 0, denominator: 0 }])) as Record<
    RatioName,
    Ratio
  >
  #counts = { raised: 0, open: 0, suspendedCount: 0, overtimeCount: 0 }
  #acceptMs: number[] = []
  #handleMs: number[] = []

  #count(name: RatioName, counts: boolean, hit: boolean) {
    if (!counts) return
    this.#ratios[name].denominator += 1
    if (hit) this.#ratios[name].numerator += 1
  }

  addTicket(trace: Trace, now: Instant) {
    const { handleDueAt, resultAt, closed } = trace
    const due = handleDueAt !== undefined && handleDueAt <= now
    this.#counts.raised += 1
    if (!trace.ended) this.#counts.open += 1
    if (trace.suspended) this.#counts.suspendedCount += 1
    if (trace.overtime) this.#counts.overtimeCount += 1
    this.#count('closeRateAll', true, closed)
    this.#count('closeRateDue', due, closed)
    this.#count('onTimeCloseRate', due, closed && resultAt !== undefined && resultAt <= (handleDueAt ?? ''))
    this.#count('reworkRate', resultAt !== undefined, trace.reworked)
    this.#count('extensionRate', handleDueAt !== undefined, trace.extended)
    for (const { rater, solved, level } of trace.evaluations) {
      const names = rated[rater]
      this.#count(names.solved, true, solved)
      this.#count(names.satisfied, true, level >= 4)
    }
    const start = trace.dispatches.at(-1)?.at
    if (start && resultAt && resultAt >= start) this.#handleMs.push(Date.parse(resultAt) - Date.parse(start))
  }

  /** The dispatches of one ticket, to everybody or to one unit. */
  addDispatches(dispatches: Dispatch[], now: Instant) {
    const answerable = dispatches.filter((it) => it.acceptDueAt !== undefined)
    this.#count(
      'returnRateTickets',
      answerable.length > 0,
      answerable.some((it) => it.returned),
    )
    for (const dispatch of answerable) this.#addDispatch(dispatch, now)
  }

  #addDispatch({ acceptDueAt, acceptedAt, at, returned, review }: Dispatch, now: Instant) {
    const due = acceptDueAt !== undefined && acceptDueAt <= now && !returned
    this.#count('acceptOnTimeRate', due, acceptedAt !== undefined && acceptedAt <= (acceptDueAt ?? ''))
    this.#count('returnRateEvents', true, returned)
    this.#count('returnRefusedRate', review !== undefined, review === 'refused')
    if (acceptedAt !== undefined) this.#acceptMs.push(Date.parse(acceptedAt) - Date.parse(at))
  }

  figures(): FigureSet {
    const accept = median(this.#acceptMs)
    const handle = median(this.#handleMs)
    return {
      ratios: this.#ratios,
      ...this.#counts,
      ...(accept !== undefined && { medianAcceptMs: accept }),
      ...(handle !== undefined && { medianHandleMs: handle }),
    }
  }
}

const rated: Record<Rater, { solved: RatioName; satisfied: RatioName }> = {
  community: { solved: 'communitySolvedRate', satisfied: 'communitySatisfiedRate' },
  citizen: { solved: 'citizenSolvedRate', satisfied: 'citizenSatisfiedRate' },
}

function median(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return undefined
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
