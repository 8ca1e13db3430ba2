/** A fetch that finds every host at one port of this machine, as a name server would. */
import { request as open } from 'node:http'
import { Readable } from 'node:stream'

export const atPort =
  (port: number) =>
  async (request: Request): Promise<Response> => {
    const { pathname, search, host } = new URL(request.url)
    const body = Buffer.from(await request.arrayBuffer())
    return new Promise((resolve, reject) => {
      const headers = { ...Object.fromEntries(request.headers), host, 'content-length': body.length }
      const sent = open({ host: '127.0.0.1', port, path: pathname + search, method: request.method, headers })
      sent.on('error', reject)
      sent.on('response', (message) => {
        const empty = request.method === 'HEAD' || message.statusCode === 204
        resolve(
          new Response(empty ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array<ArrayBuffer>>), {
            status: message.statusCode ?? 0,
            headers: Object.entries(message.headers).map(
              ([name, value]) => [name, String(value)] as [string, string],
            ),
          }),
        )
        if (empty) message.resume()
      })
      sent.end(body)
    })
  }
