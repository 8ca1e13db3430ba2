import { describe, expect, test } from 'vitest'
import { customCalendar, localCalendar, weekendCalendar } from './custom-calendar.ts'

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

describe('a week of its own', () => {
  const calendar = customCalendar({
    version: 'six-days',
    knownYears: 'all',
    week: { saturday: 'morning', sunday: 'day', monday: 'off' },
    holidays: { '2026-03-08': naadam },
  })

  test('says what of each day is worked', () => {
    expect(calendar.dayKind('2026-03-07')).toEqual({ working: true, known: true, half: 'morning' })
    expect(calendar.dayKind('2026-03-15')).toEqual({ working: true, known: true })
    expect(calendar.dayKind('2026-03-09')).toEqual({ working: false, known: true })
    expect(calendar.dayKind('2026-03-10')).toEqual({ working: true, known: true })
  })

  test('gives way to a holiday', () => {
    expect(calendar.dayKind('2026-03-08').working).toBe(false)
  })
})

describe('seasons of office hours', () => {
  const winter = { morning: '09:00-12:00', afternoon: '13:30-17:00' }
  const summer = { morning: '08:30-12:00', afternoon: '14:30-18:00' }
  const calendar = customCalendar({
    version: 'v',
    knownYears: 'all',
    officeHours: [{ from: '10-16', to: '04-15', ...winter }, summer],
  })

  test('may go over the new year, and include their last day', () => {
    for (const date of ['2026-10-16', '2026-12-31', '2027-01-01', '2027-04-15'])
      expect(calendar.dayKind(date).hours).toEqual(winter)
    for (const date of ['2026-04-16', '2026-10-15']) expect(calendar.dayKind(date).hours).toEqual(summer)
  })
})

describe('days over another calendar', () => {
  const national = customCalendar({
    version: 'cn-2026',
    knownYears: [2026],
    holidays: { '2026-05-01': naadam },
    workdays: { '2026-05-09': naadam },
    officeHours: [{ morning: '08:30-12:00', afternoon: '14:00-17:30' }],
  })
  const hours = { morning: '08:30-12:00', afternoon: '14:00-17:30' }
  const local = localCalendar(national, {
    version: 'city-3',
    week: { saturday: 'morning', friday: 'off' },
    workdays: { '2026-05-10': naadam },
  })

  test('both versions are kept', () => {
    expect(local.version).toBe('cn-2026+city-3')
  })

  test('a week of its own changes ordinary days, neither holidays nor make-up days', () => {
    expect(local.dayKind('2026-05-16')).toEqual({ working: true, known: true, half: 'morning', hours })
    expect(local.dayKind('2026-05-15')).toEqual({ working: false, known: true, hours })
    expect(local.dayKind('2026-05-01')).toMatchObject({ working: false, name: naadam })
    expect(local.dayKind('2026-05-09')).toEqual({ working: true, known: true, name: naadam, hours })
  })

  test('a date that is named counts, with the office hours of the calendar below', () => {
    expect(local.dayKind('2026-05-10')).toEqual({ working: true, known: true, name: naadam, hours })
  })

  test('a year that the calendar below does not know is made known', () => {
    expect(local.dayKind('2027-03-01').known).toBe(false)
    const announced = localCalendar(national, { version: 'notice-2027', knownYears: [2027] })
    expect(announced.dayKind('2027-03-01').known).toBe(true)
    expect(announced.dayKind('2026-12-30').known).toBe(true)
    expect(announced.dayKind('2027-12-30').known).toBe(false)
    expect(announced.dayKind('2028-03-01').known).toBe(false)
  })
})
