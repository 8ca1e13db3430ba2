import { describe, expect, test } from 'vitest'
import type { Limit } from '../ticket/limit.ts'
import { CalendarError } from './calendar-error.ts'
import { chinaCalendar } from './china-calendar.ts'
import { formatMoment } from './civil-day.ts'
import { customCalendar } from './custom-calendar.ts'
import { deadlineAfter, deadlineBefore } from './deadline.ts'
import { officeCalendar, saturdayCalendar } from './testing/office-calendar.ts'

/** A moment in China's time, e.g. `03-02 09:30` of 2026. */
const at = (text: string) => new Date(`2026-${text.replace(' ', 'T')}:00+08:00`).toISOString()
const due = (start: string, limit: Limit, calendar = officeCalendar) =>
  formatMoment(deadlineAfter(at(start), limit, calendar).dueAt).slice(5)
const hours = (amount: number): Limit => ({ amount, unit: 'workingHour' })
const minutes = (amount: number): Limit => ({ amount, unit: 'workingMinute' })
const halves = (amount: number): Limit => ({ amount, unit: 'halfWorkingDay' })
const days = (amount: number): Limit => ({ amount, unit: 'workingDay' })

// 2026-03-02 is a Monday.
describe('working hours', () => {
  test.each([
    ['within the morning', '03-02 09:30', hours(2), '03-02 11:30'],
    ['up to noon end at noon', '03-02 10:00', hours(2), '03-02 12:00'],
    ['over the midday break', '03-02 11:00', hours(2), '03-02 15:00'],
    ['up to closing time end there', '03-02 14:30', hours(3), '03-02 17:30'],
    ['into the next day', '03-02 16:30', hours(2), '03-03 09:30'],
    ['over a weekend', '03-06 16:30', hours(2), '03-09 09:30'],
    ['in minutes', '03-06 17:15', minutes(30), '03-09 08:45'],
    ['from the midday break count from the afternoon', '03-02 13:00', hours(1), '03-02 15:00'],
    ['from the evening count from the next opening', '03-02 20:00', hours(1), '03-03 09:30'],
    ['from a Saturday count from Monday', '03-07 10:00', hours(1), '03-09 09:30'],
    ['from before the opening count from it', '03-02 06:00', hours(1), '03-02 09:30'],
    ['into summer hours follow them', '04-30 17:00', hours(4), '05-06 12:00'],
    ['in the summer afternoon', '05-06 13:00', hours(1), '05-06 15:30'],
  ] as const)('%s', (_, start, limit, expected) => {
    expect(due(start, limit)).toBe(expected)
  })

  test('say which hours were counted, and from when', () => {
    expect(deadlineAfter(at('03-06 20:00'), hours(5), officeCalendar).explanation).toEqual({
      zh: '自 2026-03-06 20:00 起 5 个工作小时，只计办公时间；不在办公时间，自 2026-03-09 08:30 起计；计入 03-09 08:30–12:00、03-09 14:00–15:30；截止 2026-03-09 15:30',
      en: '5 working hours from 2026-03-06 20:00, counting office hours only; outside office hours, so counted from 2026-03-09 08:30; counted 03-09 08:30–12:00, 03-09 14:00–15:30; due 2026-03-09 15:30',
    })
  })

  test('from the minute of closing count from the next opening', () => {
    expect(deadlineAfter(at('03-02 12:00'), hours(1), officeCalendar).explanation.zh).toContain(
      '自 2026-03-02 14:00 起计；计入 03-02 14:00–15:00；',
    )
  })

  test('without office hours count all of a working day, and say so', () => {
    const { dueAt, explanation } = deadlineAfter(at('03-06 22:00'), hours(4), chinaCalendar())
    expect(formatMoment(dueAt)).toBe('2026-03-09 02:00')
    expect(explanation.zh).toContain('日历未设办公时间，工作日全天计入')
  })

  test('are not hours: a two-hour emergency runs on through the night', () => {
    expect(due('03-06 23:00', { amount: 2, unit: 'hour' })).toBe('03-07 01:00')
  })
})

describe('half working days', () => {
  test.each([
    ['from a morning end with the afternoon', '03-02 09:30', halves(1), '03-02 17:30'],
    ['from an afternoon end with the next morning', '03-02 15:00', halves(1), '03-03 12:00'],
    ['from the midday break end with the afternoon', '03-02 13:00', halves(1), '03-02 17:30'],
    ['from before the opening end with the morning', '03-02 07:00', halves(1), '03-02 12:00'],
    ['from the opening itself end with the afternoon', '03-02 08:30', halves(1), '03-02 17:30'],
    ['three from a Friday morning', '03-06 09:00', halves(3), '03-09 17:30'],
  ] as const)('%s', (_, start, limit, expected) => {
    expect(due(start, limit)).toBe(expected)
  })

  test('without office hours turn at noon and midnight', () => {
    expect(due('03-06 09:00', halves(1), chinaCalendar())).toBe('03-06 24:00')
    expect(due('03-06 13:00', halves(1), chinaCalendar())).toBe('03-09 12:00')
  })

  test('are said as people say them', () => {
    expect(deadlineAfter(at('03-02 09:30'), halves(1), officeCalendar).explanation).toEqual({
      zh: '自 2026-03-02 09:30 起 半个工作日，所在半日不计；截止 2026-03-02 17:30（下班）',
      en: '1 half working day from 2026-03-02 09:30, not counting that half day; due 2026-03-02 17:30 (closing time)',
    })
  })
})

describe('working days where an office has hours', () => {
  test('end when it closes, as art. 203 of the Civil Code has it', () => {
    expect(due('03-02 09:30', days(5))).toBe('03-09 17:30')
    expect(deadlineAfter(at('03-02 09:30'), days(5), officeCalendar).explanation.zh).toContain(
      '截止 2026-03-09 17:30（下班）',
    )
  })

  test('do not count the day of the start, not even one after closing time', () => {
    expect(due('03-02 20:00', days(1))).toBe('03-03 17:30')
    expect(due('03-07 10:00', days(1))).toBe('03-09 17:30')
  })

  test('warn from a closing time on', () => {
    const warning = deadlineBefore(at('03-09 17:30'), days(1), officeCalendar)
    expect(formatMoment(warning.dueAt)).toBe('2026-03-06 17:30')
    expect(formatMoment(deadlineBefore(at('03-09 16:00'), days(1), officeCalendar).dueAt)).toBe(
      '2026-03-06 16:00',
    )
    expect(formatMoment(deadlineBefore(at('03-09 09:30'), hours(2), officeCalendar).dueAt)).toBe(
      '2026-03-06 16:30',
    )
    expect(formatMoment(deadlineBefore(at('03-09 17:30'), halves(1), officeCalendar).dueAt)).toBe(
      '2026-03-09 12:00',
    )
  })

  test('a warning before a day off leaves a whole working day for it', () => {
    const sunday = '2026-03-08T15:59:59.999Z'
    expect(formatMoment(deadlineBefore(sunday, days(1), officeCalendar).dueAt)).toBe('2026-03-05 17:30')
    expect(formatMoment(deadlineBefore(sunday, days(1), chinaCalendar()).dueAt)).toBe('2026-03-05 24:00')
  })
})

describe('half days', () => {
  test('a Saturday morning counts half of a working day', () => {
    expect(due('03-06 09:00', days(1), saturdayCalendar)).toBe('03-09 12:00')
    expect(due('03-06 09:00', days(6), saturdayCalendar)).toBe('03-14 12:00')
    expect(deadlineAfter(at('03-06 09:00'), days(1), saturdayCalendar).explanation.zh).toContain(
      '03-07（周六）只上上午，计半天',
    )
  })

  test('its hours are those of the morning', () => {
    expect(due('03-06 17:00', hours(4), saturdayCalendar)).toBe('03-07 12:00')
    expect(due('03-06 17:00', hours(5), saturdayCalendar)).toBe('03-09 09:30')
  })

  test('a day may lose a half by its date', () => {
    const calendar = customCalendar({
      version: 'v',
      knownYears: 'all',
      halfDays: { '2026-03-03': { worked: 'afternoon', name: { zh: '停水检修', en: 'Water works' } } },
    })
    expect(due('03-02 09:00', days(1), calendar)).toBe('03-04 12:00')
    expect(deadlineAfter(at('03-02 09:00'), days(1), calendar).explanation.en).toContain(
      '03-03 (Tue) is worked in the afternoon only and counts half',
    )
  })

  test('many of them are counted, not listed', () => {
    const { zh, en } = deadlineAfter(at('03-02 09:00'), days(30), saturdayCalendar).explanation
    expect(zh).toContain('03-14（周六）只上上午，计半天，另有 2 个半天')
    expect(en).toContain('and 2 more half days')
  })
})

describe('office hours that cannot be', () => {
  test.each([
    ['8:30-12:00', '14:00-17:30'],
    ['08:30-12:00', '14:00-24:30'],
    ['12:00-08:30', '14:00-17:30'],
    ['08:30-14:30', '14:00-17:30'],
    ['08:30-12:60', '14:00-17:30'],
    ['上午', '下午'],
  ])('%s and %s are refused when the calendar is made', (morning, afternoon) => {
    const make = () =>
      customCalendar({ version: 'v', knownYears: 'all', officeHours: [{ morning, afternoon }] })
    expect(make).toThrow(CalendarError)
    expect(make).toThrow(/office hours read 08:30-12:00/)
  })
})
