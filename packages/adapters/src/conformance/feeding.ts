/** Group: the feed and the event log. */
import type { FeedItem, TicketStore } from '@chuishao/core/service'
import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { appended, collect, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleTenant, sampleTicketId } from './sample-ticket.ts'

/** Reads `count` items, then aborts and sees the iteration end. */
async function take(
  store: TicketStore,
  count: number,
  { after = 0, tenantId = sampleTenant } = {},
): Promise<FeedItem[]> {
  const abort = new AbortController()
  const items: FeedItem[] = []
  for await (const item of store.feed(tenantId, { after, signal: abort.signal })) {
    items.push(item)
    if (items.length > count) throw new Error('the feed goes on after its signal was aborted')
    if (items.length === count) abort.abort()
  }
  return items
}

export function feeding(test: StoreTest): void {
  test('a tenant has one secret for its feed, and no other tenant has the same', async ({ store }) => {
    const asked = ['150102', sampleTenant, sampleTenant, sampleTenant]
    const [other, ...same] = await Promise.all(asked.map((it) => store.feedSecret(it)))
    equal(new Set(same).size, 1)
    match(same[0] ?? '', /^[0-9a-f]{32,}$/)
    notEqual(same[0], other)
    await appended(store, sampleAppend())
    equal(await store.feedSecret(sampleTenant), same[0])
  })

  test('the feed yields every event with its position and the list line after it', async ({ store }) => {
    const first = sampleAppend()
    const second = sampleAppend({ ticketId: sampleTicketId(2) })
    await appended(store, first)
    await appended(store, second)
    deepEqual(
      await take(store, 2),
      [first, second].map((request, index) => ({
        position: index + 1,
        ticketId: request.ref.ticketId,
        version: 1,
        summary: request.summary,
        event: request.events[0],
      })),
    )
  })

  test('an earlier event of a ticket keeps the list line that was true after it', async ({ store }) => {
    const requests = [sampleAppend(), sampleAppend({ expectedVersion: 1, summary: { excerpt: 'later' } })]
    for (const request of requests) await appended(store, request)
    deepEqual(
      (await take(store, 2)).map((item) => item.summary),
      requests.map((request) => request.summary),
    )
  })

  test('the feed begins after the position that was asked for', async ({ store }) => {
    await appended(store, sampleAppend({ events: 5 }))
    deepEqual(
      (await take(store, 2, { after: 3 })).map((item) => item.position),
      [4, 5],
    )
  })

  test('a feed that has read everything waits and yields what is appended then', async ({ store }) => {
    const abort = new AbortController()
    const feed = store.feed(sampleTenant, { after: 0, signal: abort.signal })[Symbol.asyncIterator]()
    for (const expectedVersion of [0, 1, 2]) {
      const next = feed.next()
      await appended(store, sampleAppend({ expectedVersion }))
      equal((await next).value?.position, expectedVersion + 1)
    }
    abort.abort()
    equal((await feed.next()).done, true)
  })

  test('many feeds yield the same', async ({ store }) => {
    const readers = Array.from({ length: 5 }, () => take(store, 3))
    for (const expectedVersion of [0, 1, 2]) await appended(store, sampleAppend({ expectedVersion }))
    for (const items of await Promise.all(readers)) {
      deepEqual(
        items.map((item) => item.position),
        [1, 2, 3],
      )
    }
  })

  test('abort ends a waiting feed and leaves no listener behind', async ({ store }) => {
    const abort = new AbortController()
    const feed = store.feed(sampleTenant, { after: 0, signal: abort.signal })[Symbol.asyncIterator]()
    await appended(store, sampleAppend())
    equal((await feed.next()).value?.position, 1)
    const waiting = feed.next()
    abort.abort()
    deepEqual(await waiting, { done: true, value: undefined })
    equal(getEventListeners(abort.signal, 'abort').length, 0)
  })

  test('a feed whose signal is aborted already yields nothing', async ({ store }) => {
    await appended(store, sampleAppend())
    deepEqual(await collect(store.feed(sampleTenant, { after: 0, signal: AbortSignal.abort() })), [])
  })

  test('closing the store ends its feeds', async ({ store }) => {
    const { signal } = new AbortController()
    const feed = collect(store.feed(sampleTenant, { after: 0, signal }))
    await store.close()
    deepEqual(await feed, [])
  })

  test('the event log has every event in feed order, and the position is its end', async ({ store }) => {
    equal(await store.position(sampleTenant), 0)
    deepEqual(await collect(store.events(sampleTenant)), [])
    const requests = [
      sampleAppend({ events: 150 }),
      sampleAppend({ ticketId: sampleTicketId(2), events: 150 }),
      sampleAppend({ expectedVersion: 150, events: 150 }),
    ]
    for (const request of requests) await appended(store, request)
    const log = requests.flatMap((request) => request.events)
    deepEqual(await collect(store.events(sampleTenant)), log)
    deepEqual(await collect(store.events(sampleTenant, { after: 299 })), log.slice(299))
    deepEqual(await collect(store.events(sampleTenant, { after: 450 })), [])
    equal(await store.position(sampleTenant), 450)
  })
}
