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

test('a clock that stood still is due later by just that time, and says so', () => {
  const paused = pauseClock(handle, '2026-03-03T01:00:00.000Z')
  expect(pauseClock(paused, '2026-03-04T01:00:00.000Z')).toEqual(paused)
  const resumed = resumeClock(paused, '2026-03-05T03:00:00.000Z')
  expect(resumed.dueAt).toBe('2026-03-11T17:59:59.999Z')
  expect(resumed).not.toHaveProperty('pausedAt')
  expect(resumed.explanation.zh).toContain('2026-03-03 09:00 至 2026-03-05 11:00 暂停计时，顺延至')
  expect(Clock.parse(resumed)).toEqual(resumed)
})

test('resuming a clock that runs changes nothing', () => {
  expect(resumeClock(handle, '2026-03-05T03:00:00.000Z')).toEqual(handle)
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
