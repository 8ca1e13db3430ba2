/**
 * What every `TicketStore` has to do, as tests that take the test runner as an argument. The only thing that leaves a
 * group out is what the store itself declares in its capabilities.
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
import type { StoreTarget } from './fresh-store.ts'
import { freshTest } from './fresh-test.ts'
import { idempotency } from './idempotency.ts'
import { photoRecords } from './photo-records.ts'
import { querying } from './querying.ts'
import { restart } from './restart.ts'
import type { TestRunner } from './runner.ts'
import { tenants } from './tenants.ts'
import { viewLog } from './view-log.ts'

/** Declares the tests of a store with the given runner. */
export function ticketStoreConformance(runner: TestRunner, target: StoreTarget): void {
  const { describe } = runner
  const test = freshTest(runner, target)

  describe(`${target.name} conforms to TicketStore`, () => {
    describe('capabilities', () => {
      test('are as declared', async ({ store }) => deepEqual(store.capabilities, target.capabilities))
    })
    describe('append', () => appending(test))
    describe('concurrency', () => concurrency(test))
    describe('idempotency', () => idempotency(test))
    describe('query', () => querying(test))
    describe('feed', () => feeding(test))
    describe('deadlines', () => deadlines(test))
    describe('erase', () => erasing(test))
    describe('photos', () => photoRecords(test))
    describe('view log', () => viewLog(test))
    describe('tenants', () => tenants(test))
    if (target.capabilities.durability !== 'memory') describe('restart', () => restart(test))
  })
}
