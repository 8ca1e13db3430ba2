import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen, type Listening } from './listen.ts'

let listening: Listening
beforeAll(async () => {
  listening = await listen({ host: '127.0.0.1', port: 0 })
  listening.answerWith(async (request) => {
    if (request.method === 'PUT') await request.body?.getReader().read()
    if (request.method === 'POST') await request.arrayBuffer()
    return Response.json({ said: 'fine' })
  })
})
afterAll(() => listening.close(0))

const open = async (head: string) => {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => {})
  socket.write(`${head}\r\nHost: a\r\n`)
  return socket
}

it.each([
  ['is dripped', 'GET / HTTP/1.1', 'Content-Length: 100000000000\r\n\r\nab'],
  ['comes in chunks', 'GET / HTTP/1.1', 'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n'],
  ['of a deletion does not come', 'DELETE / HTTP/1.1', 'Content-Length: 5\r\n\r\n'],
])(
  'a body that %s, and that nobody reads, ends its connection after the answer',
  async (_name, head, rest) => {
    const socket = await open(head)
    const begun = performance.now()
    const drip = setInterval(() => socket.write('a'), 50)
    socket.write(rest)
    const said = await text(socket)
    clearInterval(drip)
    expect(said).toMatch(/^HTTP\/1.1 200 /)
    expect(said.toLowerCase()).toContain('connection: close')
    expect(said).toContain('{"said":"fine"}')
    expect(performance.now() - begun).toBeLessThan(2000)
  },
)

it('a body that was there, and read in part only, is told that its connection ends', async () => {
  const body = 'a'.repeat(300_000)
  const socket = await open('PUT / HTTP/1.1')
  socket.write(`Content-Length: ${body.length}\r\n\r\n${body}`)
  expect((await text(socket)).toLowerCase()).toContain('connection: close')
})

it.each(['GET', 'DELETE', 'POST'])(
  'a body that is there leaves the connection of a %s as it is',
  async (method) => {
    const socket = await open(`${method} / HTTP/1.1`)
    socket.write('Content-Length: 2\r\n\r\nab')
    const [said] = await once(socket, 'data')
    expect(String(said).toLowerCase()).toContain('connection: keep-alive')
    socket.write(`${method} / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab`)
    expect(String((await once(socket, 'data'))[0])).toContain('200')
    socket.destroy()
  },
)

it('who is still sending does not hold up the end of the server', async () => {
  const own = await listen({ host: '127.0.0.1', port: 0 })
  own.answerWith(async () => new Response('fine'))
  const socket = connect(Number(new URL(own.url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n')
  await once(socket, 'data')
  const begun = performance.now()
  await own.close(10_000)
  expect(performance.now() - begun).toBeLessThan(2000)
})
