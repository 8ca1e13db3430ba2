import { describe, expect, test } from 'vitest'
import { chinaCalendar } from './china-calendar.ts'
import { customCalendar } from './custom-calendar.ts'
import { deadlineAfter, deadlineBefore } from './deadline.ts'
import type { Limit } from '../ticket/limit.ts'

const china = chinaCalendar()
const workingDays = (amount: number): Limit => ({ amount, unit: 'workingDay' })

describe('working days', () => {
  test('five across National Day 2025 skip the holiday and count the make-up Saturday', () => {
    const due = deadlineAfter('2025-09-30T08:20:00.000Z', workingDays(5), china, {
      zh: '派单',
      en: 'dispatch',
    })
    expect(due.dueAt).toBe('2025-10-14T15:59:59.999Z')
    expect(due.provisional).toBe(false)
    expect(due.calendarVersion).toBe(china.version)
    expect(due.explanation).toEqual({
      zh: '自 2025-09-30 16:20 派单起 5 个工作日，当日不计；跳过国庆节、中秋节 10-01 至 10-08，10-11（周六）为调休上班日；截止 2025-10-14 24:00',
      en: '5 working days from dispatch at 2025-09-30 16:20, not counting that day; skipping National Day and Mid-autumn Festival 10-01 to 10-08, 10-11 (Sat) is a make-up working day; due 2025-10-14 24:00',
    })
  })

  test('five across Spring Festival 2026 count both make-up Saturdays', () => {
    const due = deadlineAfter('2026-02-13T01:00:00.000Z', workingDays(5), china)
    expect(due.dueAt).toBe('2026-02-27T15:59:59.999Z')
    const later = deadlineAfter('2026-02-13T01:00:00.000Z', workingDays(6), china)
    expect(later.dueAt).toBe('2026-02-28T15:59:59.999Z')
    expect(later.explanation.zh).toContain('跳过春节 02-15 至 02-23')
    expect(later.explanation.zh).toContain('02-14（周六）为调休上班日，02-28（周六）为调休上班日')
  })

  test('one from a Saturday is due at the end of Monday', () => {
    expect(deadlineAfter('2026-03-07T02:00:00.000Z', workingDays(1), china).dueAt).toBe(
      '2026-03-09T15:59:59.999Z',
    )
  })

  test('a start after midnight in China counts from the new day, though it is still yesterday in UTC', () => {
    expect(deadlineAfter('2026-03-08T16:30:00.000Z', workingDays(1), china).dueAt).toBe(
      '2026-03-10T15:59:59.999Z',
    )
  })

  test('counting into a year that is not announced is provisional and says so', () => {
    const calendar = customCalendar({ version: 'v', knownYears: [2026] })
    const due = deadlineAfter('2026-12-25T02:00:00.000Z', workingDays(5), calendar)
    expect(due.dueAt).toBe('2027-01-01T15:59:59.999Z')
    expect(due.provisional).toBe(true)
    expect(due.explanation.zh).toContain('2027 年放假安排尚未公布，暂按周末推算')
    expect(due.explanation.en).toContain('holidays of 2027 are not announced yet')
  })

  test('a calendar without working days is an error, not an endless loop', () => {
    const never = { version: 'never', dayKind: () => ({ working: false, known: true }) }
    expect(() => deadlineAfter('2026-03-02T02:00:00.000Z', workingDays(1), never)).toThrow(RangeError)
  })
})

describe('other units', () => {
  test('hours and minutes run through nights and holidays', () => {
    const start = '2025-10-01T15:30:00.000Z'
    expect(deadlineAfter(start, { amount: 4, unit: 'hour' }, china)).toMatchObject({
      dueAt: '2025-10-01T19:30:00.000Z',
      provisional: false,
      explanation: { zh: '自 2025-10-01 23:30 起 4 小时；截止 2025-10-02 03:30' },
    })
    expect(deadlineAfter(start, { amount: 30, unit: 'minute' }, china).dueAt).toBe('2025-10-01T16:00:00.000Z')
  })

  test('calendar days do not count the first day and are not moved off a holiday', () => {
    const due = deadlineAfter('2025-09-30T08:20:00.000Z', { amount: 7, unit: 'day' }, china)
    expect(due.dueAt).toBe('2025-10-07T15:59:59.999Z')
    expect(due.provisional).toBe(false)
  })
})

describe('before a due date', () => {
  test('one working day before Monday 24:00 is Friday 24:00: yellow through all of Monday', () => {
    const warning = deadlineBefore('2026-03-09T15:59:59.999Z', workingDays(1), china)
    expect(warning.dueAt).toBe('2026-03-06T15:59:59.999Z')
    expect(warning.explanation.zh).toBe('截止 2026-03-09 24:00 前 1 个工作日；自 2026-03-06 24:00 起预警')
  })

  test('it names the holidays between, in the order of the calendar', () => {
    const warning = deadlineBefore('2025-10-09T04:00:00.000Z', workingDays(1), china)
    expect(warning.dueAt).toBe('2025-09-30T04:00:00.000Z')
    expect(warning.explanation.en).toContain('skipping National Day and Mid-autumn Festival 10-01 to 10-08')
  })

  test('hours are elapsed time', () => {
    expect(deadlineBefore('2026-03-09T15:59:59.999Z', { amount: 2, unit: 'hour' }, china).dueAt).toBe(
      '2026-03-09T13:59:59.999Z',
    )
  })
})
