import { people } from '@chuishao/core/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgres } from '../postgres/pg.ts'
import { startPostgres, type TestPostgres } from '../postgres/testing/start-postgres.ts'
import { runDeadlines } from './run-deadlines.ts'
import { effectsOf, serviceOn, whistledAt } from './testing/due-city.ts'
import { manyTickets, warningsDue } from './testing/many-tickets.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
}, 60_000)
afterAll(() => server.stop())

it('hundreds of deadlines that fall due at once keep no request waiting for more than a few of them', async () => {
  const { store, db, close } = await openPostgres({ url: server.url })
  let now = whistledAt
  const service = serviceOn(store, () => now)
  const refs = await manyTickets(db, service, 500)
  now = warningsDue

  let reached = 0
  const stop = new AbortController()
  const poller = runDeadlines({
    service: {
      ...service,
      reachDeadline: async (due) => {
        const effect = await service.reachDeadline(due)
        reached += 1
        return effect
      },
    },
    owner: 'a',
    signal: stop.signal,
    onError: ({ error }) => {
      throw error
    },
    wait: async () => stop.abort(),
  })
  /** How many deadlines took effect while each request was answered. */
  const overtaken: number[] = []
  for (let n = 0; !stop.signal.aborted; n += 1) {
    const before = reached
    const session = { tenantId: refs[0]?.tenantId ?? '', actor: people.dispatcher }
    const ticketId = refs[499 - n]?.ticketId ?? ''
    const ifVersion = (await store.load({ ...session, ticketId }))?.ticket.version ?? 0
    const comment = { type: 'COMMENT', text: '请尽快' }
    const outcome = await service.execute(session, ticketId, comment, { commandId: `c-${n}`, ifVersion })
    // The system may have been faster on this very ticket: that too is an answer.
    expect(outcome.ok || 'conflict' in outcome).toBe(true)
    overtaken.push(reached - before)
  }
  await poller
  expect(reached).toBe(500)
  expect((await effectsOf(service, refs)).filter((kinds) => kinds.join() === 'acceptWarning')).toHaveLength(
    500,
  )
  expect(overtaken.length).toBeGreaterThan(25)
  // Nearly none: now and then the machine itself holds one up.
  const sorted = overtaken.slice(0, -1).toSorted((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(25)
  await close()
}, 60_000)
