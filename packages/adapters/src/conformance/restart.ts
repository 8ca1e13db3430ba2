/** Group: what a durable store still knows after it was closed and opened again. */
import type { TicketStore } from '@chuishao/core/service'
import { deepEqual, equal } from 'node:assert/strict'
import { appended, collect, type StoreTest, type StoreUnderTest } from './fresh-store.ts'
import { sampleAppend, sampleInstant, sampleTenant } from './sample-ticket.ts'

async function reopened({ reopen }: StoreUnderTest): Promise<TicketStore> {
  if (!reopen) throw new Error('a store that says it is durable has to offer `reopen` to this suite')
  return reopen()
}

export function restart(test: StoreTest): void {
  test('everything is still there', async (under) => {
    const first = sampleAppend({ events: 2 })
    const second = sampleAppend({
      expectedVersion: 2,
      deadlines: [{ kind: 'accept', dueAt: sampleInstant(1) }],
    })
    await appended(under.store, first)
    await appended(under.store, second)

    const secret = await under.store.feedSecret(sampleTenant)

    const store = await reopened(under)
    equal(await store.feedSecret(sampleTenant), secret)
    deepEqual(await store.load(first.ref), { ticket: second.ticket })
    deepEqual((await store.history(first.ref)).items, [...first.events, ...second.events])
    deepEqual((await store.query({ tenantId: sampleTenant })).items, [second.summary])
    equal((await collect(store.events(sampleTenant))).length, 3)
    equal(await store.position(sampleTenant), 3)
    equal((await store.claimDue({ now: sampleInstant(1), limit: 1, leaseMs: 1, owner: 'a' })).length, 1)
  })

  test('versions, positions and commands go on where they were', async (under) => {
    await appended(under.store, sampleAppend())
    const store = await reopened(under)
    deepEqual(await store.append(sampleAppend()), { ok: true, version: 1, position: 1, replayed: true })
    deepEqual(await store.append(sampleAppend({ expectedVersion: 1 })), {
      ok: true,
      version: 2,
      position: 2,
      replayed: false,
    })
  })
}
