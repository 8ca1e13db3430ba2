import { expect, test } from 'vitest'
import type { WorkingCalendar } from './calendar.ts'
import { CalendarError } from './calendar-error.ts'
import { customCalendar, weekendCalendar } from './custom-calendar.ts'
import { deadlineAfter, deadlineBefore } from './deadline.ts'

const start = '2026-03-02T01:00:00.000Z'

/** A calendar that counts how often it is asked. */
function asked(calendar: WorkingCalendar) {
  const counter = { days: 0 }
  const dayKind = (date: string) => {
    counter.days += 1
    return calendar.dayKind(date)
  }
  return { counter, calendar: { version: calendar.version, dayKind } }
}

test('the longest limit asks for each of its days once, and is said in a few words', () => {
  const { counter, calendar } = asked(weekendCalendar)
  const { dueAt, explanation } = deadlineAfter(start, { amount: 10_000, unit: 'workingDay' }, calendar)
  expect(dueAt).toBe('2064-06-30T15:59:59.999Z')
  expect(counter.days).toBe(14_000)
  expect(explanation.zh.length).toBeLessThan(400)
})

test('the longest limit in hours of an office that opens for a minute ends with the century, not with the machine', () => {
  const minute = customCalendar({
    version: 'minute',
    knownYears: 'all',
    officeHours: [{ morning: '08:30-08:31', afternoon: '14:00-14:01' }],
  })
  const { counter, calendar } = asked(minute)
  expect(() => deadlineAfter(start, { amount: 10_000, unit: 'workingHour' }, calendar)).toThrow(
    expect.objectContaining({ code: 'beyondCentury' }),
  )
  expect(counter.days).toBeLessThan(74 * 366)
})

test('a calendar without working days is told after 400 of them, in both directions', () => {
  const { counter, calendar } = asked({ version: 'never', dayKind: () => ({ working: false, known: true }) })
  const limit = { amount: 1, unit: 'workingDay' } as const
  const noWorkingTime = expect.objectContaining({
    code: 'noWorkingTime',
    sentence: {
      zh: '日历中连续 400 天没有工作时间（never）',
      en: 'the calendar has no working time in 400 days on end (never)',
    },
  })
  expect(() => deadlineAfter(start, limit, calendar)).toThrow(noWorkingTime)
  expect(() => deadlineBefore(start, limit, calendar)).toThrow(noWorkingTime)
  expect(counter.days).toBe(2 * 401)
})

test.each(['day', 'hour', 'workingDay'] as const)(
  'a limit by the %s that leaves the century is an error',
  (unit) => {
    const due = () => deadlineAfter('2099-12-20T01:00:00.000Z', { amount: 10_000, unit }, weekendCalendar)
    expect(due).toThrow(CalendarError)
    expect(due).toThrow(expect.objectContaining({ code: 'beyondCentury' }))
  },
)
