/**
 * What every `TicketGateway` has to do, as tests that take the test runner as an argument. Only what a gateway declares
 * not to have is left out, group by group and test by test; a report at the end says so.
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
import type { GatewayTarget, GatewayTest, GatewayUnderTest } from './fresh-gateway.ts'
import { live } from './gateway-live.ts'
import { mainPath } from './gateway-main-path.ts'
import { ticketsOfOthers } from './gateway-others.ts'
import { outcomes } from './gateway-outcomes.ts'
import { photos } from './gateway-photos.ts'
import { reading, remembering, reporting } from './gateway-reading.ts'
import { declareGroups, type Group } from './groups.ts'
import { missingNeed, type Need } from './needs.ts'
import type { TestRunner } from './runner.ts'
import type { Watching } from './watching.ts'

/** Declares the tests of a gateway with the given runner. */
export function ticketGatewayConformance(runner: TestRunner, target: GatewayTarget): void {
  const { name, capabilities } = target
  const suite = { ...target, title: `${name} conforms to TicketGateway`, watch }
  const group = (
    groupName: string,
    declare: (test: GatewayTest) => void,
    ...needed: Need[]
  ): Group<GatewayUnderTest> => ({
    name: groupName,
    without: missingNeed(capabilities, needed),
    declare: (test, leaveOut) => {
      const needing: GatewayTest['needing'] = (...needs) => {
        const missing = missingNeed(capabilities, needs)
        return missing === undefined ? test : (sentence) => leaveOut(sentence, missing)
      }
      declare(Object.assign(test, { needing }))
    },
  })
  declareGroups<GatewayUnderTest>(runner, suite, [
    group('capabilities', (test) =>
      test('are as declared', async ({ as }) => deepEqual(as('gridWorker').capabilities, capabilities)),
    ),
    group('main path', mainPath),
    group('outcomes', outcomes),
    group('tickets of others', ticketsOfOthers, 'privateTickets'),
    group('reading', reading),
    group('figures', reporting, 'figures'),
    group('history', remembering, 'history'),
    group('subscribe', live, 'subscribe'),
    group('photos', photos, 'upload'),
  ])
}

const watch = ({ as, dispose }: GatewayUnderTest, { watched }: Watching): GatewayUnderTest => ({
  as: (person) => watched(as(person)),
  dispose,
})
