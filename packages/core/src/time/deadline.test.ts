import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chinaCalendar } from './china-calendar.ts'
import { customCalendar, weekendCalendar } from './custom-calendar.ts'
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

describe('for every start, amount and unit', () => {
  const start = fc
    .integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') })
    .map((ms) => new Date(ms).toISOString())
  const unit = fc.constantFrom<Limit['unit'][]>('minute', 'hour', 'day', 'workingDay')
  const amount = fc.integer({ min: 1, max: 60 })
  const calendar = fc.constantFrom(china, weekendCalendar)

  test('a longer limit is due later, and every limit after its start', () => {
    fc.assert(
      fc.property(start, amount, unit, calendar, (startedAt, n, unit, calendar) => {
        const shorter = deadlineAfter(startedAt, { amount: n, unit }, calendar).dueAt
        const longer = deadlineAfter(startedAt, { amount: n + 1, unit }, calendar).dueAt
        expect(shorter > startedAt).toBe(true)
        expect(longer > shorter).toBe(true)
      }),
    )
  })

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(start, start, amount, unit, calendar, (one, other, n, unit, calendar) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        const limit = { amount: n, unit }
        expect(
          deadlineAfter(early, limit, calendar).dueAt <= deadlineAfter(late, limit, calendar).dueAt,
        ).toBe(true)
      }),
    )
  })

  test('going back by a part of the limit arrives where the rest of it ends', () => {
    fc.assert(
      fc.property(start, amount, amount, unit, calendar, (startedAt, rest, part, unit, calendar) => {
        const whole = deadlineAfter(startedAt, { amount: rest + part, unit }, calendar).dueAt
        expect(deadlineBefore(whole, { amount: part, unit }, calendar).dueAt).toBe(
          deadlineAfter(startedAt, { amount: rest, unit }, calendar).dueAt,
        )
      }),
    )
  })

  test('a working-day limit ends on a working day', () => {
    fc.assert(
      fc.property(start, amount, calendar, (startedAt, n, calendar) => {
        const { dueAt } = deadlineAfter(startedAt, { amount: n, unit: 'workingDay' }, calendar)
        expect(calendar.dayKind(dueAt.slice(0, 10)).working).toBe(true)
      }),
    )
  })
})
