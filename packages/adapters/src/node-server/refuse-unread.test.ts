import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Problem, problemMediaType } from '../http/problem.ts'
import { listen, type Listening } from './listen.ts'

let listening: Listening
beforeAll(async () => {
  listening = await listen({ host: '127.0.0.1', port: 0 })
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

it('a load balancer that speaks HTTP/1.0 and names no host is answered', async () => {
  const socket = connect(Number(new URL(listening.url).port), '127.0.0.1')
  socket.write('GET /readyz HTTP/1.0\r\n\r\n')
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1.1 200 /)
  expect(answer).toMatch(/\r\n\r\nfine$/)
})
