import { createAdaptorServer } from '@hono/node-server'
import { once } from 'node:events'
import { Server } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { ticketGatewayConformance } from '../conformance/ticket-gateway.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import { httpGateway } from './http-gateway.ts'
import { problemMediaType } from './problem.ts'

const capabilities = { upload: true, subscribe: true, history: true, figures: true }

/** Serves on a port that the system chooses. */
const listening = async (handler: (request: Request) => Promise<Response>) => {
  const server = createAdaptorServer({ fetch: handler })
  if (!(server instanceof Server)) throw new Error('an HTTP/1 server was asked for')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { endpoint: `http://127.0.0.1:${address.port}/api/v1`, close }
}

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
      const { endpoint, close } = await listening(handler)
      return {
        as: (person) => httpGateway({ endpoint, token: () => tokenFor(person) }),
        dispose: async () => {
          await dispose()
          await close()
        },
      }
    },
  },
)

describe('over a real socket', () => {
  it('a photo of 30 MB is told to be too large, whether its size is said before or not', async () => {
    const { handler, dispose } = sampleServer()
    const { endpoint, close } = await listening(handler)
    try {
      const gateway = httpGateway({ endpoint, token: () => tokenFor('gridWorker') })
      const start = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])
      const photo = new Blob([start, new Uint8Array(30 * 1024 * 1024)], { type: 'image/jpeg' })
      await expect(gateway.upload(photo)).rejects.toMatchObject({ name: 'GatewayError', code: 'tooLarge' })

      const unsaid = {
        method: 'POST',
        headers: { 'Content-Type': 'image/jpeg', Authorization: `Bearer ${await tokenFor('gridWorker')}` },
        body: photo.stream(),
        duplex: 'half',
      }
      const response = await fetch(`${endpoint}/attachments`, unsaid)
      expect([response.status, response.headers.get('Content-Type')]).toEqual([413, problemMediaType])
      expect((await gateway.whoAmI()).personId).toBe('grid-1')
    } finally {
      await dispose()
      await close()
    }
  })

  it('a shutdown ends open event streams, so that the server can close', async () => {
    const { handler, shutdown, store } = sampleServer()
    const { endpoint, close } = await listening(handler)
    const stop = new AbortController()
    const gateway = httpGateway({ endpoint, token: () => tokenFor('cityManagement') })
    const states: string[] = []
    gateway.subscribe(() => {}, { signal: stop.signal, onState: (it) => states.push(it) })
    await vi.waitFor(() => expect(states).toEqual(['live']))
    shutdown.abort()
    await vi.waitFor(() => expect(states).toEqual(['live', 'waiting']))
    stop.abort()
    await close()
    await store.close()
  })
})
