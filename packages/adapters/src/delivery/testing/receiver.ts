/** A receiver on this machine that answers as it is told, and remembers what it was sent. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  /** Path and query. */
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** Does with an answer what it likes; one that does nothing lets the sender wait. */
export type Answering = (response: ServerResponse, request: Received, count: number) => void

export interface Receiver {
  url: URL
  received: Received[]
  answer: Answering
  /** Resolves when so many requests have come in all. */
  got(count: number): Promise<void>
  close(): Promise<void>
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) =>
    response.writeHead(code, headers).end()

export async function startReceiver(answer: Answering = status(204)): Promise<Receiver> {
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { url: path = '', headers } = request
      const received = { path, headers, body: Buffer.concat(chunks).toString('utf8') }
      receiver.received.push(received)
      receiver.answer(response, received, receiver.received.length)
      for (const look of waiting) look()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const receiver: Receiver = {
    url: new URL(`http://127.0.0.1:${port}/hook`),
    received: [],
    answer,
    got: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (receiver.received.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}
