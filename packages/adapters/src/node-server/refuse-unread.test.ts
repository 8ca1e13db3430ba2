import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Problem, problemMediaType } from '../http/problem.ts'
import { listen, type Listening } from './listen.ts'

let listening: Listening
beforeAll(async () => {
  listening = await listen({ host: '127.0.0.1', port: 0, headTimeoutMs: 200 })
  listening.answerWith(async () => new Response('fine'))
})
afterAll(() => listening.close(0))

const say = async (words: string) => {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(words)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { head, problem: Problem.parse(JSON.parse(body)) }
}

it('an address that is too long is refused with a problem', async () => {
  const { head, problem } = await say(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
  expect(head).toMatch(/^HTTP\/1.1 431 /)
  expect(head).toContain(`Content-Type: ${problemMediaType}`)
  expect(problem).toMatchObject({ status: 431, code: 'headTooLarge' })
})

it('what is no HTTP is refused with a problem', async () => {
  const { head, problem } = await say('HELLO\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1.1 400 /)
  expect(problem).toMatchObject({ status: 400, code: 'malformedRequest' })
})

it.each([
  ['without a host', 'GET / HTTP/1.1\r\n\r\n'],
  ['with a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
  ['about no address', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n'],
])('a request %s is refused with a problem', async (_name, words) => {
  const { head, problem } = await say(words)
  expect(head).toMatch(/^HTTP\/1.1 400 /)
  expect(head.toLowerCase()).toContain('x-content-type-options: nosniff')
  expect(problem).toMatchObject({ status: 400, code: 'malformedRequest' })
})

/** Says one sign after the other until the server has had enough of it. */
async function drip(socket: Socket, words: string): Promise<{ said: string; ms: number }> {
  const begun = performance.now()
  let at = 0
  const timer = setInterval(() => socket.write(words[(at += 1) % words.length] ?? ''), 20)
  socket.on('error', () => {})
  const said = await text(socket).catch(() => '')
  clearInterval(timer)
  return { said, ms: performance.now() - begun }
}
const open = async () => {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

it('a head that drips is refused with a problem, on a connection that was used before, too', async () => {
  const fresh = await open()
  fresh.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')
  const used = await open()
  used.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(used, 'readable')
  expect(String(used.read())).toContain('fine')
  used.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')
  for (const socket of [fresh, used]) {
    const { said, ms } = await drip(socket, 'ab')
    const [head = '', body = ''] = said.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1.1 408 Request Timeout/)
    expect(Problem.parse(JSON.parse(body))).toMatchObject({ status: 408, code: 'requestTooSlow' })
    expect(ms).toBeLessThan(2000)
  }
})

it('a connection on which nothing comes is not kept', async () => {
  const silent = await open()
  expect(await text(silent)).toMatch(/^HTTP\/1.1 408 /)
})

it('a load balancer that speaks HTTP/1.0 and names no host is answered', async () => {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
  socket.write('GET /readyz HTTP/1.0\r\n\r\n')
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1.1 200 /)
  expect(answer).toMatch(/\r\n\r\nfine$/)
})
