/** Whether one limit ends later than another that starts with it: always, at times, or never; holidays aside. */
import type { Limit } from '../../ticket/limit.ts'

/** `sometimes` where it depends on the start: three working days end after four days only across a weekend. */
export type EndsLater = 'always' | 'sometimes' | 'never'

type Range = readonly [least: number, most: number]

const dayMinutes = 24 * 60

/** Office hours are the city's own; no office is taken to be open for less on a working day. */
const shortestOfficeDayMinutes = 4 * 60

/** Civil days that so many working days go on for: over two days of each weekend in between. */
const workingDays = (amount: number): Range => [amount, amount + 2 * Math.ceil(amount / 5)]

/** How many civil days a limit in days goes on for. */
function civilDays({ amount, unit }: Limit): Range | undefined {
  if (unit === 'day') return [amount, amount]
  return unit === 'workingDay' ? workingDays(amount) : undefined
}

/** Limits in days end with a day, whenever in the day they began. */
const throughLastDay = ([least, most]: Range): Range => [least * dayMinutes, (most + 1) * dayMinutes]

/** Office time of so many minutes: at least those, at most with every night and weekend in between. */
const officeTime = (minutes: number): Range => {
  const [, most] = throughLastDay(workingDays(Math.ceil(minutes / shortestOfficeDayMinutes) + 1))
  return [minutes, most]
}

/** How many minutes a limit goes on for. */
function inMinutes(limit: Limit): Range {
  const { amount, unit } = limit
  switch (unit) {
    case 'minute':
      return [amount, amount]
    case 'hour':
      return [amount * 60, amount * 60]
    case 'day':
      return throughLastDay([amount, amount])
    case 'workingDay':
      return throughLastDay(workingDays(amount))
    case 'halfWorkingDay': {
      const [, most] = throughLastDay(workingDays(Math.ceil(amount / 2)))
      return [Math.max(0, Math.floor(amount / 2) - 1) * dayMinutes, most]
    }
    case 'workingHour':
      return officeTime(amount * 60)
    case 'workingMinute':
      return officeTime(amount)
  }
}

/** Compares by the rules of `deadlineAfter` on weeks of five working days. */
export function endsLater(one: Limit, other: Limit): EndsLater {
  if (one.unit === other.unit) return one.amount > other.amount ? 'always' : 'never'
  const days = [civilDays(one), civilDays(other)] as const
  const [a, b] = days[0] && days[1] ? [days[0], days[1]] : [inMinutes(one), inMinutes(other)]
  if (a[0] > b[1]) return 'always'
  return a[1] > b[0] ? 'sometimes' : 'never'
}
