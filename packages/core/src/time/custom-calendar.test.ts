import { expect, test } from 'vitest'
import { customCalendar, weekendCalendar } from './custom-calendar.ts'

const naadam = { zh: '那达慕', en: 'Naadam' }

test('a holiday is off and a make-up day is worked', () => {
  const calendar = customCalendar({
    version: 'city-1',
    holidays: { '2026-08-18': naadam },
    workdays: { '2026-08-22': naadam },
    knownYears: [2026],
  })
  expect(calendar.version).toBe('city-1')
  expect(calendar.dayKind('2026-08-18')).toEqual({ working: false, known: true, name: naadam })
  expect(calendar.dayKind('2026-08-22')).toEqual({ working: true, known: true, name: naadam })
  expect(calendar.dayKind('2026-08-23')).toEqual({ working: false, known: true })
})

test('the last days of December are known only with the year after', () => {
  const calendar = customCalendar({ version: 'v', knownYears: [2025, 2026] })
  expect(calendar.dayKind('2025-12-31').known).toBe(true)
  expect(calendar.dayKind('2026-12-28').known).toBe(true)
  expect(calendar.dayKind('2026-12-29').known).toBe(false)
})

test('the weekend calendar knows every year', () => {
  expect(weekendCalendar.dayKind('2199-12-31')).toEqual({ working: true, known: true })
  expect(weekendCalendar.dayKind('2026-10-03')).toEqual({ working: false, known: true })
})
