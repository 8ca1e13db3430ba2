import { describe, expect, it } from 'vitest'
import {
  accepted,
  closed,
  rating,
  result,
  returnTo,
  scenario,
  whistle,
  whistled,
} from '../testing/scenario.ts'
import { cityWith, people, testCity, testPolicy } from '../testing/test-city.ts'
import type { Command } from '../ticket/index.ts'
import { figuresOf } from './figures-of.ts'

/** The events of several stories, each as a ticket of its own. */
const log = (...stories: { events: ReturnType<typeof closed>['events'] }[]) =>
  stories.flatMap(({ events }, i) => events.map((event) => ({ ...event, ticketId: `ticket-${i}` })))

const withoutResident = (command: Command): Command => {
  if (command.type !== 'WHISTLE') return command
  const { citizenId: _, ...draft } = { ...command.draft }
  return { ...command, draft }
}

const { cityManagement, reviewer, secretary, citizen } = people

describe('figures', () => {
  it('keep numerator and denominator of every rate', async () => {
    const rated = closed().when(secretary, rating(5)).when(citizen, rating(2, false))
    const refusedReturn = whistled()
      .when(cityManagement, returnTo('water'))
      .when(reviewer, { type: 'CLAIM_REVIEW' })
      .when(reviewer, { type: 'REFUSE_RETURN', explanation: '清单第一项' })
    const { all, byUnit, byRegion } = await figuresOf(log(rated, refusedReturn, accepted()), {
      now: '2026-03-03T00:00:00.000Z',
      city: testCity,
    })
    expect(all.raised).toBe(3)
    expect(all.open).toBe(2)
    expect(all.ratios.closeRateAll).toEqual({ numerator: 1, denominator: 3 })
    expect(all.ratios.returnRateTickets).toEqual({ numerator: 1, denominator: 3 })
    expect(all.ratios.returnRefusedRate).toEqual({ numerator: 1, denominator: 1 })
    expect(all.ratios.acceptOnTimeRate).toEqual({ numerator: 3, denominator: 3 })
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
    const { all, byUnit } = await figuresOf(log(upheld), { now: '2026-03-02T02:00:00.000Z', city: testCity })
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
    const before = await figuresOf(log(whistled()), { now: '2026-03-02T01:30:00.000Z', city: testCity })
    expect(before.all.ratios.acceptOnTimeRate.denominator).toBe(0)
    const after = await figuresOf(log(late), { now: '2026-03-20T00:00:00.000Z', city: testCity })
    expect(after.all.ratios.acceptOnTimeRate).toEqual({ numerator: 0, denominator: 1 })
    expect(after.all.ratios.closeRateDue).toEqual({ numerator: 0, denominator: 1 })
    expect(after.all.overtimeCount).toBe(1)
    expect(after.all.medianAcceptMs).toBe(30 * 3_600_000)
  })
  it('leave out of one round only the rating that an appeal excluded', async () => {
    const reopened = closed()
      .when(secretary, rating(1, false))
      .when(people.gridWorker, { type: 'REOPEN', cause: 'unsolved', reason: '又坏了' })
      .when(cityManagement, result)
      .when(secretary, { type: 'CONFIRM_RESULT' })
      .when(secretary, rating(2, false))
      .when(cityManagement, { type: 'APPEAL_EVALUATION', rater: 'community', reason: '不属实' })
      .when(people.supervisor, { type: 'DECIDE_APPEAL', rater: 'community', excluded: true, reason: '属实' })
    const { all } = await figuresOf(log(reopened), { now: '2026-03-03T00:00:00.000Z', city: testCity })
    expect(all.ratios.communitySolvedRate).toEqual({ numerator: 0, denominator: 2 })
    expect(all.withoutExcluded.communitySolvedRate).toEqual({ numerator: 0, denominator: 1 })
  })
  it('hold a lead that never signed to the limit that runs from dispatch', async () => {
    const { all } = await figuresOf(log(whistled()), { now: '2026-03-20T00:00:00.000Z', city: testCity })
    expect(all.ratios.closeRateDue).toEqual({ numerator: 0, denominator: 1 })
    expect(all.overtimeCount).toBe(1)
  })
  it('wait with a suspended ticket until its clock runs again', async () => {
    const parked = accepted().when(people.dispatcher, {
      type: 'SUSPEND',
      plan: '待拆迁',
      reviewAt: '2026-05-01T00:00:00.000Z',
    })
    const { all } = await figuresOf(log(parked), { now: '2026-04-20T00:00:00.000Z', city: testCity })
    expect(all.ratios.closeRateDue.denominator).toBe(0)
    expect([all.suspendedCount, all.closed, all.overtimeCount]).toEqual([1, 0, 0])
  })
  it('forget no late first result because the rework was quick', async () => {
    const late = accepted()
      .later(24 * 30)
      .when(cityManagement, result)
    const reworked = late
      .when(secretary, { type: 'REFUSE_RESULT', reason: '没修好' })
      .when(cityManagement, result)
      .when(secretary, { type: 'CONFIRM_RESULT' })
    const { all } = await figuresOf(log(reworked), { now: '2026-06-01T00:00:00.000Z', city: testCity })
    expect(all.ratios.onTimeCloseRate).toEqual({ numerator: 0, denominator: 1 })
    expect(all.ratios.reworkRate).toEqual({ numerator: 1, denominator: 1 })
  })
  it('count a contact in time for tickets with a resident, where the city sets a limit', async () => {
    const city = cityWith({
      profile: { ...testPolicy.profile, responseLimit: { amount: 4, unit: 'hour' } },
      rateWeights: { response: 20, solved: 40, satisfied: 40 },
    })
    const contact = { type: 'REPORT_PROGRESS', text: '已电话联系', contacted: true } as const
    const inTime = accepted(city).later(4).when(cityManagement, contact)
    const late = accepted(city)
      .later(5)
      .when(cityManagement, { ...contact })
      .later(1)
    const never = accepted(city).when(cityManagement, { ...contact, contacted: false })
    const noResident = scenario(city)
      .when(people.gridWorker, withoutResident(whistle()))
      .when(cityManagement, { type: 'ACCEPT' })
    const question = { now: '2026-03-03T00:00:00.000Z', city }
    const events = log(inTime, late, never, noResident)
    const { all } = await figuresOf(events, question)
    expect(all.responseRate).toEqual({ numerator: 1, denominator: 3 })
    const erased = events.map(({ personal: _, ...event }) => event)
    expect((await figuresOf(erased, question)).all.responseRate).toEqual(all.responseRate)
    expect(all.threeRates).toEqual({ community: {}, citizen: {} })
  })
  it('combine the three rates by the weights of the city, for each rater', async () => {
    const city = cityWith({
      profile: { ...testPolicy.profile, responseLimit: { amount: 4, unit: 'hour' } },
      rateWeights: { response: 20, solved: 50, satisfied: 30 },
    })
    const told = { ...result, contacted: true } as Command
    const story = accepted(city)
      .when(cityManagement, told)
      .when(secretary, { type: 'CONFIRM_RESULT' })
      .when(secretary, rating(2, true))
    const { all, rateWeights } = await figuresOf(log(story), { now: '2026-03-03T00:00:00.000Z', city })
    expect(all.threeRates?.community).toEqual({ all: 0.7, withoutExcluded: 0.7 })
    expect(all.threeRates?.citizen).toEqual({})
    expect(rateWeights).toEqual({ response: 20, solved: 50, satisfied: 30 })
  })
})
