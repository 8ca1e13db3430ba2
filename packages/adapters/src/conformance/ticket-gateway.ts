/**
 * What every `TicketGateway` has to do, as tests that take the test runner as an argument. Only what a gateway declares
 * not to have is left out; a report at the end says so.
 *
 * ```ts
 * import { ticketGatewayConformance } from '@chuishao/adapters/conformance'
 * import { people, testCityData } from '@chuishao/core/testing'
 * import { describe, it } from 'node:test'
 *
 * ticketGatewayConformance({ describe, it }, {
 *   name: 'my gateway',
 *   capabilities: { upload: true, subscribe: true, history: true, figures: true },
 *   create: async () => {
 *     const backend = await myBackend(testCityData)
 *     return { as: (person) => myGateway(backend, people[person]), dispose: () => backend.close() }
 *   },
 * })
 * ```
 */
import { deepEqual } from 'node:assert/strict'
import type { GatewayTarget, GatewayUnderTest } from './fresh-gateway.ts'
import { live } from './gateway-live.ts'
import { mainPath } from './gateway-main-path.ts'
import { outcomes } from './gateway-outcomes.ts'
import { photos } from './gateway-photos.ts'
import { reading, remembering, reporting } from './gateway-reading.ts'
import { declareGroups } from './groups.ts'
import type { TestRunner } from './runner.ts'

/** Declares the tests of a gateway with the given runner. */
export function ticketGatewayConformance(runner: TestRunner, target: GatewayTarget): void {
  const { name, capabilities } = target
  const suite = { ...target, title: `${name} conforms to TicketGateway` }
  const needs = (capability: 'figures' | 'history' | 'subscribe' | 'upload') => ({
    without: capabilities[capability] ? undefined : `${capability}: false`,
  })
  declareGroups<GatewayUnderTest>(runner, suite, [
    {
      name: 'capabilities',
      declare: (test) =>
        test('are as declared', async ({ as }) => deepEqual(as('gridWorker').capabilities, capabilities)),
    },
    { name: 'main path', declare: mainPath },
    { name: 'outcomes', declare: outcomes },
    { name: 'reading', declare: reading },
    { name: 'figures', declare: reporting, ...needs('figures') },
    { name: 'history', declare: remembering, ...needs('history') },
    { name: 'subscribe', declare: live, ...needs('subscribe') },
    { name: 'photos', declare: photos, ...needs('upload') },
  ])
}
