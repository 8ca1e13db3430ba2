import { describe, expect, test } from 'vitest'
import { chinaCalendar } from './china-calendar.ts'
import { extendClock, makeClock, makeWarningClock, pauseClock, resumeClock } from './clock.ts'
import { localCalendar, weekendCalendar } from './custom-calendar.ts'
import { explainDeadline } from './explain-deadline.ts'
import { saturdayCalendar } from './testing/office-calendar.ts'

const calendar = chinaCalendar()
const fiveDays = { amount: 5, unit: 'workingDay' } as const
const nationalDay = makeClock({
  kind: 'handle',
  startedAt: '2025-09-26T01:00:00.000Z',
  limit: fiveDays,
  calendar,
})

describe('with its calendar', () => {
  test('every day is told, in Chinese', () => {
    expect(explainDeadline(nationalDay, { calendar }).split('\n')).toEqual([
      '办理时限：2025-10-10 24:00',
      '起点：2025-09-26 09:00 派单',
      '时限：5 个工作日，当日不计',
      '计入：09-28 至 09-30、10-09 至 10-10',
      '不计：10-01 至 10-08（国庆节、中秋节）、09-27（休息日）',
      '调休上班：09-28（周日）',
      '日历：chinese-days-1.5.7',
    ])
  })

  test('and in English', () => {
    expect(explainDeadline(nationalDay, { calendar, locale: 'en' }).split('\n')).toEqual([
      'Resolve by: 2025-10-10 24:00',
      'Start: dispatch, 2025-09-26 09:00',
      'Limit: 5 working days, not counting that day',
      'Counted: 09-28 to 09-30, 10-09 to 10-10',
      'Left out: 10-01 to 10-08 (National Day, Mid-autumn Festival), 09-27 (days off)',
      'Make-up days: 09-28 (Sun)',
      'Calendar: chinese-days-1.5.7',
    ])
  })

  test('pauses and extensions are told in order, with the date that each made', () => {
    const paused = pauseClock(nationalDay, '2025-09-29T01:00:00.000Z')
    const resumed = resumeClock(paused, '2025-09-30T01:00:00.000Z', { calendar })
    const clock = extendClock(resumed, { amount: 2, unit: 'workingDay' }, calendar)
    expect(explainDeadline(clock, { calendar }).split('\n').slice(6)).toEqual([
      '暂停：2025-09-29 09:00 至 2025-09-30 09:00，截止移至 2025-10-11 24:00',
      '延期：自原截止 2025-10-11 24:00 起 2 个工作日，当日不计，截止移至 2025-10-14 24:00',
      '计入：10-13 至 10-14',
      '不计：10-12（休息日）',
      '日历：chinese-days-1.5.7',
    ])
  })

  test('a provisional date says so, and what will become of it', () => {
    const clock = makeClock({
      kind: 'accept',
      startedAt: '2026-12-31T01:00:00.000Z',
      limit: fiveDays,
      calendar,
    })
    const told = explainDeadline(clock, { calendar, locale: 'en' })
    expect(told).toContain(
      'Not announced: holidays of 2027 are not announced yet, so weekends decide for now',
    )
    expect(told).toContain('Provisional: counted again once the holidays of that year are announced')
  })

  test('office hours are told one by one, half days by name', () => {
    const limit = { amount: 5, unit: 'workingHour' } as const
    const clock = makeClock({
      kind: 'handle',
      startedAt: '2026-03-06T09:00:00.000Z',
      limit,
      calendar: saturdayCalendar,
    })
    const told = explainDeadline(clock, { calendar: saturdayCalendar })
    expect(told).toContain('计入：03-06 17:00–17:30、03-07 08:30–12:00、03-09 08:30–09:30')
    expect(told).toContain('半天：03-07（周六）')
    const halves = makeClock({
      kind: 'handle',
      startedAt: '2026-03-06T12:00:00.000Z',
      limit: { amount: 2, unit: 'halfWorkingDay' },
      calendar: saturdayCalendar,
    })
    expect(explainDeadline(halves, { calendar: saturdayCalendar })).toContain('计入：03-07 上午、03-09 上午')
  })

  test('a limit of years lists a dozen stretches and says how many more', () => {
    const limit = { amount: 300, unit: 'workingDay' } as const
    const clock = makeClock({ kind: 'handle', startedAt: '2025-01-02T01:00:00.000Z', limit, calendar })
    expect(explainDeadline(clock, { calendar })).toMatch(/计入：[^\n]*，另有 \d+ 项/)
  })

  test('hours that run on have no days to tell', () => {
    const clock = makeClock({
      kind: 'accept',
      startedAt: '2026-03-02T01:00:00.000Z',
      limit: { amount: 2, unit: 'hour' },
      calendar,
    })
    expect(explainDeadline(clock, { calendar }).split('\n')).toEqual([
      '签收时限：2026-03-02 11:00',
      '起点：2026-03-02 09:00 派单',
      '时限：2 小时',
      '日历：chinese-days-1.5.7',
    ])
  })

  test('calendar days are all counted', () => {
    const limit = { amount: 7, unit: 'day' } as const
    const clock = makeClock({ kind: 'handle', startedAt: '2026-03-02T01:00:00.000Z', limit, calendar })
    expect(explainDeadline(clock, { calendar })).toContain('计入：03-03 至 03-09')
  })
})

describe('without the calendar that computed it', () => {
  const kept = [
    '办理时限：2025-10-10 24:00',
    `说明：${nationalDay.explanation.zh}`,
    '日历：chinese-days-1.5.7',
  ]

  test('the sentence that was kept stands for the days', () => {
    expect(explainDeadline(nationalDay).split('\n')).toEqual(kept)
  })

  test('another calendar is not taken for it', () => {
    expect(explainDeadline(nationalDay, { calendar: weekendCalendar }).split('\n')).toEqual(kept)
  })

  test('nor another version that would give the same date', () => {
    const newer = localCalendar(calendar, { version: 'newer' })
    expect(explainDeadline(nationalDay, { calendar: newer }).split('\n')).toEqual(kept)
  })

  test('nor the same one for a date that it did not give', () => {
    const moved = { ...nationalDay, dueAt: '2025-10-12T15:59:59.999Z' }
    expect(explainDeadline(moved, { calendar })).toContain('说明：')
  })

  test('a warning says what it goes before', () => {
    const warning = makeWarningClock(
      'handleWarning',
      nationalDay,
      { amount: 1, unit: 'workingDay' },
      calendar,
    )
    expect(explainDeadline(warning, { calendar, locale: 'en' })).toContain(
      'Why: 1 working day before it is due at 2025-10-10 24:00; warning from 2025-10-09 24:00',
    )
  })
})

test('a clock that stands still says since when', () => {
  const paused = pauseClock(nationalDay, '2025-09-29T01:00:00.000Z')
  expect(explainDeadline(paused, { calendar })).toContain('现已暂停：自 2025-09-29 09:00 起')
})
