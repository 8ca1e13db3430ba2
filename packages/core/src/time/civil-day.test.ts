import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { addDays, civilDate, endOfDay, formatMoment, weekday } from './civil-day.ts'

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

test.each(['America/New_York', 'Pacific/Kiritimati', 'UTC'])(
  'a machine set to %s computes the same dates',
  (zone) => {
    const script = `
    const { deadlineAfter } = await import('./deadline.ts')
    const { chinaCalendar } = await import('./china-calendar.ts')
    const due = deadlineAfter('2025-09-29T16:20:00.000Z', { amount: 5, unit: 'workingDay' }, chinaCalendar())
    console.log(new Date(2025, 0, 1).toISOString().slice(11, 13), due.dueAt, due.explanation.zh)`
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
    expect(child.stderr.replaceAll(/^.*Warning.*$/gm, '').trim()).toBe('')
    const hour = { 'America/New_York': '05', 'Pacific/Kiritimati': '10', UTC: '00' }[zone]
    expect(child.stdout.trim()).toBe(
      `${hour} 2025-10-14T15:59:59.999Z 自 2025-09-30 00:20 起 5 个工作日，当日不计；` +
        '跳过国庆节、中秋节 10-01 至 10-08，10-11（周六）为调休上班日；截止 2025-10-14 24:00',
    )
  },
)
