/** When limits run out that no event has computed: what a question's moment and the city's settings add to a trace. */
import type { City } from '../lifecycle/city.ts'
import type { Limit } from '../ticket/limit.ts'
import { instantAt } from '../time/civil-day.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import { countForward } from '../time/count.ts'
import { epochMs } from './epoch-ms.ts'
import { dayNumber } from './periods.ts'
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
  const handleDue = limitsAfter(city.calendar)
  const responseDue = limitsAfter(city.calendar)

  return (now) => ({
    now,
    handleDueAt(trace, dispatch) {
      if (dispatch.handleClock === 'paused') return undefined
      if (dispatch.handleDueAt !== undefined) return dispatch.handleDueAt
      if (!isUnsigned(trace, dispatch)) return undefined
      return handleDue(dispatch, trace.handleLimit ?? profile.handleLimit)
    },
    responseDueAt(trace, dispatch) {
      const limit = profile.responseLimit
      return limit && trace.resident ? responseDue(dispatch, limit) : undefined
    },
  })
}

/** When a limit from a dispatch runs out, in milliseconds since 1970. */
function limitsAfter(calendar: WorkingCalendar): (dispatch: Dispatch, limit: Limit) => number {
  const byDispatch = new WeakMap<Dispatch, number>()
  const byDay = new WeakMap<Limit, Map<number, number>>()
  const compute = ({ at }: Dispatch, limit: Limit) =>
    epochMs(countForward(instantAt(at), limit, calendar).dueAt)

  return (dispatch, limit) => {
    // A period by days does not count the day on which it starts: the moment within it makes no difference.
    if (limit.unit !== 'day' && limit.unit !== 'workingDay')
      return remembered(byDispatch, dispatch, () => compute(dispatch, limit))
    const days = remembered(byDay, limit, () => new Map<number, number>())
    return remembered(days, dayNumber(dispatch.at), () => compute(dispatch, limit))
  }
}

interface Memory<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): unknown
}

function remembered<K, V>(memory: Memory<K, V>, key: K, make: () => V): V {
  const known = memory.get(key)
  if (known !== undefined) return known
  const made = make()
  memory.set(key, made)
  return made
}
