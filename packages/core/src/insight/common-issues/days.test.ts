import { describe, expect, it } from 'vitest'
import { customCalendar } from '../../time/custom-calendar.ts'
import { asOf, quietCity } from '../testing/quiet-city.ts'
import { dateOf, dayClasses, dayOf, dayWeights, evenWeek } from './days.ts'
import { detectCommonIssues } from './detect.ts'

const calendar = customCalendar({
  version: 'test',
  holidays: { '2025-10-01': { zh: '国庆节', en: 'National Day' }, '2025-10-04': { zh: '国庆节', en: '' } },
  workdays: { '2025-09-28': { zh: '国庆节', en: 'National Day' } },
  knownYears: 'all',
})

describe('a civil day', () => {
  it('turns at midnight in China, whatever the zone of the machine', () => {
    expect(dateOf(dayOf('2026-03-19T15:59:59.999Z'))).toBe('2026-03-19')
    expect(dateOf(dayOf('2026-03-19T16:00:00.000Z'))).toBe('2026-03-20')
  })
  it('is a holiday, a make-up day, or its weekday', () => {
    const first = dayOf('2025-09-27T04:00:00.000Z')
    expect([...dayClasses(first, 8, calendar)]).toEqual([6, 8, 1, 2, 7, 4, 5, 7])
    expect([...dayClasses(first, 3, undefined)]).toEqual([6, 0, 1])
  })
})

describe('weights of days', () => {
  it('follow how much such days usually bring, and average to one', () => {
    const classes = dayClasses(dayOf('2025-09-01T04:00:00.000Z'), 371, undefined)
    const daily = Array.from({ length: 364 }, (_, i) => (classes[i] === 0 ? 20 : 100))
    const { sums } = dayWeights(classes, daily, evenWeek)
    expect(sums[364]).toBeCloseTo(364)
    const weightOn = (weekday: number) => {
      const day = classes.lastIndexOf(weekday)
      return (sums[day + 1] ?? 0) - (sums[day] ?? 0)
    }
    expect(weightOn(0) / weightOn(1)).toBeCloseTo(0.2, 1)
  })
  it('of a category with few tickets are the city’s', () => {
    const classes = dayClasses(0, 364, undefined)
    const city = [0.2, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 0.2, 1]
    const few = Array.from({ length: 364 }, (_, i) => (i % 60 === 0 ? 1 : 0))
    const { weights } = dayWeights(classes, few, city)
    expect((weights[0] ?? 0) / (weights[1] ?? 1)).toBeLessThan(0.4)
  })
})

describe('a short window', () => {
  /** Every place whistles on workdays alone, so three workdays bring what a week of calendar days would. */
  const busyWorkdays = () => {
    const town = quietCity()
    for (let daysAgo = 393; daysAgo >= 0; daysAgo -= 1) {
      const weekday = new Date((dayOf(asOf) - daysAgo) * 86_400_000).getUTCDay()
      if (weekday === 0 || weekday === 6) continue
      for (let i = 0; i < 4; i += 1) town.whistle({ daysAgo, at: [800, 0] })
    }
    return town
  }
  it('of workdays expects what workdays bring', () => {
    const { whistles, city } = busyWorkdays()
    const last = whistles.slice(-1)
    for (let i = 0; i < 25; i += 1)
      whistles.push(...last.map((it) => ({ ...it, ticketId: `x${i}`, whistler: `p${i % 4}` })))
    const [cluster] = detectCommonIssues(whistles, { asOf, city, windowDays: [3] }).clusters
    // Wednesday to Friday: three times four, not three sevenths of twenty.
    expect(cluster?.expected).toBeGreaterThan(10.5)
    expect(cluster?.expected).toBeLessThan(13)
  })
  it('of an ordinary week after a quiet holiday is no cluster', () => {
    const { whistles, city } = busyWorkdays()
    expect(detectCommonIssues(whistles, { asOf, city, calendar }).clusters).toEqual([])
  })
})
