/** When limits run out that no event has computed: what a question's moment and the city's settings add to a trace. */
import type { City } from '../lifecycle/city.ts'
import type { Limit } from '../ticket/limit.ts'
import { instantAt } from '../time/civil-day.ts'
import { deadlineAfter } from '../time/deadline.ts'
import type { Dispatch, Trace } from './trace.ts'

/** What figures ask of a city: where communities lie, its limits, weights and calendar. */
export type FigureCity = Pick<City, 'unit' | 'policy' | 'calendar'>

export interface Terms {
  /** The moment that is asked about, in milliseconds since 1970. */
  now: number
  /**
   * When the lead has to have submitted a result; undefined where nothing runs. A lead that has not signed is held to
   * the limit that it would have: the clock runs from dispatch, so not signing hides no delay.
   */
  handleDueAt(trace: Trace, dispatch: Dispatch): number | undefined
  /** When the lead has to have contacted the resident; undefined where there is none, or the city sets no limit. */
  responseDueAt(trace: Trace, dispatch: Dispatch): number | undefined
}

/** Nobody has signed, and it is still the unit's turn to. */
export const isUnsigned = ({ state }: Trace, dispatch: Dispatch): boolean =>
  state === 'open' &&
  dispatch.acceptedAt === undefined &&
  dispatch.leftAt === undefined &&
  dispatch.acceptDueAt !== undefined

/** Remembers what it computed for one city, since dates never move while settings stay. */
export function termsFor(city: FigureCity): (now: number) => Terms {
  const { profile } = city.policy
  const known = new Map<string, WeakMap<Dispatch, number>>()

  function due(name: 'handle' | 'response', dispatch: Dispatch, limit: Limit): number {
    const dates = known.get(name) ?? new WeakMap<Dispatch, number>()
    known.set(name, dates)
    const found = dates.get(dispatch)
    if (found !== undefined) return found
    const computed = Date.parse(deadlineAfter(instantAt(dispatch.at), limit, city.calendar).dueAt)
    dates.set(dispatch, computed)
    return computed
  }

  return (now) => ({
    now,
    handleDueAt(trace, dispatch) {
      if (dispatch.handleClock === 'paused') return undefined
      if (dispatch.handleDueAt !== undefined) return dispatch.handleDueAt
      if (!isUnsigned(trace, dispatch)) return undefined
      return due('handle', dispatch, trace.handleLimit ?? profile.handleLimit)
    },
    responseDueAt(trace, dispatch) {
      const limit = profile.responseLimit
      return limit && trace.resident ? due('response', dispatch, limit) : undefined
    },
  })
}
