import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Limit, limitUnits } from '../ticket/limit.ts'
import { chinaCalendar } from './china-calendar.ts'
import { civilDate, endAt, formatMoment } from './civil-day.ts'
import { extendClock, makeClock, pauseClock, resumeClock } from './clock.ts'
import { workedBetween } from './count.ts'
import { weekendCalendar } from './custom-calendar.ts'
import { deadlineAfter, deadlineBefore } from './deadline.ts'
import { explainDeadline } from './explain-deadline.ts'
import { recalculate } from './recalculate.ts'
import { openMinutes, runsOut } from './testing/naive-time.ts'
import { officeCalendar, saturdayCalendar } from './testing/office-calendar.ts'

const minuteMs = 60_000
const first = Date.parse('2024-01-01T00:00:00Z') / minuteMs
const last = Date.parse('2027-12-31T00:00:00Z') / minuteMs
const minute = fc.integer({ min: first, max: last })
const start = minute.map((it) => new Date(it * minuteMs).toISOString())
const moment = fc
  .integer({ min: first * minuteMs, max: last * minuteMs })
  .map((ms) => new Date(ms).toISOString())
const unit = fc.constantFrom(...limitUnits)
const workingUnit = fc.constantFrom<Limit['unit'][]>(
  'workingDay',
  'halfWorkingDay',
  'workingHour',
  'workingMinute',
)
const amount = fc.integer({ min: 1, max: 60 })
const calendar = fc.constantFrom(chinaCalendar(), weekendCalendar, officeCalendar, saturdayCalendar)

describe('for every start, amount, unit and calendar', () => {
  test('a limit ends where counting day by day and minute by minute ends', () => {
    fc.assert(
      fc.property(start, amount, unit, calendar, (startedAt, n, unit, calendar) => {
        const { dueAt } = deadlineAfter(startedAt, { amount: n, unit }, calendar)
        const naive = runsOut(Date.parse(startedAt), { amount: n, unit }, calendar)
        expect(dueAt).toBe(new Date(naive).toISOString())
      }),
      { numRuns: 400 },
    )
  })

  test('a longer limit is due later, and every limit after its start', () => {
    fc.assert(
      fc.property(moment, amount, unit, calendar, (startedAt, n, unit, calendar) => {
        const shorter = deadlineAfter(startedAt, { amount: n, unit }, calendar).dueAt
        const longer = deadlineAfter(startedAt, { amount: n + 1, unit }, calendar).dueAt
        expect(shorter > startedAt).toBe(true)
        expect(longer > shorter).toBe(true)
      }),
    )
  })

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(moment, moment, amount, unit, calendar, (one, other, n, unit, calendar) => {
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
      fc.property(moment, amount, amount, unit, calendar, (startedAt, rest, part, unit, calendar) => {
        const whole = deadlineAfter(startedAt, { amount: rest + part, unit }, calendar).dueAt
        expect(deadlineBefore(whole, { amount: part, unit }, calendar).dueAt).toBe(
          deadlineAfter(startedAt, { amount: rest, unit }, calendar).dueAt,
        )
      }),
    )
  })

  test('a warning comes before what it warns of, whatever hour that is due', () => {
    fc.assert(
      fc.property(moment, amount, unit, calendar, (dueAt, n, unit, calendar) => {
        expect(deadlineBefore(dueAt, { amount: n, unit }, calendar).dueAt < dueAt).toBe(true)
      }),
    )
  })

  test('a limit in working time ends on a working day, while or as its half is worked', () => {
    fc.assert(
      fc.property(moment, amount, workingUnit, calendar, (startedAt, n, unit, calendar) => {
        const { dueAt } = deadlineAfter(startedAt, { amount: n, unit }, calendar)
        expect(calendar.dayKind(civilDate(dueAt)).working).toBe(true)
        const minuteBefore = new Date(Date.parse(dueAt) - minuteMs).toISOString()
        expect(workedBetween(minuteBefore, dueAt, calendar)).toBeGreaterThan(0)
      }),
    )
  })

  test('the explanation names start and end in both languages', () => {
    fc.assert(
      fc.property(moment, amount, unit, calendar, (startedAt, n, unit, calendar) => {
        const { dueAt, explanation } = deadlineAfter(startedAt, { amount: n, unit }, calendar)
        for (const text of [explanation.zh, explanation.en]) {
          expect(text).toContain(formatMoment(dueAt))
          expect(text).toContain(formatMoment(startedAt))
        }
      }),
    )
  })

  test('the date is provisional just where the explanation says that a year is not announced', () => {
    fc.assert(
      fc.property(moment, amount, unit, calendar, (startedAt, n, unit, calendar) => {
        const { provisional, explanation } = deadlineAfter(startedAt, { amount: n, unit }, calendar)
        expect(explanation.zh.includes('尚未公布')).toBe(provisional)
        expect(explanation.en.includes('not announced yet')).toBe(provisional)
      }),
    )
  })
})

describe('for every pause', () => {
  const stay = fc.integer({ min: 0, max: 12 * 24 * 60 })

  test('a limit in working time gets back the working time of the pause, to the minute', () => {
    fc.assert(
      fc.property(minute, stay, amount, workingUnit, calendar, (from, minutes, n, unit, calendar) => {
        const startedAt = new Date(from * minuteMs).toISOString()
        const at = new Date((from + minutes) * minuteMs).toISOString()
        const clock = makeClock({ kind: 'handle', startedAt, limit: { amount: n, unit }, calendar })
        const resumed = resumeClock(pauseClock(clock, startedAt), at, { calendar })
        const lost = openMinutes(from * minuteMs, (from + minutes) * minuteMs, calendar)
        expect(workedBetween(clock.dueAt, resumed.dueAt, calendar)).toBe(lost * minuteMs)
        expect(calendar.dayKind(civilDate(resumed.dueAt)).working).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

describe('for every story of a clock', () => {
  const step = fc.oneof(
    fc.record({ hours: fc.integer({ min: 0, max: 300 }) }),
    fc.record({ by: fc.record({ amount: fc.integer({ min: 1, max: 12 }), unit }) }),
  )

  test('counting it again from what the clock kept gives the same clock, and it is told line by line', () => {
    fc.assert(
      fc.property(
        moment,
        amount,
        unit,
        calendar,
        fc.array(step, { maxLength: 4 }),
        (startedAt, n, unit, calendar, steps) => {
          let clock = makeClock({ kind: 'handle', startedAt, limit: { amount: n, unit }, calendar })
          let now = Date.parse(startedAt)
          for (const it of steps) {
            if ('by' in it) {
              clock = extendClock(clock, it.by, calendar)
              continue
            }
            const paused = pauseClock(clock, endAt(now))
            now += it.hours * 60 * minuteMs
            clock = resumeClock(paused, endAt(now), { calendar })
          }
          expect(recalculate({ ...clock, calendarVersion: 'older' }, calendar)).toEqual(clock)
          const told = explainDeadline(clock, { calendar })
          expect(told).toContain(`办理时限：${formatMoment(clock.dueAt)}`)
          expect(told).toContain('起点：')
        },
      ),
    )
  })
})
