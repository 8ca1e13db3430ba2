/** Group: who looked at personal data. */
import type { ViewEvent } from '@chuishao/core/privacy'
import type { TicketStore } from '@chuishao/core/service'
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { appended, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleTenant, sampleTicketId } from './sample-ticket.ts'
import { sampleLook as look } from './sample-look.ts'

const ref = { tenantId: sampleTenant, ticketId: sampleTicketId(1) }
const minute = 60_000

const record = (store: TicketStore, view: ViewEvent) =>
  store.logView(sampleTenant, view, { withinMs: 10 * minute })

export function viewLog(test: StoreTest): void {
  test('looks come back whole, latest first', async ({ store }) => {
    await appended(store, sampleAppend())
    const views = [look('a', 0), look('b', 20, { purpose: '回访' }), look('c', 40, { via: 'history' })]
    for (const view of views) equal(await record(store, view), true)
    deepEqual(await store.views(ref), { items: views.toReversed() })
  })

  test('the same look again within the time is not recorded twice, one that sees more is', async ({
    store,
  }) => {
    await appended(store, sampleAppend())
    equal(await record(store, look('a', 0)), true)
    equal(await record(store, look('b', 9, { via: 'history', parts: ['phone'] })), false)
    equal(await record(store, look('c', 9, { parts: ['phone', 'identity'] })), true)
    equal(await record(store, look('d', 9, { purpose: '回访' })), true)
    equal(await record(store, look('e', 9, { personId: 'dispatcher-2' })), true)
    equal(await record(store, look('f', 9, { unitId: 'other-desk' })), true)
    equal(await record(store, look('g', 18, { parts: ['identity'] })), false)
    equal(await record(store, look('h', 25)), true)
    deepEqual(
      (await store.views(ref)).items.map(({ id }) => id),
      ['h', 'f', 'e', 'd', 'c', 'a'],
    )
  })

  test('a look changes neither the ticket nor its version', async ({ store }) => {
    const request = sampleAppend()
    await appended(store, request)
    await record(store, look('a', 0))
    deepEqual(await store.load(ref), { ticket: request.ticket })
    equal(await store.position(sampleTenant), 1)
  })

  test('looks at another ticket, or in another tenant, are not among them', async ({ store }) => {
    await appended(store, sampleAppend())
    await appended(store, sampleAppend({ ticketId: sampleTicketId(2) }))
    await appended(store, sampleAppend({ tenantId: '150102' }))
    await record(store, look('a', 0, { ticketId: sampleTicketId(2) }))
    await store.logView('150102', look('b', 0), { withinMs: minute })
    deepEqual(await store.views(ref), { items: [] })
    deepEqual(await store.views({ ...ref, ticketId: 'no-uuid' }), { items: [] })
  })

  test('pages follow one another without gap or repetition, also within one moment', async ({ store }) => {
    await appended(store, sampleAppend())
    const ids = ['a', 'b', 'c', 'd', 'e']
    for (const id of ids) await record(store, look(id, 0, { personId: `person-${id}` }))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await store.views(ref, { limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    deepEqual(seen, ids.toReversed())
    await rejects(store.views(ref, { cursor: 'nonsense' }), { code: 'invalidCursor' })
  })

  test('a page has 50 looks where nothing is said, and 200 at most', async ({ store }) => {
    await appended(store, sampleAppend())
    await Promise.all(
      Array.from({ length: 201 }, (_, n) => record(store, look(`look-${n}`, 0, { personId: `person-${n}` }))),
    )
    equal((await store.views(ref)).items.length, 50)
    const { items, nextCursor = '' } = await store.views(ref, { limit: 100_000 })
    equal(items.length, 200)
    equal((await store.views(ref, { limit: 0, cursor: nextCursor })).items.length, 1)
  })
}
