import { StoreUnavailableError, type TicketGateway } from '@chuishao/core/service'
import { testCityData, type TestPerson } from '@chuishao/core/testing'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whistled } from '../conformance/fresh-gateway.ts'
import { Problem } from '../http/problem.ts'
import { localGateway } from '../local/local-gateway.ts'
import { feedCursor } from './feed-cursor.ts'
import { sampleServer, tokenFor, type TokenOptions } from './testing/sample-server.ts'
import { sampleSession } from './testing/sample-service.ts'

let server: ReturnType<typeof sampleServer>
beforeEach(() => (server = sampleServer()))
afterEach(async () => {
  vi.useRealTimers()
  expect(server.errors).toEqual([])
  await server.dispose()
})

const local = {
  as: (person: Parameters<typeof sampleSession>[0]): TicketGateway =>
    localGateway(server.service, sampleSession(person)),
  dispose: async () => {},
}

/** Opens the stream and reads it piece by piece, as it is written. */
const open = async (
  lastEventId?: string,
  token: TokenOptions = {},
  { as = 'cityManagement', at = server }: { as?: TestPerson; at?: typeof server } = {},
) => {
  const headers = new Headers({ Authorization: `Bearer ${await tokenFor(as, token)}` })
  if (lastEventId !== undefined) headers.set('Last-Event-ID', lastEventId)
  const response = await at.handler(new Request('http://portal.test/api/v1/events', { headers }))
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new Error('the stream has no body')
  return { response, next: async () => (await reader.read()).value, close: () => reader.cancel() }
}

/** As any instance on this store writes it. */
const idOf = async (position: number, tenantId: string = testCityData.id) =>
  feedCursor(await server.store.feedSecret(tenantId), tenantId).write(position)

/** As it was written before positions were told under a secret. */
const plainIdOf = (position: number) =>
  `${position}-${createHash('sha256').update(testCityData.id).digest('hex').slice(0, 12)}`

const fieldsOf = (block = '') =>
  Object.fromEntries(
    block
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )

describe('the event stream', () => {
  it('begins with the position to resume from and then tells changes as they happen', async () => {
    await whistled(local)
    const stream = await open()
    expect(stream.response.headers.get('Content-Type')).toBe('text/event-stream')
    expect(fieldsOf(await stream.next())).toEqual({ event: 'ready', id: await idOf(1), data: '{}' })
    const id = await whistled(local)
    const change = fieldsOf(await stream.next())
    expect(change).toMatchObject({ event: 'change', id: await idOf(2) })
    expect(JSON.parse(change['data'] ?? '')).toMatchObject({
      position: 1,
      ticketId: id,
      summary: { status: 'whistled' },
    })
    await stream.close()
  })

  it('never tells the event itself, which may hold personal data', async () => {
    const stream = await open()
    await stream.next()
    await whistled(local, { contact: { name: '张三', phone: '13800000000' } })
    const text = await stream.next()
    expect(text).not.toContain('张三')
    expect(text).not.toContain('13800000000')
    await stream.close()
  })

  it('resumes after the last event that the client has', async () => {
    const ids = [await whistled(local), await whistled(local), await whistled(local)]
    const stream = await open(await idOf(1))
    expect(fieldsOf(await stream.next())).toMatchObject({ event: 'ready', id: await idOf(1) })
    for (const [index, id] of ids.slice(1).entries()) {
      const change = fieldsOf(await stream.next())
      expect([change['id'], JSON.parse(change['data'] ?? '').ticketId]).toEqual([await idOf(index + 2), id])
    }
    await stream.close()
  })

  it('resumes at another instance on the same database', async () => {
    await whistled(local)
    const first = await open()
    const { id } = fieldsOf(await first.next())
    await first.close()
    const missed = await whistled(local)
    const other = sampleServer({ service: server.service })
    const second = await open(id, {}, { at: other })
    expect(fieldsOf(await second.next())).toMatchObject({ event: 'ready', id })
    expect(JSON.parse(fieldsOf(await second.next())['data'] ?? '')).toMatchObject({ ticketId: missed })
    await second.close()
    await other.dispose()
  })

  it('does not tell a person how many tickets there are of others', async () => {
    const as = 'citizen'
    const told = async () => {
      const stream = await open(undefined, {}, { as })
      const first = fieldsOf(await stream.next())
      await stream.close()
      expect(first).toEqual({ event: 'ready', id: expect.stringMatching(/^[0-9a-f]{48}$/), data: '{}' })
      return first['id'] ?? ''
    }
    const before = await told()
    for (let count = 0; count < 9; count += 1) await whistled(local)
    const after = await told()
    // No part of it counts: neighbours look no more alike than strangers.
    const alike = [...before].filter((digit, index) => digit === after[index]).length
    expect(alike).toBeLessThan(16)
    // Nor does what is guessed tell whether the feed is that far.
    for (const guess of [plainIdOf(1), plainIdOf(9), plainIdOf(10), plainIdOf(999)]) {
      const stream = await open(guess, {}, { as })
      expect(fieldsOf(await stream.next())).toEqual({ event: 'reset', id: after, data: '{}' })
      await stream.close()
    }
  })

  it('tells the position to those who see everything, who also resume after an id of an older version', async () => {
    const ids = [await whistled(local), await whistled(local)]
    const stream = await open(plainIdOf(1), {}, { as: 'dispatcher' })
    expect(fieldsOf(await stream.next())).toEqual({
      event: 'ready',
      id: await idOf(1),
      data: '{"position":1}',
    })
    const change = JSON.parse(fieldsOf(await stream.next())['data'] ?? '')
    expect(change).toMatchObject({ position: 2, ticketId: ids[1] })
    await stream.close()
    for (const id of [plainIdOf(3), `${plainIdOf(1)}0`, plainIdOf(1).replace('1', 'x')]) {
      const far = await open(id, {}, { as: 'dispatcher' })
      expect(fieldsOf(await far.next())).toMatchObject({ event: 'reset', id: await idOf(2) })
      await far.close()
    }
  })

  it('lets one person open so many, and gives the place back when one ends', async () => {
    await server.dispose()
    server = sampleServer({ streamsPerPerson: 2 })
    const [first, second] = [await open(), await open()]
    const third = await open()
    expect([third.response.status, third.response.headers.get('Retry-After')]).toEqual([429, '30'])
    expect(Problem.parse(JSON.parse((await third.next()) ?? '')).code).toBe('tooManyStreams')
    const other = await open(undefined, {}, { as: 'dispatcher' })
    expect(other.response.status).toBe(200)
    await first.close()
    await vi.waitFor(async () => {
      const again = await open()
      expect(again.response.status).toBe(200)
      await again.close()
    })
    await Promise.all([second.close(), other.close()])
  })

  it('says reset when the client is ahead of the feed, and goes on from where the feed is', async () => {
    await whistled(local)
    const stream = await open(await idOf(99))
    expect(fieldsOf(await stream.next())).toMatchObject({ event: 'reset', id: await idOf(1) })
    await whistled(local)
    expect(fieldsOf(await stream.next())).toMatchObject({ event: 'change', id: await idOf(2) })
    await stream.close()
  })

  it('says reset for an id that is unknown, of another tenant, or from before there were tenants in it', async () => {
    await whistled(local)
    const known = await idOf(1)
    const ids = [
      'x',
      '1',
      '',
      '1-',
      await idOf(1, '150200'),
      `${known}0`,
      known.replace(/^./, 'x'),
      '-1',
      '９',
    ]
    for (const id of ids) {
      const stream = await open(encodeURI(id))
      expect(fieldsOf(await stream.next())).toMatchObject({ event: 'reset', id: await idOf(1) })
      await stream.close()
    }
  })

  it('says reset to who missed more than is told one by one', async () => {
    await server.dispose()
    server = sampleServer({ maxBehind: 2 })
    for (let count = 0; count < 4; count += 1) await whistled(local)
    const [near, far] = [await open(await idOf(2)), await open(await idOf(1))]
    expect(fieldsOf(await near.next())).toMatchObject({ event: 'ready', id: await idOf(2) })
    expect(fieldsOf(await far.next())).toMatchObject({ event: 'reset', id: await idOf(4) })
    await Promise.all([near.close(), far.close()])
  })

  it('reads no further than a slow reader takes, and ends when it takes nothing for long', async () => {
    await server.dispose()
    server = sampleServer({ heartbeatMs: 20 })
    for (let count = 0; count < 40; count += 1) await whistled(local)
    const feed = server.service.feed
    let read = 0
    let ended = false
    server.service.feed = async function* (...asked) {
      try {
        for await (const change of feed(...asked)) {
          read += 1
          yield change
        }
      } finally {
        ended = true
      }
    }
    const stream = await open(await idOf(0))
    await stream.next()
    await vi.waitFor(() => expect(ended).toBe(true))
    expect(read).toBeLessThan(10)
    await stream.close()
  })

  it('gives a sign of life every fifteen seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const stream = await open()
    await stream.next()
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await stream.next()).toBe(': heartbeat\n\n')
    await stream.close()
  })

  it('is refused with 503 where the store is away, which takes none of the streams that one may have', async () => {
    const position = vi.spyOn(server.service, 'position')
    const one = sampleServer({ service: server.service, streamsPerPerson: 1 })
    const away = new StoreUnavailableError(new Error('no connection'))
    position.mockRejectedValueOnce(away)
    const refused = await open(undefined, {}, { at: one })
    expect([refused.response.status, refused.response.headers.get('Retry-After')]).toEqual([503, '5'])
    expect(JSON.parse((await refused.next()) ?? '')).toMatchObject({ code: 'storeUnavailable' })
    expect(one.errors).toEqual([away])
    const stream = await open(undefined, {}, { at: one })
    expect(fieldsOf(await stream.next())).toMatchObject({ event: 'ready' })
    await stream.close()
    await one.dispose()
  })

  it('ends when the server shuts down, and says when to come back', async () => {
    const stream = await open()
    await stream.next()
    server.shutdown.abort()
    expect(await stream.next()).toBe('retry: 2000\n\n')
    expect(await stream.next()).toBeUndefined()
  })

  it('ends with the token, because who may look on is asked again then', async () => {
    const stream = await open(undefined, { endsIn: 1 })
    await stream.next()
    expect(await stream.next()).toBeUndefined()
  })

  it('stops following the feed when the client is gone', async () => {
    const followed = vi.spyOn(server.service, 'feed')
    const stream = await open()
    await stream.next()
    await stream.close()
    const signal = followed.mock.calls[0]?.[1].signal
    await vi.waitFor(() => expect(signal?.aborted).toBe(true))
  })
})
