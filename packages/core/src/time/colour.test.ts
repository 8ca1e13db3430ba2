import { expect, test } from 'vitest'
import { people, testCity } from '../testing/index.ts'
import { accepted, whistled } from '../testing/scenario.ts'
import { chinaCalendar } from './china-calendar.ts'
import { clockColour, ticketColour } from './colour.ts'
import { makeClock, makeWarningClock, pauseClock } from './clock.ts'

const calendar = chinaCalendar()
const clock = makeClock({
  kind: 'handle',
  startedAt: '2026-03-02T01:30:00.000Z',
  limit: { amount: 5, unit: 'workingDay' },
  calendar,
})
const warning = makeWarningClock('handleWarning', clock, { amount: 1, unit: 'workingDay' }, calendar)

test('a limit is yellow from its warning on and red when it is due', () => {
  expect(clockColour(clock, '2026-03-06T15:59:59.998Z', warning)).toBe('none')
  expect(clockColour(clock, '2026-03-06T15:59:59.999Z', warning)).toBe('yellow')
  expect(clockColour(clock, '2026-03-09T15:59:59.998Z', warning)).toBe('yellow')
  expect(clockColour(clock, '2026-03-09T15:59:59.999Z', warning)).toBe('red')
  expect(clockColour(clock, '2026-03-09T15:59:59.998Z')).toBe('none')
})

test('a clock that stands still keeps its colour', () => {
  const paused = pauseClock(clock, '2026-03-09T01:00:00.000Z')
  expect(clockColour(paused, '2026-04-09T01:00:00.000Z', warning)).toBe('yellow')
  expect(
    clockColour(pauseClock(clock, '2026-03-03T01:00:00.000Z'), '2026-04-09T01:00:00.000Z', warning),
  ).toBe('none')
})

test.each([
  ['a ticket that waits for its department', () => whistled(), 2],
  ['a ticket that is handled', () => accepted(), 2],
] as const)('%s gets from the machine the colours that were foretold', (_, make, rings) => {
  const story = make()
  expect(ticketColour(story.ticket, new Date(story.now).toISOString())).toBe(story.ticket.warning)
  for (let ring = 0; ring < rings; ring++) {
    const next = Object.values(story.ticket.clocks)
      .map(({ dueAt }) => dueAt)
      .sort()[0]
    const justBefore = new Date(Date.parse(next ?? '') - 1).toISOString()
    expect(ticketColour(story.ticket, justBefore)).toBe(story.ticket.warning)
    const foretold = ticketColour(story.ticket, next ?? '')
    story.ring()
    expect(foretold).toBe(story.ticket.warning)
    expect(story.ticket.warning).toBe((['yellow', 'red'] as const)[ring])
  }
})

test('a suspended ticket keeps its colour, until its review is due', () => {
  const story = accepted({ ...testCity, policy: { ...testCity.policy, suspension: { pausesClock: true } } })
  const reviewAt = '2026-06-01T01:00:00.000Z'
  story.when(people.dispatcher, { type: 'SUSPEND', plan: '待管网改造', reviewAt })
  expect(ticketColour(story.ticket, '2026-05-01T01:00:00.000Z')).toBe('none')
  const foretold = ticketColour(story.ticket, reviewAt)
  story.now = Date.parse(reviewAt)
  story.when(people.system, { type: 'DEADLINE_REACHED', kind: 'suspensionReview' })
  expect(foretold).toBe('yellow')
  expect(story.ticket.warning).toBe('yellow')
})
