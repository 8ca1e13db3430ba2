/** Prints what the core computes, as JSON: run in a process of another time zone to see that it says the same. */
import { chinaCalendar } from '../china-calendar.ts'
import { civilDate, formatMoment } from '../civil-day.ts'
import { makeClock, makeWarningClock, pauseClock, resumeClock } from '../clock.ts'
import { explainDeadline } from '../explain-deadline.ts'
import { saturdayCalendar } from './office-calendar.ts'
import { publishedCases } from './published-cases.ts'

/** Starts at which summer time begins and ends in Los Angeles, and at which the civil day differs between zones. */
const starts = [
  '2026-03-08T09:59:59.000Z',
  '2026-03-08T10:00:00.000Z',
  '2026-10-31T15:59:59.999Z',
  '2026-11-01T09:00:00.000Z',
  '2026-11-01T16:00:00.000Z',
]
const units = ['hour', 'day', 'workingDay', 'halfWorkingDay', 'workingHour', 'workingMinute'] as const

export function dueDates() {
  const published = publishedCases.map(({ startedAt, limit }) =>
    makeClock({ kind: 'handle', startedAt, limit, calendar: chinaCalendar() }),
  )
  const atOffice = starts.flatMap((startedAt) =>
    units.map((unit) => {
      const limit = { amount: 3, unit }
      const clock = makeClock({ kind: 'handle', startedAt, limit, calendar: saturdayCalendar })
      const lead = { amount: 1, unit: 'workingDay' } as const
      const warning = makeWarningClock('handleWarning', clock, lead, saturdayCalendar)
      const paused = pauseClock(clock, startedAt)
      const resumed = resumeClock(paused, '2026-11-06T06:00:00.000Z', { calendar: saturdayCalendar })
      return [clock, warning, resumed, explainDeadline(clock, { calendar: saturdayCalendar })]
    }),
  )
  return { published, atOffice, days: starts.map((start) => [civilDate(start), formatMoment(start)]) }
}

/** The hour in UTC at which the machine's own 1 January 2026 begins: shows that the zone was really set. */
export const newYearHour = () => new Date(2026, 0, 1).toISOString().slice(11, 13)
