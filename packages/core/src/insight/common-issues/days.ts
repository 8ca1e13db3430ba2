/**
 * Weighs civil days, so that a window is compared with as much activity as its days usually bring: fewer whistles on
 * Sundays and holidays, more on make-up days.
 */
import type { WorkingCalendar } from '../../time/calendar.ts'
import { addDays, dayMs, weekday } from '../../time/civil-day.ts'

const offsetMs = 8 * 60 * 60 * 1000

/** The number of a moment's civil day in China, counted from 1970-01-01. */
export const dayOf = (at: string): number => Math.floor((Date.parse(at) + offsetMs) / dayMs)

/** The civil date (`YYYY-MM-DD`) of a day's number. */
export const dateOf = (day: number): string => addDays('1970-01-01', day)

const holiday = 7
const makeUpDay = 8

/** The class of each day: its weekday, or that it is a holiday, or worked although a weekend. */
export function dayClasses(
  firstDay: number,
  count: number,
  calendar: WorkingCalendar | undefined,
): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => {
    const date = dateOf(firstDay + i)
    const ordinary = weekday(date)
    if (!calendar) return ordinary
    const isWeekend = ordinary === 0 || ordinary === 6
    const { working, name } = calendar.dayKind(date)
    if (working) return isWeekend ? makeUpDay : ordinary
    return isWeekend && !name ? ordinary : holiday
  })
}

/** How many tickets' worth of the whole city's week a category's own week is mixed with. */
const pooling = 100

/**
 * Running sums of the weights of days: `sums[b] - sums[a]` is what the days from `a` up to `b` weigh. An average day
 * of the baseline weighs 1.
 * @param classes class of each day, baseline first, then the days of the longest window
 * @param daily whistles on each day of the baseline
 * @param prior weight of each class, as the whole city has it
 */
export function dayWeights(classes: Uint8Array, daily: ArrayLike<number>, prior: readonly number[]) {
  const tickets = new Float64Array(prior.length)
  const days = new Float64Array(prior.length)
  let total = 0
  for (let day = 0; day < daily.length; day += 1) {
    const kind = classes[day] ?? 0
    tickets[kind] = (tickets[kind] ?? 0) + (daily[day] ?? 0)
    days[kind] = (days[kind] ?? 0) + 1
    total += daily[day] ?? 0
  }
  const mean = total / Math.max(1, daily.length)
  const weights = prior.map((usual, kind) => {
    const borrowed = pooling / prior.length
    const expected = mean * (days[kind] ?? 0) + borrowed
    return ((tickets[kind] ?? 0) + usual * borrowed) / expected
  })
  const sums = new Float64Array(classes.length + 1)
  classes.forEach((kind, day) => (sums[day + 1] = (sums[day] ?? 0) + (weights[kind] ?? 1)))
  const scale = daily.length / (sums[daily.length] || 1)
  return { weights, sums: sums.map((sum) => sum * scale) }
}

/** Nothing known: every day weighs the same. */
export const evenWeek: readonly number[] = Array.from({ length: makeUpDay + 1 }, () => 1)
