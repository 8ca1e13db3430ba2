import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limitUnits } from '../../ticket/limit.ts'
import { weekendCalendar } from '../../time/custom-calendar.ts'
import { deadlineAfter } from '../../time/deadline.ts'
import { endsLater } from './longer-limit.ts'

test.each([
  ['5 workingDay', '3 workingDay', 'always'],
  ['3 workingDay', '3 workingDay', 'never'],
  ['6 workingDay', '5 day', 'always'],
  ['3 workingDay', '4 day', 'sometimes'],
  ['3 workingDay', '5 day', 'never'],
  ['5 day', '3 workingDay', 'sometimes'],
  ['3 day', '3 workingDay', 'never'],
  ['1 day', '24 hour', 'sometimes'],
  ['48 hour', '1 day', 'sometimes'],
  ['2 hour', '90 minute', 'always'],
  ['60 minute', '1 hour', 'never'],
  ['8 workingHour', '1 hour', 'always'],
])('%s ends after %s: %s', (one, other, expected) => {
  const limit = (text: string) => {
    const [amount, unit] = text.split(' ')
    return { amount: Number(amount), unit: limitUnits.find((it) => it === unit) ?? expect.fail(unit) }
  }
  expect(endsLater(limit(one), limit(other))).toBe(expected)
})

test('always and never are what the deadlines say, whenever they start', () => {
  const limit = fc.record({ amount: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom(...limitUnits) })
  const start = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-31') })
  fc.assert(
    fc.property(limit, limit, fc.array(start, { minLength: 5, maxLength: 20 }), (one, other, starts) => {
      const said = endsLater(one, other)
      for (const at of starts) {
        const due = (it: typeof one) => deadlineAfter(new Date(at).toISOString(), it, weekendCalendar).dueAt
        const later = due(one) > due(other)
        if (said === 'always') expect(later).toBe(true)
        if (said === 'never') expect(later).toBe(false)
      }
    }),
    { numRuns: 1000 },
  )
})
