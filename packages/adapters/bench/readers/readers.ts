/**
 * Run by `readers.bench.ts` in a process of its own: opens event streams over kept connections, and tells when each of
 * them had the change that was announced.
 */
import { connect } from 'node:net'
import * as z from 'zod/mini'

const Order = z.object({ readers: z.int(), port: z.int(), token: z.string() })

let waiting = 0
let changes: number[] = []

process.on('message', (message) => {
  const { readers, port, token } = z.parse(Order, message)
  let ready = 0
  waiting = readers
  for (let n = 0; n < readers; n += 1) {
    const socket = connect(port, '127.0.0.1')
    let tail = ''
    socket.setEncoding('utf8')
    socket.write(
      `GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    )
    socket.on('data', (chunk: string) => {
      const seen = tail + chunk
      if (seen.includes('event: ready')) {
        ready += 1
        if (ready === readers) process.send?.('ready')
      }
      if (seen.includes('event: change')) {
        changes.push(Date.now())
        if (changes.length === waiting) {
          process.send?.(changes)
          changes = []
        }
      }
      // The rest of a line that is not whole yet.
      tail = seen.slice(seen.lastIndexOf('\n') + 1)
    })
  }
})
