/**
 * What every `TicketGateway` has to do, as tests that take the test runner as an argument. Only what a gateway declares
 * not to have is left out.
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
import type { GatewayTarget } from './fresh-gateway.ts'
import { freshTest } from './fresh-test.ts'
import { live } from './gateway-live.ts'
import { mainPath } from './gateway-main-path.ts'
import { outcomes } from './gateway-outcomes.ts'
import { photos } from './gateway-photos.ts'
import { reading, remembering, reporting } from './gateway-reading.ts'
import type { TestRunner } from './runner.ts'

/** Declares the tests of a gateway with the given runner. */
export function ticketGatewayConformance(runner: TestRunner, target: GatewayTarget): void {
  const { describe } = runner
  const { capabilities } = target
  const test = freshTest(runner, target)

  describe(`${target.name} conforms to TicketGateway`, () => {
    describe('capabilities', () => {
      test('are as declared', async ({ as }) => deepEqual(as('gridWorker').capabilities, capabilities))
    })
    describe('main path', () => mainPath(test))
    describe('outcomes', () => outcomes(test))
    describe('reading', () => reading(test))
    if (capabilities.figures) describe('figures', () => reporting(test))
    if (capabilities.history) describe('history', () => remembering(test))
    if (capabilities.subscribe) describe('subscribe', () => live(test))
    if (capabilities.upload) describe('photos', () => photos(test))
  })
}
