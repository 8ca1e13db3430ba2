import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { dueDates } from './testing/due-dates.ts'
import { publishedCases } from './testing/published-cases.ts'

/** The hour in UTC at which 1 January begins there. */
const zones = {
  UTC: '00',
  'Asia/Shanghai': '16',
  'America/Los_Angeles': '08',
  'Pacific/Kiritimati': '10',
  'Asia/Kolkata': '18',
}

const script = `
  const { dueDates, newYearHour } = await import(process.argv[1])
  console.log(JSON.stringify({ hour: newYearHour(), due: dueDates() }))`

test.each(Object.entries(zones))(
  'a machine set to %s computes the same dates and says the same',
  (zone, hour) => {
    const module = new URL('./testing/due-dates.ts', import.meta.url).href
    const child = spawnSync(
      process.execPath,
      ['--no-warnings', '--input-type=module', '--eval', script, module],
      {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      },
    )
    expect(child.stderr).toBe('')
    const said: { hour: string; due: ReturnType<typeof dueDates> } = JSON.parse(child.stdout)
    expect(said.hour).toBe(hour)
    expect(said.due).toEqual(dueDates())
    expect(said.due.published.map(({ dueAt }) => dueAt)).toEqual(publishedCases.map(({ dueAt }) => dueAt))
  },
)
