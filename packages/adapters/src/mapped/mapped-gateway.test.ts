import type { TicketGateway } from '@chuishao/core/service'
import type { TestPerson } from '@chuishao/core/testing'
import { describe, it } from 'vitest'
import { ticketGatewayConformance } from '../conformance/ticket-gateway.ts'
import { memoryStorage } from '../offline/memory-storage.ts'
import { offlineGateway } from '../offline/offline-gateway.ts'
import { oneTab } from '../offline/testing/one-tab.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { portalDescription } from './testing/portal-description.ts'
import { samplePortal } from './testing/portal.ts'

const portalFor =
  (fetch: (request: Request) => Promise<Response>) =>
  (person: TestPerson): TicketGateway =>
    mappedGateway(portalDescription, { endpoint: 'https://portal.test', token: () => person, fetch })

const { capabilities } = portalFor(async () => new Response())('gridWorker')

ticketGatewayConformance(
  { describe, it },
  {
    name: 'mappedGateway',
    capabilities,
    create: async () => {
      const portal = samplePortal()
      return { as: portalFor(portal.fetch), dispose: () => portal.close() }
    },
  },
)

ticketGatewayConformance(
  { describe, it },
  {
    name: 'offlineGateway around mappedGateway',
    capabilities,
    create: async () => {
      const portal = samplePortal()
      const make = (person: TestPerson) =>
        offlineGateway(portalFor(portal.fetch)(person), {
          database: person,
          storage: memoryStorage(),
          surroundings: oneTab(),
        })
      const gateways = new Map<TestPerson, ReturnType<typeof make>>()
      return {
        as: (person) => {
          const gateway = gateways.get(person) ?? make(person)
          gateways.set(person, gateway)
          return gateway
        },
        dispose: async () => {
          for (const gateway of gateways.values()) gateway.close()
          await portal.close()
        },
      }
    },
  },
)
