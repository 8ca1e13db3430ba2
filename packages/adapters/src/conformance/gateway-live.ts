/** Group: changes arrive while one looks on. */
import type { TicketChange, TicketGateway } from '@chuishao/core/service'
import { deepEqual, ok } from 'node:assert/strict'
import { inTime } from '../waiting/in-time.ts'
import { act, done, whistled, type GatewayTest } from './fresh-gateway.ts'

/** Milliseconds after which what was promised counts as missing. */
const patienceMs = 5000

/** Subscribes and is live; `until` resolves when a change fits. */
async function subscribed(gateway: TicketGateway) {
  const stop = new AbortController()
  const changes: TicketChange[] = []
  let onNews = () => {}
  const isLive = new Promise<void>((resolve) => {
    gateway.subscribe(
      (change) => {
        changes.push(change)
        onNews()
      },
      { signal: stop.signal, onState: (state) => state === 'live' && resolve() },
    )
  })
  const until = (fits: (change: TicketChange) => boolean) =>
    comes(
      new Promise<void>((resolve) => {
        onNews = () => changes.some(fits) && resolve()
        onNews()
      }),
    )
  await comes(isLive)
  return { changes, until, stop: () => stop.abort() }
}

/** Fails where it does not come. */
async function comes(promised: Promise<void>) {
  const came = await inTime(
    promised.then(() => true),
    patienceMs,
  )
  if (!came) throw new Error(`nothing came in ${patienceMs} ms`)
}

export function live(test: GatewayTest): void {
  test.needing('ACCEPT')('a change arrives with its position and the list line after it', async (under) => {
    const feed = await subscribed(under.as('cityManagement'))
    const id = await whistled(under)
    const { version } = await done(act(under.as('cityManagement'), id, { type: 'ACCEPT' }))
    await feed.until((it) => it.ticketId === id && it.version === version)
    feed.stop()
    deepEqual(
      feed.changes.map((it) => [it.ticketId, it.summary.status]),
      [
        [id, 'whistled'],
        [id, 'accepted'],
      ],
    )
    const [first, second] = feed.changes
    ok(first && second && first.position < second.position)
  })

  test('what happened before the subscription does not arrive', async (under) => {
    const before = await whistled(under)
    const feed = await subscribed(under.as('cityManagement'))
    const after = await whistled(under)
    await feed.until((it) => it.ticketId === after)
    feed.stop()
    ok(feed.changes.every((it) => it.ticketId !== before))
  })

  test.needing('privateTickets')('changes to tickets of others do not arrive', async (under) => {
    const feed = await subscribed(under.as('cityManagement'))
    const others = await whistled(under, { matterCode: 'pipe' })
    const own = await whistled(under)
    await feed.until((it) => it.ticketId === own)
    feed.stop()
    ok(feed.changes.every((it) => it.ticketId !== others))
  })

  test('after the signal nothing arrives any more', async (under) => {
    const [stopped, watching] = [
      await subscribed(under.as('cityManagement')),
      await subscribed(under.as('cityManagement')),
    ]
    stopped.stop()
    const id = await whistled(under)
    await watching.until((it) => it.ticketId === id)
    watching.stop()
    deepEqual(stopped.changes, [])
  })
}
