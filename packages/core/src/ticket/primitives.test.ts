import { describe, expect, it } from 'vitest'
import { Instant } from './primitives.ts'

const isInstant = (text: string) => Instant.safeParse(text).success

describe('a moment', () => {
  it('is on a day that its month has, in every year of the century', () => {
    const wrong: string[] = []
    for (let year = 2000; year < 2100; year += 1)
      for (let month = 1; month <= 12; month += 1)
        for (let day = 27; day <= 32; day += 1) {
          const date = [year, month, day].map((it) => String(it).padStart(2, '0')).join('-')
          const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
          if (isInstant(`${date}T23:59:59.999Z`) !== day <= last) wrong.push(date)
        }
    expect(wrong).toEqual([])
  })

  it('has milliseconds and no other zone', () => {
    expect(isInstant('2026-02-28T01:30:00.000Z')).toBe(true)
    const others = ['2026-02-28T01:30:00Z', '2026-02-28T01:30:00.000+08:00', '2026-02-28']
    expect(others.filter(isInstant)).toEqual([])
  })
})
