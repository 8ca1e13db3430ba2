import { describe, expect, it } from 'vitest'
import { accepted, closed, rating, returnTo, whistled } from '../testing/scenario.ts'
import { people, testCity } from '../testing/test-city.ts'
import { figuresOf } from './figures-of.ts'

/** The events of several stories, each as a ticket of its own. */
const log = (...stories: { events: ReturnType<typeof closed>['events'] }[]) =>
  stories.flatMap(({ events }, i) => events.map((event) => ({ ...event, ticketId: `ticket-${i}` })))

const { cityManagement, reviewer, secretary, citizen } = people

describe('figures', () => {
  it('keep numerator and denominator of every rate', async () => {
    const rated = closed().when(secretary, rating(5)).when(citizen, rating(2, false))
    const refusedReturn = whistled()
      .when(cityManagement, returnTo('water'))
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .when(reviewer, { type: 'REFUSE_RETURN', explanation: '清单第一项' })
    const { all, byUnit, byRegion } = await figuresOf(
      log(rated, refusedReturn, accepted()),
      '2026-03-03T00:00:00.000Z',
      testCity,
    )
    expect(all.raised).toBe(3)
    expect(all.open).toBe(2)
    expect(all.ratios.closeRateAll).toEqual({ numerator: 1, denominator: 3 })
    expect(all.ratios.returnRateTickets).toEqual({ numerator: 1, denominator: 3 })
    expect(all.ratios.returnRefusedRate).toEqual({ numerator: 1, denominator: 1 })
    expect(all.ratios.acceptOnTimeRate).toEqual({ numerator: 2, denominator: 2 })
    expect(all.ratios.communitySatisfiedRate).toEqual({ numerator: 1, denominator: 1 })
    expect(all.ratios.citizenSatisfiedRate).toEqual({ numerator: 0, denominator: 1 })
    expect(all.ratios.citizenSolvedRate).toEqual({ numerator: 0, denominator: 1 })
    expect(byUnit['city-management']?.raised).toBe(3)
    expect(byRegion['150102']?.raised).toBe(3)
  })
  it('count a return for the unit that returned, not for the one that leads after it', async () => {
    const upheld = whistled()
      .when(cityManagement, returnTo('water'))
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .when(reviewer, { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: '属供水' })
    const { all, byUnit } = await figuresOf(log(upheld), '2026-03-02T02:00:00.000Z', testCity)
    expect(all.ratios.returnRateTickets).toEqual({ numerator: 1, denominator: 1 })
    expect(all.ratios.returnRateEvents).toEqual({ numerator: 1, denominator: 2 })
    expect(byUnit['city-management']?.ratios.returnRateTickets).toEqual({ numerator: 1, denominator: 1 })
    expect(byUnit['water']?.ratios.returnRateTickets).toEqual({ numerator: 0, denominator: 1 })
    expect(byUnit['water']?.raised).toBe(1)
    expect(byUnit['city-management']?.raised).toBe(0)
  })
  it('count a late signing and an overdue handling once they are due, not before', async () => {
    const late = whistled().later(30).when(cityManagement, { type: 'ACCEPT' })
    late.ring()
    late.ring()
    const before = await figuresOf(log(whistled()), '2026-03-02T01:30:00.000Z', testCity)
    expect(before.all.ratios.acceptOnTimeRate.denominator).toBe(0)
    const after = await figuresOf(log(late), '2026-03-20T00:00:00.000Z', testCity)
    expect(after.all.ratios.acceptOnTimeRate).toEqual({ numerator: 0, denominator: 1 })
    expect(after.all.ratios.closeRateDue).toEqual({ numerator: 0, denominator: 1 })
    expect(after.all.overtimeCount).toBe(1)
    expect(after.all.medianAcceptMs).toBe(30 * 3_600_000)
  })
})
