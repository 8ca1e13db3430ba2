/** Walks a calendar along the half days that are worked: everything that is counted in working time is counted here. */
import type { WorkingCalendar } from './calendar.ts'
import { CalendarError } from './calendar-error.ts'
import { dayMs, dateOfMidnight, startOfDay } from './civil-day.ts'
import { type WorkedHalf, workedHalves } from './office-hours.ts'
import type { PassedDay } from './passed-days.ts'

const first = startOfDay('2000-01-01')
const last = startOfDay('2099-12-31')
const longestPause = 400

/**
 * Every worked half from a date on, or with step -1 from its evening back.
 *
 * Throws CalendarError where none comes for 400 days, and at the end of the century, beyond which no moment is valid.
 * @param passed gets every day on the way, worked or not
 */
export function* walkHalves(
  date: string,
  step: 1 | -1,
  calendar: WorkingCalendar,
  passed: PassedDay[] = [],
): Generator<WorkedHalf, never> {
  let idle = 0
  for (let midnight = startOfDay(date); ; midnight += step * dayMs) {
    if (midnight < first || midnight > last) throw new CalendarError('beyondCentury', calendar.version)
    const today = dateOfMidnight(midnight)
    const day = { date: today, ...calendar.dayKind(today) }
    passed.push(day)
    const halves = workedHalves(day, midnight)
    idle = halves.length > 0 ? 0 : idle + 1
    if (idle > longestPause) throw new CalendarError('noWorkingTime', calendar.version)
    yield* step === 1 ? halves : [...halves].reverse()
  }
}
