import type { TicketGateway } from '@chuishao/core/service'
import type { TestPerson } from '@chuishao/core/testing'
import { describe, it } from 'vitest'
import { ticketGatewayConformance } from '../conformance/ticket-gateway.ts'
import { httpGateway } from '../http/index.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway, type OfflineGateway } from './offline-gateway.ts'
import { oneTab } from './testing/one-tab.ts'

const capabilities = { upload: true, subscribe: true, history: true, figures: true }

/** A device for each person, around the gateway that `inner` makes for them. */
function devices(inner: (person: TestPerson) => TicketGateway, dispose: () => Promise<void>) {
  const gateways = new Map<TestPerson, OfflineGateway>()
  const as = (person: TestPerson) => {
    const gateway =
      gateways.get(person) ??
      offlineGateway(inner(person), {
        database: person,
        storage: memoryStorage(),
        surroundings: oneTab(),
      })
    gateways.set(person, gateway)
    return gateway
  }
  return {
    as,
    dispose: async () => {
      for (const gateway of gateways.values()) gateway.close()
      await dispose()
    },
  }
}

ticketGatewayConformance(
  { describe, it },
  {
    name: 'offlineGateway around localGateway',
    capabilities,
    create: async () => {
      const { service, store } = sampleService()
      return devices(
        (person) => localGateway(service, sampleSession(person)),
        () => store.close(),
      )
    },
  },
)

ticketGatewayConformance(
  { describe, it },
  {
    name: 'offlineGateway around httpGateway',
    capabilities,
    create: async () => {
      const { handler, dispose } = sampleServer()
      const endpoint = 'http://portal.test/api/v1'
      return devices(
        (person) => httpGateway({ endpoint, token: () => tokenFor(person), fetch: handler }),
        dispose,
      )
    },
  },
)
