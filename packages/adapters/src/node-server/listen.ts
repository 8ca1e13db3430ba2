/**
 * An HTTP server of Node's that listens before anything slow happens, so that a taken port is told at once, and that
 * closes without cutting an answer.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { HttpConnection } from '../server/client-address.ts'
import { unavailableHandler } from '../server/unavailable-handler.ts'
import { endUnread } from './end-unread.ts'
import { endUntaken } from './end-untaken.ts'
import { listenError } from './listen-error.ts'
import { malformedRequest, refuseUnread } from './refuse-unread.ts'

/** What answers requests; `createTicketHandler` makes one. */
export type Fetch = (request: Request, connection: HttpConnection) => Promise<Response>

export interface ListenOptions {
  /** TCP port, 0 for any free one. */
  port: number
  host: string
  /** Answers until `answerWith` is called; by default 503 `storeUnavailable` with `Retry-After`. */
  starting?: Fetch
  /** Within what time the head of a request has to be there, in milliseconds: 15,000 by default. Then 408. */
  headTimeoutMs?: number
  /**
   * Within what time a request has to be there with its body, in milliseconds: three hours by default, in which a photo
   * of 10 MiB comes over the slowest network that `createTicketHandler` bears. It is for bodies that are read without a
   * limit of their own; one that nobody reads ends its connection half a second after the answer.
   */
  requestTimeoutMs?: number
  /**
   * How long a client may take nothing of an answer that waits for it, in milliseconds: 120,000 by default. Then its
   * connection ends. One that reads slowly goes on.
   */
  answerIdleMs?: number
}

export interface Listening {
  /** `http://host:port/` with the port that it got. */
  url: string
  /** From now on this answers. */
  answerWith(fetch: Fetch): void
  /** From now on each answer says `Connection: close`, so that clients and proxies go elsewhere with the next request. */
  sendAway(): void
  /** Stops taking connections and resolves when the open ones are through, at the latest after `graceMs`. */
  close(graceMs: number): Promise<void>
}

/** Throws a `ListenError` where the address is not to be had. */
export async function listen({
  port,
  host,
  starting = unavailableHandler({ retryAfterSeconds: 2 }),
  headTimeoutMs = 15_000,
  requestTimeoutMs = 3 * 3_600_000,
  answerIdleMs = 120_000,
}: ListenOptions): Promise<Listening> {
  let answer = starting
  const listener = getRequestListener(
    async (request, connection) =>
      lacksHost(connection.incoming)
        ? malformedRequest()
        : endUnread(await answer(request, connection), connection.incoming),
    {
      // For HTTP/1.0, in which load balancers ask whether somebody is there, and name no host.
      hostname: 'localhost',
      errorHandler: (error) =>
        error instanceof RequestError ? malformedRequest() : new Response(null, { status: 500 }),
    },
  )
  const limits = {
    headersTimeout: headTimeoutMs,
    requestTimeout: Math.max(headTimeoutMs, requestTimeoutMs),
    // Else Node looks every thirty seconds only.
    connectionsCheckingInterval: Math.min(1000, Math.ceil(headTimeoutMs / 4)),
  }
  // Without a host Node itself would refuse them without a word.
  const server = createServer({ ...limits, requireHostHeader: false }, listener)
  const sendAway = sayingClose(server)
  refuseUnread(server)
  endUntaken(server, answerIdleMs)

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}/`,
    answerWith: (fetch) => {
      answer = fetch
    },
    sendAway,
    close: (graceMs) =>
      new Promise((resolve) => {
        sendAway()
        const force = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(force)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

/** Since HTTP/1.1 a request names its host (RFC 9112, section 3.2). */
const lacksHost = ({ httpVersion, headers }: Pick<IncomingMessage, 'httpVersion' | 'headers'>) =>
  httpVersion !== '1.0' && headers.host === undefined

/** Once called, answers under way whose head is not sent yet, and all later ones, end their connection. */
function sayingClose(server: Server): () => void {
  let leaving = false
  const unsent = new Set<ServerResponse>()
  const say = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  // Before the adaptor, which may answer at once.
  server.prependListener('request', (_request, response) => {
    unsent.add(response)
    response.once('close', () => unsent.delete(response))
    if (leaving) say(response)
  })
  return () => {
    leaving = true
    unsent.forEach(say)
  }
}
