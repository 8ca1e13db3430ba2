/** How a ticket stands at the moment that is asked about: judged once, then counted into every group. */
import { isUnsigned, type Terms } from './terms.ts'
import type { Dispatch, Trace } from './trace.ts'

export interface Standing {
  /** Milliseconds since 1970. */
  now: number
  isClosed: boolean
  /** The present lead's handle limit has run out by now. */
  isDue: boolean
  /** Closed, and the present lead missed no handle limit on the way. */
  onTime: boolean
  /** Whether the resident was contacted in time; undefined where that is not due, or there is nobody to contact. */
  contacted: boolean | undefined
  /** For each dispatch, whether its lead has let a handle limit run out. */
  missed: boolean[]
}

export function standingOf(trace: Trace, terms: Terms): Standing {
  const { now } = terms
  const isClosed = trace.state === 'closed' || trace.state === 'declined'
  const missed = trace.dispatches.map((dispatch) => hasMissed(trace, dispatch, terms))
  const lead = trace.dispatches.at(-1)
  if (!lead) return { now, isClosed, isDue: false, onTime: false, contacted: undefined, missed }
  const handleDueAt = terms.handleDueAt(trace, lead)
  return {
    now,
    isClosed,
    isDue: handleDueAt !== undefined && handleDueAt <= now,
    onTime: isClosed && lead.resultAt !== undefined && missed.at(-1) === false,
    contacted: contactedInTime(trace, lead, terms),
    missed,
  }
}

function contactedInTime(trace: Trace, lead: Dispatch, terms: Terms): boolean | undefined {
  const dueAt = terms.responseDueAt(trace, lead)
  if (dueAt === undefined || dueAt > terms.now || leftBefore(lead, dueAt)) return undefined
  return lead.contactedAt !== undefined && lead.contactedAt <= dueAt
}

/** Whether a dispatch was taken back, or given back, before a limit of it ran out. */
export const leftBefore = ({ leftAt }: Dispatch, dueAt: number): boolean =>
  leftAt !== undefined && leftAt <= dueAt

function hasMissed(trace: Trace, dispatch: Dispatch, terms: Terms): boolean {
  if (dispatch.missed) return true
  if (dispatch.handleClock !== 'running' && !isUnsigned(trace, dispatch)) return false
  const dueAt = terms.handleDueAt(trace, dispatch)
  return dueAt !== undefined && dueAt <= terms.now
}
