/** Counts figures over tickets: of everybody, or of one unit's part in them. */
import type { Rater } from '../ticket/evaluation.ts'
import {
  countNames,
  ratingRatioNames,
  ratioNames,
  type CountName,
  type FigureSet,
  type Ratio,
  type RatingRatioName,
  type RatioName,
} from './figures.ts'
import { leftBefore, type Standing } from './standing.ts'
import type { Dispatch, Trace } from './trace.ts'

export interface Tally {
  ratios: Record<RatioName, Ratio>
  withoutExcluded: Record<RatingRatioName, Ratio>
  response: Ratio
  counts: Record<CountName, number>
  acceptMs: number[]
  handleMs: number[]
}

const nothing = (): Ratio => ({ numerator: 0, denominator: 0 })
const each = <K extends string, V>(names: readonly K[], make: () => V) =>
  Object.fromEntries(names.map((name) => [name, make()])) as Record<K, V>

export const newTally = (): Tally => ({
  ratios: each(ratioNames, nothing),
  withoutExcluded: each(ratingRatioNames, nothing),
  response: nothing(),
  counts: each(countNames, () => 0),
  acceptMs: [],
  handleMs: [],
})

function add(ratio: Ratio, hit: boolean) {
  ratio.denominator += 1
  if (hit) ratio.numerator += 1
}

/**
 * Counts one ticket.
 * @param unitId counts this unit's part alone: its own dispatches and ratings, and the ticket itself where it leads now
 */
export function tallyTicket(tally: Tally, trace: Trace, standing: Standing, unitId?: string): void {
  const lead = trace.dispatches.at(-1)
  if (lead && (unitId === undefined || lead.unitId === unitId)) tallyLead(tally, trace, lead, standing)
  tallyDispatches(tally, trace, standing, unitId)
  for (const { rater, unitId: rated, solved, level, excluded } of trace.ratings) {
    if (unitId !== undefined && rated !== unitId) continue
    const names = ratedBy[rater]
    for (const counted of excluded ? [tally.ratios] : [tally.ratios, tally.withoutExcluded]) {
      add(counted[names.solved], solved)
      add(counted[names.satisfied], level >= satisfiedFrom)
    }
  }
}

/** Of the five levels of 好差评, 4 满意 and 5 非常满意. */
const satisfiedFrom = 4

export const ratedBy: Record<Rater, { solved: RatingRatioName; satisfied: RatingRatioName }> = {
  community: { solved: 'communitySolvedRate', satisfied: 'communitySatisfiedRate' },
  citizen: { solved: 'citizenSolvedRate', satisfied: 'citizenSatisfiedRate' },
}

/** What a ticket counts once, for whoever leads it now. */
function tallyLead(
  tally: Tally,
  trace: Trace,
  lead: Dispatch,
  { isClosed, isDue, onTime, contacted }: Standing,
) {
  const { ratios, counts, response, handleMs } = tally
  counts.raised += 1
  if (trace.state === 'open') counts.open += 1
  if (isClosed) counts.closed += 1
  if (trace.state === 'declined') counts.declined += 1
  if (trace.state === 'withdrawn') counts.withdrawn += 1
  if (trace.state === 'merged') counts.merged += 1
  if (trace.suspended) counts.suspendedCount += 1
  add(ratios.closeRateAll, isClosed)
  if (isDue) {
    add(ratios.closeRateDue, isClosed)
    add(ratios.onTimeCloseRate, onTime)
  }
  if (lead.resultAt !== undefined) handleMs.push(lead.resultAt - lead.at)
  if (contacted !== undefined) add(response, contacted)
}

/** What a ticket counts for everybody who had it. */
function tallyDispatches(
  tally: Tally,
  trace: Trace,
  { now, missed: missedBy }: Standing,
  unitId: string | undefined,
) {
  const { ratios, counts } = tally
  let answerable = false
  let returned = false
  let submitted = false
  let reworked = false
  let limited = false
  let extended = false
  let missed = false
  for (const [index, dispatch] of trace.dispatches.entries()) {
    if (unitId !== undefined && dispatch.unitId !== unitId) continue
    submitted ||= dispatch.resultAt !== undefined
    reworked ||= dispatch.reworked
    limited ||= dispatch.handleDueAt !== undefined
    extended ||= dispatch.extended
    missed ||= missedBy[index] === true
    if (dispatch.acceptDueAt === undefined) continue
    answerable = true
    returned ||= dispatch.returned
    tallyAnswer(tally, dispatch, dispatch.acceptDueAt, now)
  }
  if (answerable) add(ratios.returnRateTickets, returned)
  if (submitted) add(ratios.reworkRate, reworked)
  if (limited) add(ratios.extensionRate, extended)
  if (missed) counts.overtimeCount += 1
}

function tallyAnswer({ ratios, acceptMs }: Tally, dispatch: Dispatch, dueAt: number, now: number) {
  const { at, acceptedAt, returned, review } = dispatch
  add(ratios.returnRateEvents, returned)
  if (review !== undefined) add(ratios.returnRefusedRate, review === 'refused')
  if (acceptedAt !== undefined) acceptMs.push(acceptedAt - at)
  if (dueAt <= now && !leftBefore(dispatch, dueAt))
    add(ratios.acceptOnTimeRate, acceptedAt !== undefined && acceptedAt <= dueAt)
}

/** The counted figures, as they are shown. */
export function figureSetOf(tally: Tally): FigureSet {
  const accept = median(tally.acceptMs)
  const handle = median(tally.handleMs)
  return {
    ratios: tally.ratios,
    withoutExcluded: tally.withoutExcluded,
    ...tally.counts,
    ...(accept !== undefined && { medianAcceptMs: accept }),
    ...(handle !== undefined && { medianHandleMs: handle }),
  }
}

function median(values: number[]): number | undefined {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return undefined
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
