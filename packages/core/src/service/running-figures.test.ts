import { describe, expect, it } from 'vitest'
import { closed, whistled } from '../testing/scenario.ts'
import { testCity } from '../testing/test-city.ts'
import type { TicketEvent } from '../ticket/index.ts'
import { runningFigures } from './running-figures.ts'

const question = { now: '2026-03-20T00:00:00.000Z', city: testCity }
const [first, second] = [closed(), whistled()].map(({ events }, i) =>
  events.map((event) => ({ ...event, ticketId: `t-${i}` })),
) as [TicketEvent[], TicketEvent[]]

/** A log that can grow, and says how many events were read from it. */
function logOf(events: TicketEvent[]) {
  const log = { events: [...events], read: 0 }
  const store = {
    async *events(_tenantId: string, { after = 0 } = {}) {
      for (const event of log.events.slice(after)) {
        log.read += 1
        yield event
      }
    },
  }
  return { log, upToDate: runningFigures(store) }
}

describe('figures of a service', () => {
  it('read of the log only what is new since the last question', async () => {
    const { log, upToDate } = logOf(first)
    expect((await upToDate('city')).figures(question).all.raised).toBe(1)
    log.events.push(...second)
    expect((await upToDate('city')).figures(question).all.raised).toBe(2)
    expect(log.read).toBe(first.length + second.length)
  })
  it('count once what two questions at once read twice', async () => {
    const { upToDate } = logOf([...first, ...second])
    const [one, other] = await Promise.all([upToDate('city'), upToDate('city')])
    expect(one.figures(question)).toEqual(other.figures(question))
    expect(one.position).toBe(first.length + second.length)
  })
  it('keep tenants apart', async () => {
    const { upToDate } = logOf(first)
    expect(await upToDate('city')).not.toBe(await upToDate('other city'))
  })
  it('say that a log has a gap, and start anew once it has none', async () => {
    const { log, upToDate } = logOf([...first.slice(0, 1), ...first.slice(2)])
    await expect(upToDate('city')).rejects.toMatchObject({ code: 'eventMissing' })
    log.events = [...first]
    expect((await upToDate('city')).figures(question).all.closed).toBe(1)
  })
})
