import { describe, it } from 'vitest'
import { ticketGatewayConformance } from '../conformance/ticket-gateway.ts'
import { capabilitiesOf } from './capabilities.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { readDescription } from './read-description.ts'
import { portalDescription } from './testing/portal-description.ts'
import { samplePortal } from './testing/portal.ts'

const read = readDescription(portalDescription)
if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1))

ticketGatewayConformance(
  { describe, it },
  {
    name: 'mappedGateway',
    capabilities: capabilitiesOf(read.description),
    create: async () => {
      const portal = samplePortal()
      return {
        as: (person) =>
          mappedGateway(portalDescription, {
            endpoint: 'https://portal.test',
            token: () => person,
            fetch: portal.fetch,
          }),
        dispose: () => portal.close(),
      }
    },
  },
)
