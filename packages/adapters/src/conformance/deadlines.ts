/** Group: due deadlines are claimed under a lease. */
import type { DeadlineRow, TicketStore } from '@chuishao/core/service'
import { deepEqual, ok } from 'node:assert/strict'
import { appended, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from './sample-ticket.ts'

const minute = 60_000
const accept: DeadlineRow = { kind: 'accept', dueAt: sampleInstant(10) }
const handle: DeadlineRow = { kind: 'handle', dueAt: sampleInstant(20) }

/** The kinds that are claimed, `at` in minutes of the sample day. */
async function claimed(
  store: TicketStore,
  at: number,
  { owner = 'poller-1', limit = 10 } = {},
): Promise<string[]> {
  const due = await store.claimDue({ now: sampleInstant(at), limit, leaseMs: 5 * minute, owner })
  return due.map((row) => row.kind).toSorted()
}

export function deadlines(test: StoreTest): void {
  test('a deadline is claimed when it is due, not before', async ({ store }) => {
    const request = sampleAppend({ deadlines: [accept, handle] })
    await appended(store, request)
    deepEqual(await claimed(store, 9), [])
    const due = await store.claimDue({ now: accept.dueAt, limit: 10, leaseMs: minute, owner: 'poller-1' })
    deepEqual(due, [{ ...request.ref, ...accept }])
  })

  test('a claimed deadline is left alone until its lease ends', async ({ store }) => {
    await appended(store, sampleAppend({ deadlines: [accept] }))
    deepEqual(await claimed(store, 10), ['accept'])
    deepEqual(await claimed(store, 14, { owner: 'poller-2' }), [])
    deepEqual(await claimed(store, 15, { owner: 'poller-2' }), ['accept'])
  })

  test('claiming one deadline of a ticket leaves its others free', async ({ store }) => {
    await appended(store, sampleAppend({ deadlines: [accept, { kind: 'handle', dueAt: sampleInstant(12) }] }))
    deepEqual(await claimed(store, 10), ['accept'])
    deepEqual(await claimed(store, 12), ['handle'])
  })

  test('pollers at the same moment get different deadlines, each at most its limit', async ({ store }) => {
    for (const n of [1, 2, 3, 4, 5]) {
      await appended(store, sampleAppend({ ticketId: sampleTicketId(n), deadlines: [accept] }))
    }
    const options = { now: sampleInstant(60), limit: 2, leaseMs: minute }
    const claims = await Promise.all(['a', 'b', 'c'].map((owner) => store.claimDue({ ...options, owner })))
    const tickets = claims.flat().map((row) => row.ticketId)
    deepEqual(claims.map((claim) => claim.length).toSorted(), [1, 2, 2])
    deepEqual(tickets.toSorted(), [1, 2, 3, 4, 5].map(sampleTicketId))
  })

  test('an append replaces the deadlines of its ticket', async ({ store }) => {
    await appended(store, sampleAppend({ deadlines: [accept] }))
    await appended(store, sampleAppend({ ticketId: sampleTicketId(2), deadlines: [accept] }))
    await appended(store, sampleAppend({ expectedVersion: 1, deadlines: [handle] }))
    deepEqual(await claimed(store, 30), ['accept', 'handle'])
    await appended(store, sampleAppend({ expectedVersion: 2, deadlines: [] }))
    deepEqual(await claimed(store, 60), ['accept'])
  })

  test('a deadline that moved is free again, one that stayed keeps its lease', async ({ store }) => {
    await appended(store, sampleAppend({ deadlines: [accept, handle] }))
    deepEqual(await claimed(store, 20), ['accept', 'handle'])
    const moved = { ...accept, dueAt: sampleInstant(21) }
    await appended(store, sampleAppend({ expectedVersion: 1, deadlines: [moved, handle] }))
    deepEqual(await claimed(store, 22), ['accept'])
  })

  test('an append after which parties and deadlines are those of before keeps them, leases too', async ({
    store,
  }) => {
    await appended(store, sampleAppend({ deadlines: [accept, handle] }))
    deepEqual(await claimed(store, 10), ['accept'])
    const next = sampleAppend({ expectedVersion: 1, deadlines: [accept, handle] })
    await appended(store, { ...next, sameRows: true })
    deepEqual(await claimed(store, 20), ['accept', 'handle'])
    const seen = await store.query({ tenantId: sampleTenant, visibility: { unitIds: ['department-1'] } })
    deepEqual(seen.items, [next.summary])
  })

  test('a tenant with very many that are due for longer does not stand before the others', async ({
    store,
  }) => {
    for (const n of [1, 2, 3, 4, 5, 6])
      await appended(store, sampleAppend({ ticketId: sampleTicketId(n), deadlines: [accept] }))
    for (const tenantId of ['150102', '150103'])
      await appended(store, sampleAppend({ tenantId, deadlines: [handle] }))
    const due = await store.claimDue({ now: sampleInstant(60), limit: 4, leaseMs: minute, owner: 'poller-1' })
    deepEqual([...new Set(due.map((row) => row.tenantId))].toSorted(), [sampleTenant, '150102', '150103'])
    ok(due.length <= 4, `${due.length} of 4 at most`)
  })

  test('deadlines of every tenant are claimed', async ({ store }) => {
    for (const tenantId of ['150102', '150103', sampleTenant]) {
      await appended(store, sampleAppend({ tenantId, deadlines: [accept] }))
    }
    const options = { now: sampleInstant(60), leaseMs: minute, owner: 'poller-1' }
    const first = await store.claimDue({ ...options, limit: 2 })
    const rest = await store.claimDue({ ...options, limit: 2 })
    deepEqual([first.length, rest.length], [2, 1])
    deepEqual([...first, ...rest].map((row) => row.tenantId).toSorted(), [sampleTenant, '150102', '150103'])
  })
}
