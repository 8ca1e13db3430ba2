import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { chinaCalendar } from './china-calendar.ts'

const calendar = chinaCalendar()

test('its version is that of the installed data', () => {
  const path = createRequire(import.meta.url).resolve('chinese-days/package.json')
  const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'))
  expect(calendar.version).toBe(`chinese-days-${version}`)
})

test('an ordinary weekday is worked and an ordinary weekend is not', () => {
  expect(calendar.dayKind('2026-03-02')).toEqual({ working: true, known: true })
  expect(calendar.dayKind('2026-03-01')).toEqual({ working: false, known: true })
})

test('a weekday in a holiday is off, by name', () => {
  expect(calendar.dayKind('2025-10-06')).toEqual({
    working: false,
    known: true,
    name: { zh: '中秋节', en: 'Mid-autumn Festival' },
  })
})

test('a make-up Saturday is worked', () => {
  expect(calendar.dayKind('2026-02-14')).toEqual({
    working: true,
    known: true,
    name: { zh: '春节', en: 'Spring Festival' },
  })
})

test('a year that the data does not cover is unknown, and its weekdays decide', () => {
  expect(calendar.dayKind('2099-10-01')).toEqual({ working: true, known: false })
  expect(calendar.dayKind('2099-10-03')).toEqual({ working: false, known: false })
  expect(calendar.dayKind('2003-10-01').known).toBe(false)
})
