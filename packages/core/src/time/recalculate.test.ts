import { describe, expect, test } from 'vitest'
import { Clock } from '../ticket/ticket.ts'
import type { WorkingCalendar } from './calendar.ts'
import { chinaCalendar } from './china-calendar.ts'
import { clockUntil, extendClock, makeClock, makeWarningClock, pauseClock, resumeClock } from './clock.ts'
import { localCalendar } from './custom-calendar.ts'
import { recalculate, recalculateClocks } from './recalculate.ts'

const before = chinaCalendar()
const newYear = { zh: '元旦', en: "New Year's Day" }
/** As an announcement for 2027 might read; invented. */
const after = localCalendar(before, {
  version: 'announced-2027',
  knownYears: [2027],
  holidays: { '2027-01-01': newYear, '2027-01-02': newYear, '2027-01-03': newYear },
  workdays: { '2027-01-09': newYear },
})
const limit = { amount: 5, unit: 'workingDay' } as const
const lead = { amount: 1, unit: 'workingDay' } as const
const handle = makeClock({ kind: 'handle', startedAt: '2026-12-28T01:00:00.000Z', limit, calendar: before })
const handleWarning = makeWarningClock('handleWarning', handle, lead, before)

describe('a provisional clock, once the year is announced', () => {
  test('is counted again, final, and says why', () => {
    expect(handle).toMatchObject({ dueAt: '2027-01-04T15:59:59.999Z', provisional: true })
    // 12-29, 12-30, 12-31, 01-04, 01-05
    const settled = recalculate(handle, after)
    expect(settled).toMatchObject({
      dueAt: '2027-01-05T15:59:59.999Z',
      provisional: false,
      calendarVersion: 'chinese-days-1.5.7+announced-2027',
      explanation: {
        zh: '自 2026-12-28 09:00 派单起 5 个工作日，当日不计；跳过元旦 2027-01-01 至 2027-01-03；截止 2027-01-05 24:00',
      },
    })
    expect(Clock.parse(settled)).toEqual(settled)
  })

  test('counts its make-up days', () => {
    const late = makeClock({ kind: 'handle', startedAt: '2027-01-08T01:00:00.000Z', limit, calendar: before })
    expect(late.dueAt).toBe('2027-01-15T15:59:59.999Z')
    expect(recalculate(late, after).dueAt).toBe('2027-01-14T15:59:59.999Z')
  })

  test('keeps its pauses and extensions, in order', () => {
    const paused = pauseClock(handle, '2026-12-29T01:00:00.000Z')
    const resumed = resumeClock(paused, '2026-12-30T01:00:00.000Z', { calendar: before })
    const extended = extendClock(resumed, { amount: 2, unit: 'workingDay' }, before)
    // 01-05 without the pause, 01-06 with it, and the extension counts 01-07 and 01-08.
    const settled = recalculate(extended, after)
    expect(settled.dueAt).toBe('2027-01-08T15:59:59.999Z')
    expect(settled.changes).toEqual(extended.changes)
    expect(settled.explanation.zh).toContain('准予延期')
    expect(settled.explanation.zh).toContain('暂停计时')
  })

  test('that stands still goes on standing still', () => {
    const paused = pauseClock(handle, '2026-12-29T01:00:00.000Z')
    expect(recalculate(paused, after).pausedAt).toBe('2026-12-29T01:00:00.000Z')
  })

  test('still says what it counts from', () => {
    const since = { zh: '返工', en: 'rework' }
    const rework = makeClock({ kind: 'handle', startedAt: handle.startedAt, limit, calendar: before, since })
    expect(recalculate(rework, after).explanation.zh).toContain('2026-12-28 09:00 返工起')
  })
})

test('nothing is counted again that this version has counted, or that a person has set', () => {
  const settled = recalculate(handle, after)
  expect(recalculate(settled, after)).toBe(settled)
  const review = clockUntil({
    kind: 'suspensionReview',
    startedAt: handle.startedAt,
    dueAt: '2027-02-01T01:00:00.000Z',
    calendar: before,
  })
  expect(recalculate(review, after)).toBe(review)
})

describe('the clocks of a ticket', () => {
  test('move together with their warnings', () => {
    const clocks = recalculateClocks({ handle, handleWarning }, after)
    expect(clocks.handle?.dueAt).toBe('2027-01-05T15:59:59.999Z')
    expect(clocks.handleWarning?.dueAt).toBe('2027-01-04T15:59:59.999Z')
    expect(clocks.handleWarning).toEqual(
      makeWarningClock('handleWarning', recalculate(handle, after), lead, after),
    )
  })

  test('a warning that has rung does not come back', () => {
    expect(Object.keys(recalculateClocks({ handle }, after))).toEqual(['handle'])
  })

  test('a warning goes through the pauses and extensions of its clock', () => {
    const pause = (clock: Clock) => pauseClock(clock, '2026-12-29T01:00:00.000Z')
    const story = (clock: Clock, warning: Clock, calendar: WorkingCalendar) => {
      const resume = (it: Clock) => resumeClock(pause(it), '2027-01-04T01:00:00.000Z', { calendar, limit })
      return { handle: resume(clock), handleWarning: resume(warning) }
    }
    const settled = recalculate(handle, after)
    const settledWarning = makeWarningClock('handleWarning', settled, lead, after)
    expect(recalculateClocks(story(handle, handleWarning, before), after)).toEqual(
      story(settled, settledWarning, after),
    )
    const extended = extendClock(handle, lead, before)
    const clocks = {
      handle: extended,
      handleWarning: makeWarningClock('handleWarning', extended, lead, before),
    }
    expect(recalculateClocks(clocks, after).handleWarning?.dueAt).toBe('2027-01-05T15:59:59.999Z')
    const paused = recalculateClocks({ handle: pause(handle), handleWarning: pause(handleWarning) }, after)
    expect(paused.handleWarning?.pausedAt).toBe('2026-12-29T01:00:00.000Z')
  })

  test('a clock that needs no calendar stays the same clock', () => {
    const accept = makeClock({
      kind: 'accept',
      startedAt: handle.startedAt,
      limit: { amount: 2, unit: 'hour' },
      calendar: before,
    })
    expect(recalculateClocks({ accept }, after).accept?.dueAt).toBe(accept.dueAt)
  })
})
