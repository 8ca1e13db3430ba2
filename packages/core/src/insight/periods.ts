/**
 * Days, weeks, months, quarters and years as China's offices count them: in China's time, weeks from Monday (ISO 8601,
 * as GB/T 7408 has them), each with a name that sorts as text.
 */
import * as z from 'zod/mini'
import { addDays, civilDate, instantAt, weekday } from '../time/civil-day.ts'

export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const
export const Period = z.enum(periods)
export type Period = z.infer<typeof Period>

const isDay = (text: string) => {
  const start = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(start) && instantAt(start).startsWith(text)
}

/** Civil day in China, in this century, e.g. `2026-03-02`. */
export const CivilDate = z
  .string()
  .check(z.regex(/^20\d{2}-\d{2}-\d{2}$/), z.refine(isDay, { error: '不是有效的日期 / not a valid day' }))

/** Thursday of a day's week: the year that it is in is the year of the week. */
const thursdayOf = (date: string) => addDays(date, 4 - (weekday(date) || 7))
const dayMs = 86_400_000
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** The period that a civil day is in: `2026-03-02`, `2026-W10`, `2026-03`, `2026-Q1` or `2026`. */
export function periodOfDay(date: string, period: Period): string {
  const year = date.slice(0, 4)
  switch (period) {
    case 'day':
      return date
    case 'week': {
      const thursday = thursdayOf(date)
      const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1
      return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`
    }
    case 'month':
      return date.slice(0, 7)
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
    case 'year':
      return year
  }
}

/** Counts civil days in China, so that moments of one day have one number. */
export const dayNumber = (epochMs: number): number => Math.floor((epochMs + 8 * 3_600_000) / dayMs)

/** The civil day in China of a moment in milliseconds since 1970; remembers the days it has named. */
export function dayNamer(): (epochMs: number) => string {
  const names = new Map<number, string>()
  return (epochMs) => {
    const day = dayNumber(epochMs)
    const known = names.get(day)
    if (known !== undefined) return known
    const name = civilDate(instantAt(epochMs))
    names.set(day, name)
    return name
  }
}

export interface PeriodSpan {
  /** As `periodOfDay` writes it. */
  name: string
  period: Period
  /** First and last civil day. */
  from: string
  to: string
  /** Length in days. */
  days: number
}

const span = (period: Period, from: string, to: string): PeriodSpan => ({
  name: periodOfDay(from, period),
  period,
  from,
  to,
  days: daysBetween(from, to) + 1,
})

const monthSpan = (period: Period, year: number, firstMonth: number, months: number): PeriodSpan => {
  const next = firstMonth + months
  const day = (y: number, m: number) => `${y}-${String(m).padStart(2, '0')}-01`
  const after = next > 12 ? day(year + 1, next - 12) : day(year, next)
  return span(period, day(year, firstMonth), addDays(after, -1))
}

/** Reads a period's name, also as people type it: `2026年3月`, `2026/3`, `2026年第1季度`; undefined where it is none. */
export function readPeriod(text: string): PeriodSpan | undefined {
  const typed = text.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase()
  const parts = (pattern: RegExp) => pattern.exec(typed)?.slice(1).map(Number)
  const [year = 0, quarter] = parts(/^(20\d{2})[-/.年]?(?:Q|第(?=\d季))([1-4])(?:季度?)?$/u) ?? []
  if (quarter !== undefined) return monthSpan('quarter', year, quarter * 3 - 2, 3)
  const [weekYear = 0, week] = parts(/^(20\d{2})[-/.年]?(?:W|第(?=\d+周))(\d{1,2})周?$/u) ?? []
  if (week !== undefined) return weekSpan(weekYear, week)
  const [y = 0, m, d] = parts(/^(20\d{2})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/u) ?? []
  if (y === 0) return undefined
  if (m === undefined || Number.isNaN(m)) return monthSpan('year', y, 1, 12)
  if (m < 1 || m > 12) return undefined
  if (d === undefined || Number.isNaN(d)) return monthSpan('month', y, m, 1)
  const date = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  return isDay(date) ? span('day', date, date) : undefined
}

function weekSpan(year: number, week: number): PeriodSpan | undefined {
  const fourth = `${year}-01-04`
  const from = addDays(fourth, 1 - (weekday(fourth) || 7) + (week - 1) * 7)
  const found = span('week', from, addDays(from, 6))
  return found.name === `${year}-W${String(week).padStart(2, '0')}` ? found : undefined
}
