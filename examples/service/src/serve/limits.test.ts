/** What a configuration says of uploads and streams holds in the real process; what it does not say stays as it was. */
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LimitsConfig, StreamsConfig } from '../config/limits-config.ts'
import { send, whistle } from '../testing/ask.ts'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import type { RunningService } from '../testing/start-service.ts'
import { openTestCity, type TestCity } from '../testing/test-city.ts'

let city: TestCity
let postgres: TestPostgres
let service: RunningService
let headers: Record<string, string>

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres({ settings: { fsync: 'off' } })
  const limits = {
    perActor: { requests: 100_000, seconds: 60 },
    photoBytes: 5_000,
    photoPixels: 10_000,
    uploadsAtOncePerPerson: 1,
    uploadIdleSeconds: 1,
    headSeconds: 1,
    commandSeconds: 1,
    uploadGraceSeconds: 1,
    answerIdleSeconds: 1,
  }
  const streams = { heartbeatSeconds: 1, maxBehind: 0 }
  service = await city.start(city.config({ url: postgres.url }, { limits, streams }))
  headers = { Authorization: `Bearer ${await city.tokenFor('grid')}`, 'Content-Type': 'image/jpeg' }
})
afterAll(async () => {
  await city.close()
  await postgres.stop()
})

const upload = async (body: Buffer) => {
  const answer = await fetch(`${service.url}/api/v1/attachments`, {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
  })
  return `${answer.status} ${(await answer.json()).code ?? 'stored'}`
}
const photo = (width: number) =>
  sharp({ create: { width, height: 100, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()

it('photos of too many bytes or pixels are refused, others stored', async () => {
  expect(await upload(await photo(100))).toBe('201 stored')
  expect(await upload(await photo(101))).toBe('413 photoTooManyPixels')
  expect(await upload(Buffer.alloc(5_001))).toBe('413 bodyTooLarge')
})

it('one person has so many uploads under way, and none that stands still', async () => {
  const small = await photo(10)
  let outcome: unknown[] = []
  // Nobody tells when the one that stands still is looked at: it may come second, or be over on a machine that is slow itself.
  for (let tries = 1; tries <= 5 && outcome.join() !== '503 photosBusy,408'; tries += 1) {
    const slow = request(`${service.url}/api/v1/attachments`, { method: 'POST', headers })
    const answered = once(slow, 'response')
    slow.write('x')
    await pause(tries * 50)
    const other = await upload(small)
    const [{ statusCode }] = await answered
    outcome = [other, statusCode]
  }
  expect(outcome).toEqual(['503 photosBusy', 408])
  expect(await upload(small)).toBe('201 stored')
})

it('neither a head nor a command nor a photo that drips is waited for longer than is said', async () => {
  const authorization = `Authorization: Bearer ${await city.tokenFor('grid')}`
  const command = [authorization, 'Content-Type: application/json', 'Content-Length: 5000']
  const order = [`Idempotency-Key: ${crypto.randomUUID()}`, 'If-Match: "v0"']
  const photoHead = [authorization, 'Content-Type: image/jpeg', 'Content-Length: 5000']
  const dripping: [string, string[], string][] = [
    ['GET /api/v1/me', [], 'requestTooSlow'],
    [`POST /api/v1/tickets/${crypto.randomUUID()}/commands`, [...command, ...order, '', ''], 'bodyTooSlow'],
    ['POST /api/v1/attachments', [...photoHead, '', ''], 'bodyTooSlow'],
  ]
  const answers = await Promise.all(
    dripping.map(([what, lines]) => drip([`${what} HTTP/1.1`, 'Host: a', ...lines].join('\r\n'))),
  )
  for (const [nth, answer] of answers.entries()) {
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    expect(answer).toContain(`"code":"${dripping[nth]?.[2]}"`)
  }
  expect(await upload(await photo(10))).toBe('201 stored')
})

/** Begins with `words`, says one sign after the other, and answers what came back until the end. */
async function drip(words: string): Promise<string> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => {}).write(words)
  const timer = setInterval(() => socket.write('1'), 100)
  let answer = ''
  socket.on('data', (data) => (answer += String(data)))
  await once(socket, 'close')
  clearInterval(timer)
  return answer
}

it('who asks and takes no answer is not kept', async () => {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1')
  await once(socket, 'connect')
  const asked = 'GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n'
  socket.on('error', () => {}).write(asked.repeat(500))
  // Without reading, only what one says more tells that nobody is there.
  const more = () => socket.write(asked) || socket.destroyed
  await expect.poll(() => more() && socket.destroyed, { timeout: 10_000, interval: 100 }).toBe(true)
  expect(await upload(await photo(10))).toBe('201 stored')
})

it('a stream beats as often as is said, and who missed more than is said reads anew', async () => {
  const open = async (lastEventId?: string) => {
    const more = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }
    const { body } = await fetch(`${service.url}/api/v1/events`, { headers: { ...headers, ...more } })
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    const first = (await reader?.read())?.value ?? ''
    return { first, id: /^id: (.*)$/m.exec(first)?.[1], next: async () => (await reader?.read())?.value }
  }
  const stream = await open()
  expect(await stream.next()).toBe(': heartbeat\n\n')
  expect((await open(stream.id)).first).toContain('event: ready')
  expect((await send(service.url, await city.tokenFor('grid'), whistle())).status).toBe(201)
  expect((await open(stream.id)).first).toContain('event: reset')
})

it('without a word everything is as it always was', () => {
  expect(LimitsConfig.parse(undefined)).toEqual({
    perActor: { requests: 300, seconds: 60 },
    perAddress: { requests: 3000, seconds: 60 },
    bodyBytes: 65_536,
    photoBytes: 10_485_760,
    photoPixels: 64_000_000,
    photosAtOnce: 2,
    uploadsAtOnce: 32,
    uploadsAtOncePerPerson: 6,
    headSeconds: 15,
    commandSeconds: 30,
    uploadBytesPerSecond: 1000,
    uploadGraceSeconds: 30,
    uploadIdleSeconds: 15,
    answerIdleSeconds: 120,
  })
  expect(StreamsConfig.parse(undefined)).toEqual({ heartbeatSeconds: 15, maxBehind: 1000, perPerson: 20 })
})
