import { expect, test } from 'vitest'
import { chinaCalendar } from './china-calendar.ts'
import { readCalendar } from './read-calendar.ts'

const name = { zh: '那达慕', en: 'Naadam' }
const file = {
  version: 'city-1',
  knownYears: [2026],
  holidays: { '2026-08-18': name },
  workdays: { '2026-08-22': name },
  halfDays: { '2026-08-17': { worked: 'morning', name } },
  week: { saturday: 'morning' },
  officeHours: [
    { from: '05-01', to: '09-30', morning: '08:30-12:00', afternoon: '14:30-17:30' },
    { morning: '08:30-12:00', afternoon: '14:00-17:00' },
  ],
}

test('a calendar that a city wrote down is read', () => {
  const read = readCalendar(JSON.parse(JSON.stringify(file)))
  expect(read.ok && read.calendar.version).toBe('city-1')
  expect(read.ok && read.calendar.dayKind('2026-08-17')).toEqual({
    working: true,
    known: true,
    name,
    half: 'morning',
    hours: { morning: '08:30-12:00', afternoon: '14:30-17:30' },
  })
  expect(read.ok && read.calendar.dayKind('2026-12-05')).toEqual({
    working: true,
    known: true,
    half: 'morning',
    hours: { morning: '08:30-12:00', afternoon: '14:00-17:00' },
  })
  expect(read.ok && read.calendar.dayKind('2027-03-01').known).toBe(false)
})

test('it may go over the national one', () => {
  const read = readCalendar({ version: 'city-1', holidays: { '2026-08-18': name } }, chinaCalendar())
  expect(read.ok && read.calendar.version).toBe('chinese-days-1.5.7+city-1')
  expect(read.ok && read.calendar.dayKind('2026-10-01').name?.zh).toBe('国庆节')
  expect(read.ok && read.calendar.dayKind('2026-08-18').working).toBe(false)
})

test('all that is wrong with it is told at once, by place', () => {
  const read = readCalendar({
    version: '',
    knownYears: [1999, 2026.5],
    holidays: { '2026-02-30': name, '2026-03-01': { zh: '节' } },
    hollidays: {},
    week: { saterday: 'morning', sunday: 'mornings' },
    officeHours: [{ from: '13-01', morning: '8:30-12:00', afternoon: '14:00-17:30', evening: 'x' }],
  })
  const faults = read.ok ? [] : read.faults
  expect(faults.map(({ code, path }) => [path, code]).toSorted()).toEqual([
    ['holidays.2026-02-30', 'date'],
    ['holidays.2026-03-01.en', 'shape'],
    ['hollidays', 'unknownKey'],
    ['knownYears.0', 'year'],
    ['knownYears.1', 'year'],
    ['officeHours.0.evening', 'unknownKey'],
    ['officeHours.0.from', 'day'],
    ['officeHours.0.morning', 'hours'],
    ['version', 'shape'],
    ['week.saterday', 'unknownKey'],
    ['week.sunday', 'shape'],
  ])
  expect(faults.find(({ code }) => code === 'hours')?.message).toEqual({
    zh: '应写成 08:30-12:00',
    en: 'must be written 08:30-12:00',
  })
})

test('a date in two places is refused', () => {
  const read = readCalendar({ ...file, workdays: { '2026-08-18': name } })
  expect(read).toMatchObject({ ok: false, faults: [{ code: 'twice', path: '2026-08-18' }] })
})

test('office hours that overlap are refused', () => {
  const officeHours = [{ morning: '08:30-15:00', afternoon: '14:00-17:00' }]
  const read = readCalendar({ ...file, officeHours })
  expect(read).toMatchObject({ ok: false, faults: [{ code: 'invalidHours', path: 'officeHours' }] })
})

test('what is no calendar at all is refused', () => {
  for (const content of [null, 'calendar', [], 7])
    expect(readCalendar(content)).toMatchObject({ ok: false, faults: [{ code: 'shape', path: '' }] })
})
