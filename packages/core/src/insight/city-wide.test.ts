import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexCity } from '../matters/index.ts'
import { testCityData, testPolicy } from '../testing/test-city.ts'
import type { Policy, TicketEvent } from '../ticket/index.ts'
import { weekendCalendar } from '../time/index.ts'
import { cityWideFigures } from './city-wide.ts'
import { createFigures } from './create-figures.ts'
import { play, randomSteps } from './testing/random-log.ts'
import { advance, newTrace, type Trace } from './trace.ts'

const cityWith = (policy: Partial<Policy>) =>
  indexCity({ ...testCityData, policy: { ...testPolicy, ...policy } }, weekendCalendar)
const rateWeights = { response: 20, solved: 40, satisfied: 40 }
const responseLimit = { amount: 1, unit: 'workingDay' } as const
const city = cityWith({ rateWeights, profile: { ...testPolicy.profile, responseLimit } })

function tracesOf(events: TicketEvent[]): Trace[] {
  const traces = new Map<string, Trace>()
  for (const event of events) {
    const trace = traces.get(event.ticketId) ?? newTrace()
    traces.set(event.ticketId, trace)
    advance(trace, event)
  }
  return [...traces.values()]
}

const figuresOf = (
  events: TicketEvent[],
  question: Parameters<ReturnType<typeof createFigures>['figures']>[0],
) => {
  const running = createFigures()
  for (const event of events) running.add(event)
  return running.figures(question)
}

describe('city-wide figures', () => {
  it('are what one log of all districts would say, and each district’s part is what its own log says', () => {
    fc.assert(
      fc.property(randomSteps, fc.constantFrom('month', 'day', undefined), (steps, period) => {
        const { events, end } = play(steps, city)
        const filter = { ...(period && { period }) }
        const question = { ...filter, now: new Date(end + 9 * 86_400_000).toISOString(), city }
        const districts = ['150102', '150103'].map((tenantId, parity) => ({
          tenantId,
          events: events.filter(({ ticketId }) => Number(ticketId.at(-1)) % 2 === parity),
        }))
        const { byTenant, ...wide } = cityWideFigures(
          districts.map((it) => ({ tenantId: it.tenantId, city, traces: tracesOf(it.events) })),
          { ...filter, now: question.now, policy: city.policy },
        )
        const { byUnit: _, ...whole } = figuresOf(events, question)
        expect(wide).toEqual(whole)
        for (const { tenantId, events: own } of districts) {
          const { all } = figuresOf(own, question)
          if (all.raised > 0) expect(byTenant[tenantId]).toEqual(all)
        }
      }),
    )
  })

  it('hold each district to its own limits', () => {
    const lenient = cityWith({
      profile: { ...testPolicy.profile, handleLimit: { amount: 300, unit: 'day' } },
    })
    const { events, end } = play([{ ticket: 1, shuffle: 0, hours: 0 }], city)
    const now = new Date(end + 90 * 86_400_000).toISOString()
    const traces = tracesOf(events)
    const { all, byTenant } = cityWideFigures(
      [
        { tenantId: 'strict', city, traces },
        { tenantId: 'lenient', city: lenient, traces: structuredClone(traces) },
      ],
      { now, policy: city.policy },
    )
    expect(byTenant['strict']?.ratios.closeRateDue.denominator).toBe(1)
    expect(byTenant['lenient']?.ratios.closeRateDue.denominator).toBe(0)
    expect(all.raised).toBe(2)
  })

  it('of one district, or of none, are whole figures all the same', () => {
    const { events, end } = play([{ ticket: 1, shuffle: 0, hours: 0 }], city)
    const question = { now: new Date(end).toISOString(), policy: city.policy }
    const tenants = ['a', 'b'].map((tenantId) => ({ tenantId, city, traces: tracesOf(events) }))
    expect(cityWideFigures(tenants, { ...question, tenantId: 'a' }).byTenant).toHaveProperty('a')
    expect(cityWideFigures(tenants, { ...question, tenantId: 'a' }).all.raised).toBe(1)
    expect(cityWideFigures([], question).all.raised).toBe(0)
  })
})
