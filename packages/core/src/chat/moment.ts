/** When something was sent or happened: the parts of a date as people write them, and the moment that they mean. */
import { readNumeral } from '../matters/import/chinese-numerals.ts'
import { addDays, civilDate, instantAt, startOfDay, weekday } from '../time/civil-day.ts'
import type { Instant } from '../ticket/primitives.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs

/** A number as a group of a pattern has it, `22` or `二十二`; NaN where there is none. */
export const numberIn = (group: string | undefined): number =>
  group === undefined ? Number.NaN : (readNumeral(group.replace('〇', '零')) ?? Number.NaN)

/** Whole numbers in digits or in characters. */
export const numeral = String.raw`(?:\d{1,2}|[一二两三四五六七八九十〇零]{1,3})`

/** The civil date in China, or undefined where there is no such day. */
export function dateOf(year: number, month: number, day: number): string | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 2000 || year > 2099) return undefined
  const two = (number: number) => String(number).padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  const ms = Date.parse(`${date}T00:00:00.000Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === date ? date : undefined
}

/** A month and a day without a year: the last such day that is not more than a month ahead. */
export function latestDate(month: number, day: number, now: Instant): string | undefined {
  const year = Number(civilDate(now).slice(0, 4))
  const ahead = addDays(civilDate(now), 31)
  return [year + 1, year, year - 1]
    .map((it) => dateOf(it, month, day))
    .find((date) => date !== undefined && date <= ahead)
}

const relativeDays: Record<string, number> = {
  今: 0,
  昨: -1,
  前天: -2,
  前日: -2,
  前晚: -2,
  大前天: -3,
}

/** 今天, 昨日, 前晚: the civil date, or undefined where it is no such word. */
export function relativeDate(word: string, now: Instant): string | undefined {
  const days = relativeDays[word] ?? relativeDays[word.slice(0, 1)]
  return days === undefined ? undefined : addDays(civilDate(now), days)
}

/** 周五, 上周五, 星期天: the last one before or on the day of `now`; with 上 of the week before, with 上上 two before. */
export function weekdayDate(letter: string, weeksBack: number, now: Instant): string | undefined {
  const wanted = '日一二三四五六'.indexOf(letter === '天' ? '日' : letter)
  if (wanted < 0) return undefined
  const today = civilDate(now)
  // Weeks begin on Monday.
  const monday = addDays(today, -((weekday(today) + 6) % 7))
  const date = addDays(monday, ((wanted + 6) % 7) - 7 * weeksBack)
  return weeksBack === 0 && date > today ? addDays(date, -7) : date
}

/** The moment of a day in China, or undefined where the clock has no such time. */
export function momentOf(date: string, hour: number, minute = 0, second = 0): Instant | undefined {
  if (!(hour >= 0 && hour <= 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60)) return undefined
  return instantAt(startOfDay(date) + hour * hourMs + minute * minuteMs + second * 1000)
}
