import { StoreUnavailableError } from '@chuishao/core/service'
import { commandTypes } from '@chuishao/core/ticket'
import { expect, it } from 'vitest'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import { createLog } from './create-log.ts'
import { scrubError } from './scrub-error.ts'

const personal = ['王小明', '13912345678', '新华街 8 号', '楼道里的灯坏了', '150102199001011234']

/** A server that logs into a list, whose store can be made to fail with the row in its message. */
function loggingServer() {
  const lines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const server = sampleServer({
    observe: async (_request, answer) => {
      const answered = await answer()
      log.answered(answered, 1)
      return answered
    },
    onError: (error, requestId) => log.failed('unexpected', error, { requestId }),
  })
  const send = async (id: string, body: unknown, headers: Record<string, string> = {}) =>
    server.handler(
      new Request(`http://service.test/api/v1/tickets/${id}/commands?who=${encodeURIComponent('王小明')}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${await tokenFor('gridWorker')}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
          'If-Match': '"v0"',
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    )
  return { ...server, lines, send }
}

const everything = {
  description: personal.join(' '),
  reason: personal.join(' '),
  note: personal.join(' '),
  draft: { description: personal.join(' '), contact: { name: personal[0], phone: personal[1] } },
  contact: { name: personal[0], phone: personal[1] },
}

it('writes the id of a request that a proxy gave, as nginx and others write theirs', async () => {
  const { lines, send, dispose } = loggingServer()
  const ids = [crypto.randomUUID(), crypto.randomUUID().replaceAll('-', '')]
  for (const given of ids) await send(crypto.randomUUID(), { type: 'ACCEPT' }, { 'X-Request-Id': given })
  expect(lines.map((it) => JSON.parse(it).requestId)).toEqual(ids)
  await dispose()
})

it('no line holds what a resident said, whatever command it came with', async () => {
  const { lines, send, dispose } = loggingServer()
  const id = crypto.randomUUID()
  for (const type of commandTypes) await send(id, { type, ...everything })
  await send(encodeURIComponent('王小明'), everything)
  await send(id, `{"broken": "${personal.join(' ')}`)
  await send(id, everything, { 'X-Request-Id': '13912345678' })
  expect(lines.length).toBe(commandTypes.length + 3)
  for (const word of [...personal, id, encodeURIComponent('王小明')])
    expect(lines.join('')).not.toContain(word)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ route: '/api/v1/tickets/{id}/commands', method: 'POST' })
  await dispose()
})

it('an error is its class, its code and its place, never its message', () => {
  const row = `Key (phone)=(13912345678) already exists, 王小明\n    at 新华街 8 号 (file:///x 13912345678:1:1)`
  const error = new StoreUnavailableError(Object.assign(new Error(row), { code: '23505', detail: row }))
  const scrubbed = scrubError(error)
  expect(scrubbed).toMatchObject({ name: 'StoreUnavailableError', cause: { name: 'Error', code: '23505' } })
  expect(scrubbed.stack?.[0]).toMatch(/^at .*create-log\.test/)
  for (const word of personal) expect(JSON.stringify(scrubbed)).not.toContain(word)
})
