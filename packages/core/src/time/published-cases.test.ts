import { expect, test } from 'vitest'
import { chinaCalendar } from './china-calendar.ts'
import { addDays } from './civil-day.ts'
import { makeClock, makeWarningClock } from './clock.ts'
import { extendClock } from './clock.ts'
import { clockColour } from './colour.ts'
import { countForward } from './count.ts'
import { deadlineAfter } from './deadline.ts'
import { shandong2017, shandong2017Extension } from './profiles.ts'
import { publishedCases } from './testing/published-cases.ts'

const calendar = chinaCalendar()

test.each(publishedCases.map((it) => [it.name, it] as const))('%s', (_, published) => {
  const { startedAt, limit, counted, dueAt, provisional = false } = published
  expect(deadlineAfter(startedAt, limit, calendar)).toMatchObject({ dueAt, provisional })
  const worked = countForward(startedAt, limit, calendar).passed.filter((day) => day.working)
  expect(worked.map(({ date }) => date)).toEqual(counted)
})

test.each([2025, 2026])('%d has 248 working days, as 人社部发〔2025〕2号 has it: 365 − 104 − 13', (year) => {
  const days = Array.from({ length: 365 }, (_, index) => addDays(`${year}-01-01`, index))
  expect(days.filter((date) => calendar.dayKind(date).working)).toHaveLength(365 - 104 - 13)
})

test('Shandong: extended by 7 working days, yellow all of the last working day, red on the first day after it', () => {
  const startedAt = '2026-04-20T01:00:00.000Z'
  const clock = makeClock({ kind: 'handle', startedAt, limit: shandong2017.handleLimit, calendar })
  const warning = makeWarningClock('handleWarning', clock, shandong2017.handleWarning, calendar)
  const colour = (at: string) => clockColour(clock, at, warning)
  expect(colour('2026-05-12T15:59:59.998Z')).toBe('none')
  expect(colour('2026-05-12T16:00:00.000Z')).toBe('yellow')
  expect(colour('2026-05-13T15:59:59.998Z')).toBe('yellow')
  expect(colour('2026-05-13T16:00:00.000Z')).toBe('red')
  // 05-14, 05-15, 05-18, 05-19, 05-20, 05-21, 05-22
  expect(extendClock(clock, shandong2017Extension, calendar).dueAt).toBe('2026-05-22T15:59:59.999Z')
})

test('a limit that touches January 2027 says in words that its date is provisional', () => {
  const due = deadlineAfter('2026-12-28T01:00:00.000Z', { amount: 5, unit: 'workingDay' }, calendar)
  expect(due.explanation).toEqual({
    zh: '自 2026-12-28 09:00 起 5 个工作日，当日不计；2027 年放假安排尚未公布，暂按周末推算；截止 2027-01-04 24:00',
    en: '5 working days from 2026-12-28 09:00, not counting that day; holidays of 2027 are not announced yet, so weekends decide for now; due 2027-01-04 24:00',
  })
})

test('a limit that ends before the days that the next announcement may change is final', () => {
  expect(
    deadlineAfter('2026-12-21T01:00:00.000Z', { amount: 5, unit: 'workingDay' }, calendar),
  ).toMatchObject({
    dueAt: '2026-12-28T15:59:59.999Z',
    provisional: false,
  })
})
