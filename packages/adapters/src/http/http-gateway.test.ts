import { createAdaptorServer } from '@hono/node-server'
import { once } from 'node:events'
import { Server } from 'node:http'
import { describe, it } from 'vitest'
import { ticketGatewayConformance } from '../conformance/ticket-gateway.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import { httpGateway } from './http-gateway.ts'

const capabilities = { upload: true, subscribe: true, history: true, figures: true }

ticketGatewayConformance(
  { describe, it },
  {
    name: 'httpGateway on the handler in the same process',
    capabilities,
    create: async () => {
      const { handler, dispose } = sampleServer()
      return {
        as: (person) =>
          httpGateway({
            endpoint: 'http://portal.test/api/v1',
            token: () => tokenFor(person),
            fetch: handler,
          }),
        dispose,
      }
    },
  },
)

ticketGatewayConformance(
  { describe, it },
  {
    name: 'httpGateway over a real socket',
    capabilities,
    create: async () => {
      const { handler, dispose } = sampleServer()
      const server = createAdaptorServer({ fetch: handler, overrideGlobalObjects: false })
      if (!(server instanceof Server)) throw new Error('an HTTP/1 server was asked for')
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('the server has no port')
      const endpoint = `http://127.0.0.1:${address.port}/api/v1`
      return {
        as: (person) => httpGateway({ endpoint, token: () => tokenFor(person) }),
        dispose: async () => {
          await dispose()
          server.close()
          server.closeAllConnections()
          await once(server, 'close')
        },
      }
    },
  },
)
