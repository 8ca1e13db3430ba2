/**
 * What every `TicketStore` has to do, as tests that take the test runner as an argument. The only thing that leaves a
 * group out is what the store itself declares in its capabilities; a report at the end says so.
 *
 * ```ts
 * import { ticketStoreConformance } from '@chuishao/adapters/conformance'
 * import { describe, it } from 'node:test'
 *
 * ticketStoreConformance({ describe, it }, {
 *   name: 'my store',
 *   capabilities: { durability: 'memory' },
 *   create: async () => {
 *     const store = myStore()
 *     return { store, dispose: () => store.close() }
 *   },
 * })
 * ```
 */
import { deepEqual } from 'node:assert/strict'
import { appending } from './appending.ts'
import { concurrency } from './concurrency.ts'
import { deadlines } from './deadlines.ts'
import { feeding } from './feeding.ts'
import { erasing } from './erasing.ts'
import type { StoreTarget, StoreUnderTest } from './fresh-store.ts'
import { declareGroups } from './groups.ts'
import { idempotency } from './idempotency.ts'
import { photoRecords } from './photo-records.ts'
import { querying } from './querying.ts'
import { restart } from './restart.ts'
import type { TestRunner } from './runner.ts'
import { tenants } from './tenants.ts'
import { viewLog } from './view-log.ts'
import type { Watching } from './watching.ts'

/** Declares the tests of a store with the given runner. */
export function ticketStoreConformance(runner: TestRunner, target: StoreTarget): void {
  const { name, capabilities } = target
  const suite = { ...target, title: `${name} conforms to TicketStore`, watch }
  declareGroups<StoreUnderTest>(runner, suite, [
    {
      name: 'capabilities',
      declare: (test) =>
        test('are as declared', async ({ store }) => deepEqual(store.capabilities, capabilities)),
    },
    { name: 'append', declare: appending },
    { name: 'concurrency', declare: concurrency },
    { name: 'idempotency', declare: idempotency },
    { name: 'query', declare: querying },
    { name: 'feed', declare: feeding },
    { name: 'deadlines', declare: deadlines },
    { name: 'erase', declare: erasing },
    { name: 'photos', declare: photoRecords },
    { name: 'view log', declare: viewLog },
    { name: 'tenants', declare: tenants },
    {
      name: 'restart',
      declare: restart,
      without: capabilities.durability === 'memory' ? 'durability: memory' : undefined,
    },
  ])
}

/** The store that `reopen` opens is watched too. */
const watch = ({ reopen, ...under }: StoreUnderTest, { watched }: Watching): StoreUnderTest => ({
  ...under,
  store: watched(under.store),
  ...(reopen && { reopen: () => watched({ reopen }).reopen().then(watched) }),
})
