import { expect, test } from 'vitest'
import { retryAfterMs, suggestedSchedule, waitAfter } from './retry.ts'

test('ten attempts in all span the 75 hours and 35 minutes of the specification', () => {
  expect(suggestedSchedule).toHaveLength(9)
  const total = suggestedSchedule.reduce((sum, wait) => sum + wait, 0)
  expect(total).toBe(((75 * 60 + 35) * 60 + 5) * 1000)
  expect(waitAfter(10, 0.5)).toBeUndefined()
})

test('waits are up to a fifth shorter or longer by chance', () => {
  expect([0, 0.5, 1].map((chance) => waitAfter(1, chance))).toEqual([4_000, 5_000, 6_000])
})

test('Retry-After is a number of seconds or a date, a day at most, and no nonsense', () => {
  const now = Date.parse('2026-03-02T01:00:00.000Z')
  expect(retryAfterMs('120', now)).toBe(120_000)
  expect(retryAfterMs('Mon, 02 Mar 2026 01:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterMs('999999999', now)).toBe(86_400_000)
  for (const text of [undefined, '', 'soon', '-5', 'Mon, 02 Mar 2026 00:59:00 GMT'])
    expect(retryAfterMs(text, now)).toBeUndefined()
})
