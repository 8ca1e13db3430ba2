import { expect, test } from 'vitest'
import { addDays, civilDate, endAt, endOfDay, formatMoment, position, weekday } from './civil-day.ts'

test('a moment late in the UTC day is the next civil day in China', () => {
  expect(civilDate('2025-12-31T15:59:59.999Z')).toBe('2025-12-31')
  expect(civilDate('2025-12-31T16:00:00.000Z')).toBe('2026-01-01')
})

test('the end of a day reads as 24:00 of that day', () => {
  expect(endOfDay('2025-10-14')).toBe('2025-10-14T15:59:59.999Z')
  expect(formatMoment(endOfDay('2025-10-14'))).toBe('2025-10-14 24:00')
  expect(formatMoment('2025-09-30T08:20:00.000Z')).toBe('2025-09-30 16:20')
})

test('days are added across months, leap days and years', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(weekday('2026-03-01')).toBe(0)
})

test('the last millisecond of a day stands at the midnight after it, and a midnight ends the day before it', () => {
  const midnight = Date.parse('2026-03-02T16:00:00.000Z')
  expect(position('2026-03-02T15:59:59.999Z')).toBe(midnight)
  expect(position('2026-03-02T16:00:00.000Z')).toBe(midnight)
  expect(position('2026-03-02T15:59:59.998Z')).toBe(midnight - 2)
  expect(endAt(midnight)).toBe('2026-03-02T15:59:59.999Z')
  expect(endAt(midnight - 2)).toBe('2026-03-02T15:59:59.998Z')
})
