/** Group: nothing crosses tenants. */
import { deepEqual, equal } from 'node:assert/strict'
import { appended, collect, type StoreTest } from './fresh-store.ts'
import { sampleAppend } from './sample-ticket.ts'

const [xincheng, huimin] = ['150102', '150103'] as const

export function tenants(test: StoreTest): void {
  test('two tenants may use the same identifiers and do not see each other', async ({ store }) => {
    const ours = sampleAppend({ tenantId: xincheng, commandId: 'tap', text: '新城区' })
    const theirs = sampleAppend({
      tenantId: huimin,
      commandId: 'tap',
      fingerprint: 'other',
      text: '回民区',
      events: 2,
    })
    deepEqual(await store.append(ours), { ok: true, version: 1, position: 1, replayed: false })
    equal(await store.load(theirs.ref), undefined)
    equal(await store.command(huimin, 'tap'), undefined)
    deepEqual(await store.append(theirs), { ok: true, version: 2, position: 2, replayed: false })

    for (const [tenantId, request] of [[xincheng, ours] as const, [huimin, theirs] as const]) {
      deepEqual(await store.load(request.ref), { ticket: request.ticket })
      deepEqual((await store.history(request.ref)).items, request.events)
      deepEqual((await store.query({ tenantId })).items, [request.summary])
      deepEqual(await collect(store.events(tenantId)), request.events)
      equal(await store.position(tenantId), request.events.length)
    }
  })

  test('a feed yields only its own tenant', async ({ store }) => {
    const abort = new AbortController()
    const feed = store.feed(huimin, { after: 0, signal: abort.signal })[Symbol.asyncIterator]()
    const next = feed.next()
    await appended(store, sampleAppend({ tenantId: xincheng, text: '新城区' }))
    await appended(store, sampleAppend({ tenantId: huimin, text: '回民区' }))
    equal((await next).value?.summary.excerpt, '回民区')
    abort.abort()
    equal((await feed.next()).done, true)
  })
}
