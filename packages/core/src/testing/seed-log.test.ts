import { describe, expect, it } from 'vitest'
import { fold } from '../lifecycle/fold.ts'
import { figuresOf } from '../insight/figures-of.ts'
import type { Ratio } from '../insight/figures.ts'
import { TicketEvent, verifyHistory } from '../ticket/index.ts'
import { seedLog } from './seed-log.ts'

const { events, city, now } = seedLog()
const { all, byCategory, byRegion, byUnit } = await figuresOf(events, { now, city })
const percent = ({ numerator, denominator }: Ratio) => (numerator / denominator) * 100

describe("a log made to the seed's totals", () => {
  it('closes 3,101 of 5,117 whistles: 60.6 %', () => {
    expect(all.ratios.closeRateAll).toEqual({ numerator: 3101, denominator: 5117 })
    expect(percent(all.ratios.closeRateAll).toFixed(1)).toBe('60.6')
  })
  it('closes 263 of 277 whistles for shared bikes: 95 %', () => {
    const bikes = byCategory['共享单车']?.ratios.closeRateAll
    expect(bikes).toEqual({ numerator: 263, denominator: 277 })
    expect(bikes && Math.round(percent(bikes))).toBe(95)
    expect(byCategory['井盖']?.raised).toBe(99)
  })
  it('is returned less than 13 % of the time, by tickets and by dispatches', () => {
    expect(all.ratios.returnRateTickets).toEqual({ numerator: 614, denominator: 5117 })
    expect(percent(all.ratios.returnRateTickets)).toBeLessThan(13)
    expect(percent(all.ratios.returnRateEvents)).toBeLessThan(13)
  })
  it('is spread over nine regions and their departments', () => {
    expect(Object.keys(byRegion)).toHaveLength(9)
    expect(Object.keys(byUnit)).toHaveLength(46)
    expect(Object.values(byRegion).reduce((sum, { raised }) => sum + raised, 0)).toBe(5117)
  })
  it('has every figure to show, with something above and below each line', () => {
    const idle = Object.entries(all.ratios).filter(
      ([, { numerator, denominator }]) => numerator === 0 || denominator <= numerator,
    )
    expect(idle.map(([name]) => name)).toEqual(['extensionRate'])
    expect(all.responseRate?.denominator).toBeGreaterThan(1000)
    expect(all.threeRates?.citizen.all).toBeGreaterThan(0.5)
  })
  it('is what decide made: schemas, hashes and folds hold', () => {
    for (const ticketId of ['0198c0de-0000-7000-8000-000000000000', '0198c0de-0000-7000-8000-0000000013fc']) {
      const own = events.filter((it) => it.ticketId === ticketId)
      for (const event of own) expect(TicketEvent.parse(event)).toEqual(event)
      expect(verifyHistory(own).ok).toBe(true)
      expect(fold(ticketId, own).version).toBe(own.length)
    }
    expect(events.every((it, i) => it.at >= (events[i - 1]?.at ?? ''))).toBe(true)
  })
  it('is the same for the same seed, and another for another', () => {
    const totals = {
      whistles: 60,
      closed: 30,
      sharedBikes: { whistles: 9, closed: 7 },
      manholeCovers: 2,
      returned: 6,
    }
    expect(seedLog({ seed: 7, totals })).toEqual(seedLog({ seed: 7, totals }))
    expect(seedLog({ seed: 7, totals }).events).not.toEqual(seedLog({ seed: 8, totals }).events)
  })
})
