import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexCity } from '../matters/index.ts'
import { accepted } from '../testing/scenario.ts'
import { testCityData, testPolicy } from '../testing/test-city.ts'
import type { Policy, TicketEvent } from '../ticket/index.ts'
import { weekendCalendar } from '../time/index.ts'
import { createFigures, type RunningFigures } from './create-figures.ts'
import { figuresOf } from './figures-of.ts'
import type { FigureFilter } from './figure-filter.ts'
import { naiveFigures, storiesOf, type Story } from './testing/naive-figures.ts'
import { play, randomSteps, type RandomLog } from './testing/random-log.ts'

const configured: Policy = {
  ...testPolicy,
  profile: { ...testPolicy.profile, responseLimit: { amount: 1, unit: 'workingDay' } },
  rateWeights: { response: 20, solved: 40, satisfied: 40 },
}
const cityWith = (policy: Partial<Policy>) => {
  const units = testCityData.units.map((unit) =>
    unit.id === 'community-2' ? { ...unit, regionCode: '150103' } : unit,
  )
  return indexCity({ ...testCityData, units, policy: { ...configured, ...policy } }, weekendCalendar)
}
const city = cityWith({})
const strict = cityWith({
  suspension: { pausesClock: false },
  resultReview: { ...testPolicy.resultReview, enabled: false },
})

const later = fc.constantFrom(0, 1, 26, 24 * 9, 24 * 40)
const momentAfter = (end: number, hours: number) => new Date(end + hours * 3_600_000).toISOString()

/** China's civil day, said in another way than the code says it. */
const day = (instant: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(instant))

describe('running figures', () => {
  it.each([
    ['a city that reviews results and stops clocks', city],
    ['a city that does neither', strict],
  ])('equal a naive count of any log at any later moment, in %s', async (_, place) => {
    await fc.assert(
      fc.asyncProperty(randomSteps, later, async (steps, hours) => {
        const { events, end } = play(steps, place)
        const now = momentAfter(end, hours)
        const { all, byUnit } = await figuresOf(events, { now, city: place })
        expect({ all, byUnit }).toEqual(naiveFigures(storiesOf(events), place, now))
      }),
      { numRuns: 60 },
    )
  })

  it('are the same however the log is cut, repeated, saved and asked about on the way', async () => {
    const cuts = fc.array(fc.nat(70), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(randomSteps, cuts, later, async (steps, cutsAt, hours) => {
        const { events, end } = play(steps, city)
        const question = { now: momentAfter(end, hours), city, period: 'month' } as const
        let running = createFigures()
        for (const [index, event] of events.entries()) {
          running.add(event)
          if (!cutsAt.includes(index)) continue
          running.figures({ now: event.at, city })
          running = createFigures(JSON.parse(JSON.stringify(running)))
          for (const seen of events.slice(0, index)) running.add(seen)
        }
        expect(running.position).toBe(events.length)
        expect(running.figures(question)).toEqual(await figuresOf(events, question))
      }),
      { numRuns: 60 },
    )
  })

  it('count every period, region, category and filter as a naive count of its tickets does', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const { running, now, stories } = counted(play(steps, city))
        const naive = (those: Story[], unitId?: string) => {
          const { all, byUnit } = naiveFigures(those, city, now)
          return unitId === undefined ? all : byUnit[unitId]
        }
        const ask = (filter: FigureFilter) => running.figures({ now, city, ...filter })
        const month = ({ ticket }: Story) => day(ticket.whistledAt ?? '').slice(0, 7)
        const closedMonth = ({ ticket }: Story) => day(ticket.closedAt ?? '').slice(0, 7)
        const closed = stories.filter(({ ticket }) => ticket.closedAt !== undefined)

        const byMonth = ask({ period: 'month' })
        expect(byMonth.byPeriod).toEqual(each(stories, month, naive))
        expect(byMonth.byRegion).toEqual(
          each(stories, ({ ticket }) => (ticket.communityId === 'community-2' ? '150103' : '150102'), naive),
        )
        expect(byMonth.byCategory).toEqual(
          each(stories, ({ ticket }) => ticket.matter?.category ?? '', naive),
        )
        expect(ask({ period: 'month', dateOf: 'closed' }).byPeriod).toEqual(each(closed, closedMonth, naive))

        const dayOf = ({ ticket }: Story) => day(ticket.whistledAt ?? '')
        expect(ask({ period: 'day' }).byPeriod).toEqual(each(stories, dayOf, naive))
        const [from = '2026-03-01', to = from] = [...new Set(stories.map(dayOf))].toSorted().slice(1, 3)
        const asked = stories.filter(
          (it) => dayOf(it) >= from && dayOf(it) <= to && it.ticket.matter?.category === 'streets',
        )
        expect(ask({ from, to, category: 'streets' }).all).toEqual(naive(asked))
        const own = ask({ unitId: 'water', period: 'month' })
        expect(own.all).toEqual(naive(stories, 'water') ?? naive([]))
        expect(Object.keys(own.byUnit).every((unit) => unit === 'water')).toBe(true)
        for (const { key, set } of running.table(['unit', 'period'], { now, city, period: 'month' })) {
          const those = stories.filter((it) => month(it) === key.period)
          expect(set).toEqual(naive(those, key.unit))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('add up: what was raised is open, closed, withdrawn or merged', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const { running, now } = counted(play(steps, city))
        const { all, byUnit } = running.figures({ now, city })
        for (const set of [all, ...Object.values(byUnit)])
          expect(set.raised).toBe(set.open + set.closed + set.withdrawn + set.merged)
        expect(Object.values(byUnit).reduce((sum, { raised }) => sum + raised, 0)).toBe(all.raised)
      }),
      { numRuns: 30 },
    )
  })

  it('refuse a log with gaps and a snapshot of something else, each with its code', () => {
    const [, second] = accepted().events as [TicketEvent, TicketEvent]
    expect(() => createFigures().add(second)).toThrow(expect.objectContaining({ code: 'eventMissing' }))
    expect(() => createFigures({ schemaVersion: 0 })).toThrow(
      expect.objectContaining({ code: 'snapshotInvalid' }),
    )
  })

  it('tell no response rate and no combination where the city has configured none', async () => {
    const bare = indexCity(testCityData, weekendCalendar)
    const { all, rateWeights } = await figuresOf([], { now: '2026-03-01T00:00:00.000Z', city: bare })
    expect(all).not.toHaveProperty('responseRate')
    expect(all).not.toHaveProperty('threeRates')
    expect(rateWeights).toBeUndefined()
  })
})

function counted({ events, end }: RandomLog): { running: RunningFigures; now: string; stories: Story[] } {
  const running = createFigures()
  for (const event of events) running.add(event)
  return { running, now: momentAfter(end, 200), stories: storiesOf(events) }
}

function each<T>(stories: Story[], keyOf: (story: Story) => string, count: (those: Story[]) => T) {
  const keys = [...new Set(stories.map(keyOf))]
  return Object.fromEntries(keys.map((key) => [key, count(stories.filter((it) => keyOf(it) === key))]))
}
