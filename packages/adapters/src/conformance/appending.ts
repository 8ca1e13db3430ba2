/** Group: what an append stores, and what it refuses. */
import type { DeadlineRow } from '@chuishao/core/service'
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { appended, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from './sample-ticket.ts'

const ref = { tenantId: sampleTenant, ticketId: sampleTicketId(1) }

export function appending(test: StoreTest): void {
  test('a first append stores the ticket at version 1 and feed position 1', async ({ store }) => {
    const request = sampleAppend()
    deepEqual(await store.append(request), { ok: true, version: 1, position: 1, replayed: false })
    deepEqual(await store.load(ref), { ticket: request.ticket })
    deepEqual((await store.history(ref)).items, request.events)
  })

  test('a ticket that nobody stored is not there', async ({ store }) => {
    equal(await store.load(ref), undefined)
    deepEqual(await store.history(ref), { items: [] })
    equal(await store.load({ ...ref, ticketId: 'no-uuid' }), undefined)
    deepEqual(await store.history({ ...ref, ticketId: 'no-uuid' }), { items: [] })
  })

  test('a later append replaces the state and adds to the history', async ({ store }) => {
    const first = sampleAppend()
    const second = sampleAppend({ expectedVersion: 1, text: '已派单' })
    await appended(store, first)
    await appended(store, second)
    deepEqual(await store.load(ref), { ticket: second.ticket })
    deepEqual((await store.history(ref)).items, [...first.events, ...second.events])
  })

  test('several events in one append get consecutive versions and positions', async ({ store }) => {
    deepEqual(await store.append(sampleAppend({ events: 3 })), {
      ok: true,
      version: 3,
      position: 3,
      replayed: false,
    })
    deepEqual(
      (await store.history(ref)).items.map((event) => event.version),
      [1, 2, 3],
    )
  })

  test('a stale expected version is refused with the current one, and nothing is stored', async ({
    store,
  }) => {
    const kept = sampleAppend({ events: 2, deadlines: [{ kind: 'accept', dueAt: sampleInstant(1) }] })
    await appended(store, kept)
    for (const expectedVersion of [0, 1, 3]) {
      const late = sampleAppend({ expectedVersion, commandId: `late-${expectedVersion}` })
      deepEqual(await store.append(late), { ok: false, reason: 'versionConflict', currentVersion: 2 })
      equal(await store.command(sampleTenant, late.commandId), undefined)
    }
    deepEqual(await store.load(ref), { ticket: kept.ticket })
    deepEqual((await store.history(ref)).items, kept.events)
    deepEqual((await store.query({ tenantId: sampleTenant })).items, [kept.summary])
    equal(await store.position(sampleTenant), 2)
    equal((await store.claimDue({ now: sampleInstant(9), limit: 9, leaseMs: 1000, owner: 'a' })).length, 1)
  })

  test('a ticket that is not there has version 0', async ({ store }) => {
    const late = sampleAppend({ expectedVersion: 4 })
    deepEqual(await store.append(late), { ok: false, reason: 'versionConflict', currentVersion: 0 })
    equal(await store.position(sampleTenant), 0)
  })

  test('a request whose versions leave a gap is an error, and nothing is stored', async ({ store }) => {
    const request = sampleAppend({ events: 2 })
    const gap = { ...request, events: request.events.toReversed() }
    await rejects(store.append(gap), { code: 'invalidAppend' })
    await rejects(store.append({ ...request, events: [] }), { code: 'invalidAppend' })
    await rejects(store.append({ ...request, ref: { ...ref, tenantId: '../etc' } }), {
      code: 'invalidAppend',
    })
    equal(await store.load(ref), undefined)
    equal(await store.position(sampleTenant), 0)
  })

  test('an append that fails half-way leaves nothing behind', async ({ store }) => {
    const broken = new Error('this date cannot be read')
    const deadline: DeadlineRow = {
      kind: 'accept',
      get dueAt(): string {
        throw broken
      },
    }
    const request = sampleAppend({ events: 2 })
    await rejects(store.append({ ...request, deadlines: [deadline] }))
    equal(await store.load(ref), undefined)
    deepEqual(await store.history(ref), { items: [] })
    equal(await store.command(sampleTenant, request.commandId), undefined)
    equal(await store.position(sampleTenant), 0)
    deepEqual((await store.query({ tenantId: sampleTenant })).items, [])
    deepEqual(await store.append(request), { ok: true, version: 2, position: 2, replayed: false })
  })

  test('any text that a person may type comes back as it went in', async ({ store }) => {
    const text = `"'; drop table -- \\ \n\u2028 ᠮᠣᠩᠭᠣᠯ 👷🏽‍♀️`
    const request = sampleAppend({ text, summary: { address: text } })
    await appended(store, request)
    deepEqual(await store.load(ref), { ticket: request.ticket })
    deepEqual((await store.history(ref)).items, request.events)
    deepEqual((await store.query({ tenantId: sampleTenant })).items, [request.summary])
  })

  test('changing an object that went in or came out changes nothing in the store', async ({ store }) => {
    const request = sampleAppend()
    const expected = structuredClone(request)
    await appended(store, request)
    request.ticket.status = 'closed'
    const loaded = await store.load(ref)
    if (loaded) loaded.ticket.returns.length = 0
    if (loaded) loaded.ticket.status = 'merged'
    deepEqual(await store.load(ref), { ticket: expected.ticket })
  })

  test('history comes in pages that together hold every event once', async ({ store }) => {
    await appended(store, sampleAppend({ events: 5 }))
    const versions: number[][] = []
    let cursor: string | undefined
    do {
      const page = await store.history(ref, { limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      versions.push(page.items.map((event) => event.version))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    deepEqual(versions, [[1, 2], [3, 4], [5]])
    await rejects(store.history(ref, { cursor: 'nonsense' }), { code: 'invalidCursor' })
  })

  test('a page of a history has 50 events where nothing is said, and 200 at most', async ({ store }) => {
    await appended(store, sampleAppend({ events: 201 }))
    equal((await store.history(ref)).items.length, 50)
    const { items, nextCursor = '' } = await store.history(ref, { limit: 100_000 })
    equal(items.length, 200)
    equal((await store.history(ref, { limit: 0, cursor: nextCursor })).items.length, 1)
  })
}
