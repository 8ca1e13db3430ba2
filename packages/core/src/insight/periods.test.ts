import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CivilDate, dayNamer, periodOfDay, periods, readPeriod } from './periods.ts'

describe('periods', () => {
  it('are days, ISO weeks, months, quarters and years', () => {
    expect(periods.map((period) => periodOfDay('2026-03-02', period))).toEqual([
      '2026-03-02',
      '2026-W10',
      '2026-03',
      '2026-Q1',
      '2026',
    ])
    // From the ISO 8601 table of years with 53 weeks: 2026 is one, and 1 January 2027 is still in it.
    expect(periodOfDay('2027-01-01', 'week')).toBe('2026-W53')
    expect(periodOfDay('2024-12-30', 'week')).toBe('2025-W01')
  })
  it('belong to the day that it is in China', () => {
    const dayOf = dayNamer()
    expect(dayOf(Date.parse('2026-02-28T15:59:59.999Z'))).toBe('2026-02-28')
    expect(dayOf(Date.parse('2026-02-28T16:00:00.000Z'))).toBe('2026-03-01')
  })
  it('are read as people write them', () => {
    const spans = {
      '2026-03-02': ['2026-03-02', '2026-03-02'],
      '2026年3月2日': ['2026-03-02', '2026-03-02'],
      '2026/2': ['2026-02-01', '2026-02-28'],
      '２０２４年2月': ['2024-02-01', '2024-02-29'],
      '2026年第1季度': ['2026-01-01', '2026-03-31'],
      '2026-Q4': ['2026-10-01', '2026-12-31'],
      '2026年第10周': ['2026-03-02', '2026-03-08'],
      2026: ['2026-01-01', '2026-12-31'],
      '2026年': ['2026-01-01', '2026-12-31'],
    }
    const read = Object.keys(spans).map((text) => {
      const span = readPeriod(text)
      return [text, [span?.from, span?.to]]
    })
    expect(Object.fromEntries(read)).toEqual(spans)
    const noPeriods = [
      '',
      '2026-13',
      '2026-02-30',
      '2026-Q5',
      '2025-W53',
      '2026年第60周',
      '三月',
      '26-03',
      '2026第1',
    ]
    expect(noPeriods.filter((text) => readPeriod(text) !== undefined)).toEqual([])
  })
  it('read back to themselves, and hold every day of theirs', () => {
    const day = fc
      .integer({ min: 0, max: 36_000 })
      .map((n) => new Date(Date.UTC(2001, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.constantFrom(...periods), (date, period) => {
        const name = periodOfDay(date, period)
        const span = readPeriod(name)
        expect(span).toMatchObject({ name, period })
        expect(span && span.from <= date && date <= span.to).toBe(true)
      }),
    )
  })
  it('begin and end on days that there are', () => {
    expect(CivilDate.safeParse('2026-02-29').success).toBe(false)
    expect(CivilDate.safeParse('2024-02-29').success).toBe(true)
  })
})
