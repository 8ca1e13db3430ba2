import { describe, it } from 'vitest'
import { ticketGatewayConformance } from '../conformance/ticket-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { localGateway } from './local-gateway.ts'

ticketGatewayConformance(
  { describe, it },
  {
    name: 'localGateway',
    capabilities: { upload: true, subscribe: true, history: true, figures: true },
    create: async () => {
      const { service, store } = sampleService()
      return { as: (person) => localGateway(service, sampleSession(person)), dispose: () => store.close() }
    },
  },
)
