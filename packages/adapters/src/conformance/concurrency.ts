/** Group: many at once. Whoever loses is told; nothing is lost and nothing is stored twice. */
import { deepEqual, equal, match } from 'node:assert/strict'
import { collect, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleTenant, sampleTicketId } from './sample-ticket.ts'

const many = Array.from({ length: 12 }, (_, index) => index)

export function concurrency(test: StoreTest): void {
  test('of many appends on the same version exactly one wins', async ({ store }) => {
    for (const expectedVersion of [0, 1]) {
      const results = await Promise.all(
        many.map((n) =>
          store.append(sampleAppend({ expectedVersion, commandId: `c-${expectedVersion}-${n}` })),
        ),
      )
      equal(results.filter((result) => result.ok).length, 1)
      for (const result of results) {
        if (!result.ok) {
          deepEqual(result, { ok: false, reason: 'versionConflict', currentVersion: expectedVersion + 1 })
        }
      }
    }
    equal(await store.position(sampleTenant), 2)
  })

  test('appends to many tickets at once get gapless positions', async ({ store }) => {
    const results = await Promise.all(
      many.map((n) => store.append(sampleAppend({ ticketId: sampleTicketId(n), events: 2 }))),
    )
    const positions = results.map((result) => (result.ok ? result.position : 0))
    deepEqual(
      positions.toSorted((a, b) => a - b),
      many.map((n) => 2 * (n + 1)),
    )
    equal((await collect(store.events(sampleTenant))).length, 2 * many.length)
  })

  test('the same command sent many times at once is stored once and answered alike', async ({ store }) => {
    const results = await Promise.all(many.map(() => store.append(sampleAppend())))
    equal(results.filter((result) => result.ok && !result.replayed).length, 1)
    for (const result of results.filter((it) => it.ok || it.reason !== 'commandInProgress')) {
      deepEqual({ ...result, replayed: true }, { ok: true, version: 1, position: 1, replayed: true })
    }
    equal(await store.position(sampleTenant), 1)
    deepEqual(await store.append(sampleAppend()), { ok: true, version: 1, position: 1, replayed: true })
  })

  test('the same command on many tickets at once takes effect on one', async ({ store }) => {
    const results = await Promise.all(
      many.map((n) => store.append(sampleAppend({ ticketId: sampleTicketId(n), commandId: 'tap' }))),
    )
    equal(results.filter((result) => result.ok).length, 1)
    for (const result of results) if (!result.ok) match(result.reason, /^(commandReused|commandInProgress)$/)
    equal((await store.query({ tenantId: sampleTenant })).items.length, 1)
    equal(await store.position(sampleTenant), 1)
  })
}
