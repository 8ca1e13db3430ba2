import { once } from 'node:events'
import { connect, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listen, type Listening } from './listen.ts'

const idleMs = 400
/** More than the buffers of both ends hold. */
const large = 24 * 1024 * 1024

let listening: Listening
let ended: string[]
beforeEach(async () => {
  ended = []
  listening = await listen({ host: '127.0.0.1', port: 0, answerIdleMs: idleMs })
  listening.answerWith(async (request, { incoming }) => {
    if (incoming?.socket instanceof Socket) incoming.socket.once('close', () => ended.push('connection'))
    const { pathname } = new URL(request.url)
    if (pathname === '/thinks') {
      await pause(2.5 * idleMs)
      return new Response('after all')
    }
    // At once the last byte waits in the server already; piece by piece it is still to be asked for.
    const piece = new Uint8Array(pathname === '/at-once' ? large : 64 * 1024)
    let left = large / piece.byteLength
    const body = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(piece)
        if ((left -= 1) > 0) return
        ended.push('source')
        controller.close()
      },
      cancel: () => void ended.push('source'),
    })
    return new Response(body, { headers: { 'Content-Length': String(large) } })
  })
})
afterEach(() => listening.close(0))

const ask = async (path: string) => {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`)
  return socket
}

it.each(['/by-pieces', '/at-once'])(
  'an answer that nobody takes ends, and what it is read from (%s)',
  async (path) => {
    const socket = await ask(path)
    await once(socket, 'readable')
    await expect.poll(() => ended.toSorted(), { timeout: 5000 }).toEqual(['connection', 'source'])
    let got = 0
    socket.on('data', (data) => (got += data.byteLength))
    await once(socket, 'close')
    expect(got).toBeLessThan(large)
  },
)

it.each(['/by-pieces', '/at-once'])(
  'one that is taken slowly comes whole (%s)',
  async (path) => {
    const socket = await ask(path)
    const begun = performance.now()
    let got = 0
    for await (const data of socket) {
      got += data.byteLength
      if (got >= large) break
      await pause(3)
    }
    expect(got).toBeGreaterThanOrEqual(large)
    expect(performance.now() - begun).toBeGreaterThan(2 * idleMs)
  },
  20_000,
)

it('one that is long thought about comes, and the connection serves the next', async () => {
  const socket = await ask('/thinks')
  expect(String((await once(socket, 'data'))[0])).toContain('after all')
  socket.write('GET /thinks HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(String((await once(socket, 'data'))[0])).toContain('after all')
  socket.destroy()
})
