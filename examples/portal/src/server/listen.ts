/** Listens before anything slow happens, so that a taken port is told at once; answers 503 until the portal is open. */
import { unavailableHandler } from '@chuishao/adapters/server'
import { createAdaptorServer } from '@hono/node-server'
import { createServer, Server } from 'node:http'
import { isForApi } from './api-paths.ts'
import { StartError } from './data-dir.ts'

export interface Listening {
  url: string
  /** From now on this answers. */
  answerWith(fetch: (request: Request) => Promise<Response>): void
  /** Stops taking connections and resolves when the open ones are through, at the latest after `graceMs`. */
  close(graceMs: number): Promise<void>
}

const unavailable = unavailableHandler({ retryAfterSeconds: 2 })

const starting = async (request: Request) => {
  if (isForApi(request)) return unavailable(request)
  return new Response('正在启动 / Starting\n', {
    status: 503,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' },
  })
}

export async function listen({ port, host }: { port: number; host: string }): Promise<Listening> {
  let answer: (request: Request) => Promise<Response> = starting
  const server = createAdaptorServer({ fetch: (request) => answer(request), createServer })
  if (!(server instanceof Server)) throw new Error('An HTTP/1 server was expected')

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}/`,
    answerWith: (fetch) => {
      answer = fetch
    },
    close: (graceMs) =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(force)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

function explain(error: Error, host: string, port: number): Error {
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} on ${host} is already in use. Stop what uses it, or choose another one: npm start -- --port ${port === 65535 ? 8080 : port + 1}`,
      )
    case 'EACCES':
      return new StartError(
        `Port ${port} on ${host} is not ours to use. Choose one from 1024 up: npm start -- --port 8080`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(
        `This machine has no address ${host} to listen on. Leave --host out for 127.0.0.1.`,
      )
    default:
      return error
  }
}
