/** Reads when an office is open, and cuts a day into the halves that are worked. */
import type { DayKind, Half, OfficeHours } from './calendar.ts'
import { CalendarError } from './calendar-error.ts'

/** A day without office hours: what people write as 24:00 is its end. */
const wholeDay: OfficeHours = { morning: '00:00-12:00', afternoon: '12:00-24:00' }

const minuteMs = 60_000

/** Minutes after midnight at which a half opens and closes. Throws CalendarError where the text does not say so. */
function spanOf(text: string): [opens: number, closes: number] {
  const [, ...digits] = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? []
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = digits.map(Number)
  const opens = fromHour * 60 + fromMinute
  const closes = toHour * 60 + toMinute
  if (closes <= opens || closes > 24 * 60) throw new CalendarError('invalidHours', text)
  return [opens, closes]
}

/** Throws CalendarError where office hours cannot be read, or their morning runs into their afternoon. */
export function checkHours({ morning, afternoon }: OfficeHours): void {
  if (spanOf(morning)[1] > spanOf(afternoon)[0])
    throw new CalendarError('invalidHours', `${morning} ${afternoon}`)
}

/** A half day that is worked, from its opening to its closing in milliseconds since 1970. */
export interface WorkedHalf {
  date: string
  half: Half
  opens: number
  closes: number
}

const bothHalves: Half[] = ['morning', 'afternoon']

/**
 * The halves of a day that are worked, none on a day off. Throws CalendarError where its office hours cannot be read.
 * @param midnight with which the day begins, in milliseconds since 1970
 */
export function workedHalves(
  { date, working, half, hours = wholeDay }: DayKind & { date: string },
  midnight: number,
): WorkedHalf[] {
  if (!working) return []
  return (half ? [half] : bothHalves).map((it) => {
    const [opens, closes] = hours === wholeDay ? wholeSpans[it] : spanOf(hours[it])
    return { date, half: it, opens: midnight + opens * minuteMs, closes: midnight + closes * minuteMs }
  })
}

const wholeSpans = { morning: spanOf(wholeDay.morning), afternoon: spanOf(wholeDay.afternoon) }
