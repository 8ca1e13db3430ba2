import { expect, test } from 'vitest'
import { Clock } from '../ticket/ticket.ts'
import { chinaCalendar } from './china-calendar.ts'
import { clockUntil, extendClock, makeClock, makeWarningClock, pauseClock, resumeClock } from './clock.ts'

const calendar = chinaCalendar()
const handle = makeClock({
  kind: 'handle',
  startedAt: '2026-03-02T01:30:00.000Z',
  limit: { amount: 5, unit: 'workingDay' },
  calendar,
})

test('a clock counts from dispatch, says so, and is a valid part of a ticket', () => {
  expect(handle.dueAt).toBe('2026-03-09T15:59:59.999Z')
  expect(handle.explanation.zh).toBe('自 2026-03-02 09:30 派单起 5 个工作日，当日不计；截止 2026-03-09 24:00')
  expect(Clock.parse(handle)).toEqual(handle)
})

test('a clock may name another start', () => {
  const rework = makeClock({
    kind: 'handle',
    startedAt: '2026-03-02T01:30:00.000Z',
    limit: { amount: 1, unit: 'day' },
    calendar,
    since: { zh: '退回返工', en: 'the rework order' },
  })
  expect(rework.explanation.en).toContain('1 calendar day from the rework order at 2026-03-02 09:30')
})

test('the warning comes its lead before the clock is due', () => {
  const warning = makeWarningClock('handleWarning', handle, { amount: 1, unit: 'workingDay' }, calendar)
  expect(warning).toMatchObject({
    kind: 'handleWarning',
    dueAt: '2026-03-06T15:59:59.999Z',
    provisional: false,
  })
  expect(Clock.parse(warning)).toEqual(warning)
})

test('a lead longer than the whole limit warns halfway', () => {
  const urgent = makeClock({
    kind: 'handle',
    startedAt: '2026-03-02T01:00:00.000Z',
    limit: { amount: 4, unit: 'hour' },
    calendar,
  })
  const warning = makeWarningClock('handleWarning', urgent, { amount: 1, unit: 'workingDay' }, calendar)
  expect(warning.dueAt).toBe('2026-03-02T03:00:00.000Z')
  expect(warning.explanation.zh).toContain('过半时预警')
})

test('a limit in working days that stood still is due later by the working time of the pause, and says so', () => {
  const paused = pauseClock(handle, '2026-03-03T01:00:00.000Z')
  expect(pauseClock(paused, '2026-03-04T01:00:00.000Z')).toEqual(paused)
  const resumed = resumeClock(paused, '2026-03-05T03:00:00.000Z', { calendar })
  expect(resumed.dueAt).toBe('2026-03-11T18:00:00.000Z')
  expect(resumed).not.toHaveProperty('pausedAt')
  expect(resumed.explanation.zh).toContain(
    '2026-03-03 09:00 至 2026-03-05 11:00 暂停计时，按其间的工作时间顺延至 2026-03-12 02:00',
  )
  expect(Clock.parse(resumed)).toEqual(resumed)
})

test('a pause over a weekend takes nothing from a limit in working days', () => {
  const paused = pauseClock(handle, '2026-03-06T16:00:00.000Z')
  const resumed = resumeClock(paused, '2026-03-08T12:00:00.000Z', { calendar })
  expect(resumed.dueAt).toBe(handle.dueAt)
  expect(resumed.explanation.zh).toContain('其间没有工作时间，截止仍为 2026-03-09 24:00')
})

test('a pause over National Day moves a limit in working days by its working days only', () => {
  const clock = makeClock({
    kind: 'handle',
    startedAt: '2025-09-29T01:00:00.000Z',
    limit: { amount: 5, unit: 'workingDay' },
    calendar,
  })
  expect(clock.dueAt).toBe('2025-10-13T15:59:59.999Z')
  const paused = pauseClock(clock, '2025-09-29T16:00:00.000Z')
  const resumed = resumeClock(paused, '2025-10-09T16:00:00.000Z', { calendar })
  expect(resumed.dueAt).toBe('2025-10-15T15:59:59.999Z')
})

test('a limit that runs on by the hour or day is due later by all of the pause', () => {
  const limits = [
    { limit: { amount: 24, unit: 'hour' }, dueAt: '2026-03-09T01:30:00.000Z' },
    { limit: { amount: 1, unit: 'day' }, dueAt: '2026-03-09T15:59:59.999Z' },
  ] as const
  for (const { limit, dueAt } of limits) {
    const clock = makeClock({ kind: 'handle', startedAt: '2026-03-06T01:30:00.000Z', limit, calendar })
    const paused = pauseClock(clock, '2026-03-06T02:00:00.000Z')
    expect(resumeClock(paused, '2026-03-08T02:00:00.000Z', { calendar }).dueAt).toBe(dueAt)
  }
})

test('a warning in hours moves as its limit in working days does, and so stays before it', () => {
  const lead = { amount: 4, unit: 'hour' } as const
  const warning = makeWarningClock('handleWarning', handle, lead, calendar)
  const resume = (clock: Clock) =>
    resumeClock(pauseClock(clock, '2026-03-06T16:00:00.000Z'), '2026-03-08T16:00:00.000Z', {
      calendar,
      limit: handle.limit,
    })
  expect(resume(warning).dueAt).toBe(warning.dueAt)
  expect(resume(warning).dueAt < resume(handle).dueAt).toBe(true)
})

test('a pause into a year that is not announced makes the date provisional', () => {
  const clock = makeClock({
    kind: 'handle',
    startedAt: '2026-12-18T01:00:00.000Z',
    limit: { amount: 5, unit: 'workingDay' },
    calendar,
  })
  expect(clock.provisional).toBe(false)
  const resumed = resumeClock(pauseClock(clock, '2026-12-21T01:00:00.000Z'), '2027-01-05T01:00:00.000Z', {
    calendar,
  })
  expect(resumed.provisional).toBe(true)
  expect(resumed.explanation.en).toContain('holidays of 2027 are not announced yet')
})

test('a provisional date stays provisional after a pause in days that are known', () => {
  const clock = makeClock({
    kind: 'handle',
    startedAt: '2026-12-24T01:00:00.000Z',
    limit: { amount: 5, unit: 'workingDay' },
    calendar,
  })
  expect(clock.provisional).toBe(true)
  const paused = pauseClock({ ...clock, dueAt: '2026-12-24T15:59:59.999Z' }, '2026-12-24T02:00:00.000Z')
  expect(resumeClock(paused, '2026-12-24T03:00:00.000Z', { calendar }).provisional).toBe(true)
})

test('a clock that resumes before it was paused has not stood still', () => {
  const paused = pauseClock(handle, '2026-03-03T01:00:00.000Z')
  expect(resumeClock(paused, '2026-03-02T02:00:00.000Z', { calendar }).dueAt).toBe(handle.dueAt)
})

test('resuming a clock that runs changes nothing', () => {
  expect(resumeClock(handle, '2026-03-05T03:00:00.000Z', { calendar })).toEqual(handle)
})

test('an extension counts from the old due date and keeps the first explanation', () => {
  const extended = extendClock(handle, { amount: 7, unit: 'workingDay' }, calendar)
  expect(extended.dueAt).toBe('2026-03-18T15:59:59.999Z')
  expect(extended.startedAt).toBe(handle.startedAt)
  expect(extended.explanation.zh).toBe(
    `${handle.explanation.zh}；准予延期：自 2026-03-09 24:00 原截止时间起 7 个工作日，当日不计；截止 2026-03-18 24:00`,
  )
})

test('a provisional date stays provisional when extended', () => {
  const extended = extendClock({ ...handle, provisional: true }, { amount: 2, unit: 'hour' }, calendar)
  expect(extended.provisional).toBe(true)
})

test('a review date that a person sets is taken as it is', () => {
  const review = clockUntil({
    kind: 'suspensionReview',
    startedAt: '2026-03-02T01:30:00.000Z',
    dueAt: '2026-05-01T00:00:00.000Z',
    calendar,
  })
  expect(Clock.parse(review)).toEqual(review)
  expect(review.explanation.zh).toBe('由人工指定为 2026-05-01 08:00')
})
