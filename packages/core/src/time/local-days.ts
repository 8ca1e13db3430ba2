/** What a city may say of its own days, and how it changes a calendar below it. */
import type { Sentence } from '../ticket/primitives.ts'
import type { DayKind, Half, OfficeHours } from './calendar.ts'
import { weekday } from './civil-day.ts'
import { checkHours } from './office-hours.ts'

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

/** Office hours of the whole year, or of a season with its first and last day as `MM-DD`; it may go over the new year. */
export interface Season extends OfficeHours {
  from?: string
  to?: string
}

export interface LocalDays {
  /** Days off by civil date (`YYYY-MM-DD`), with their names. Include the weekends that belong to a holiday. */
  holidays?: Record<string, Sentence>
  /** Make-up days (调休): days off on which people work, with the holiday that they make up for. */
  workdays?: Record<string, Sentence>
  /** Days of which only one half is worked, by civil date, with the reason. */
  halfDays?: Record<string, { worked: Half; name: Sentence }>
  /** What is worked on ordinary days of a week, where it is not Monday to Friday: `{ saturday: 'morning' }`. */
  week?: Partial<Record<(typeof weekdays)[number], 'day' | 'off' | Half>>
  /** When the office is open. The first season that a day falls in counts. */
  officeHours?: readonly Season[]
}

/** Puts local days over the kinds of days that a calendar gives. Throws CalendarError where office hours cannot be read. */
export function withLocalDays(
  { holidays = {}, workdays = {}, halfDays = {}, week = {}, officeHours = [] }: LocalDays,
  kindBelow: (date: string) => DayKind,
): (date: string) => DayKind {
  const seasons = officeHours.map(({ morning, afternoon, from = '01-01', to = '12-31' }) => {
    const hours: OfficeHours = { morning, afternoon }
    checkHours(hours)
    return { from, to, hours }
  })
  const half = new Map(Object.entries(halfDays))
  const worked = new Map(Object.entries(workdays))
  const off = new Map(Object.entries(holidays))

  const ownKind = (date: string): DayKind | undefined => {
    const part = half.get(date)
    if (part) return { working: true, known: true, name: part.name, half: part.worked }
    const name = worked.get(date) ?? off.get(date)
    return name && { working: worked.has(date), known: true, name }
  }

  const ordinaryKind = (date: string): DayKind => {
    const below = kindBelow(date)
    const here = week[weekdays[weekday(date)] ?? 'sunday']
    if (here === undefined || below.name) return below
    const { half: _, ...rest } = below
    const working = here !== 'off'
    return { ...rest, working, ...(working && here !== 'day' && { half: here }) }
  }

  return (date) => {
    const kind = ownKind(date) ?? ordinaryKind(date)
    const day = date.slice(5)
    const hours = seasons.find((it) => isIn(it, day))?.hours ?? kind.hours ?? kindBelow(date).hours
    return hours ? { ...kind, hours } : kind
  }
}

/** A season that ends before it begins goes over the new year. */
const isIn = ({ from, to }: { from: string; to: string }, day: string): boolean =>
  from <= to ? from <= day && day <= to : from <= day || day <= to
