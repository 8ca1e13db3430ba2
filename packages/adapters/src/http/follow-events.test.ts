import type { TicketChange, TicketGateway } from '@chuishao/core/service'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whistled } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import { sampleSession } from '../server/testing/sample-service.ts'
import { httpGateway } from './http-gateway.ts'

let server: ReturnType<typeof sampleServer>
let stop: AbortController

beforeEach(() => {
  server = sampleServer()
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  vi.useRealTimers()
  await server.dispose()
})

const local = {
  as: (person: Parameters<typeof sampleSession>[0]): TicketGateway =>
    localGateway(server.service, sampleSession(person)),
  dispose: async () => {},
}

/** Follows the feed over a line that the test can cut. */
const follow = (answer?: (request: Request) => Promise<Response> | undefined) => {
  const changes: TicketChange[] = []
  const states: string[] = []
  const asked: (string | null)[] = []
  let resets = 0
  let cut = () => {}
  const gateway = httpGateway({
    endpoint: 'http://portal.test/api/v1',
    token: () => tokenFor('cityManagement'),
    reconnect: { minMs: 1000, maxMs: 8000, silenceMs: 45_000 },
    fetch: async (request) => {
      asked.push(request.headers.get('Last-Event-ID'))
      const response = (await answer?.(request)) ?? (await server.handler(request))
      const line = new TransformStream<Uint8Array, Uint8Array>()
      const broken = new AbortController()
      cut = () => broken.abort(new TypeError('network error'))
      response.body?.pipeTo(line.writable, { signal: broken.signal }).catch(() => undefined)
      return new Response(line.readable, response)
    },
  })
  gateway.subscribe((change) => changes.push(change), {
    signal: stop.signal,
    onState: (it) => states.push(it),
    onReset: () => (resets += 1),
  })
  return { changes, states, asked, resets: () => resets, cut: () => cut() }
}

/** Lets everything happen that needs no time. */
const until = (holds: () => void) => vi.waitFor(holds, { interval: 1, timeout: 3000 })

describe('following the feed over HTTP', () => {
  it('after a break takes up where it stopped: nothing is missed, nothing comes twice', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const feed = follow()
    await until(() => expect(feed.states).toEqual(['live']))
    await whistled(local)
    await until(() => expect(feed.changes).toHaveLength(1))
    feed.cut()
    await until(() => expect(feed.states).toEqual(['live', 'waiting']))
    await whistled(local)
    await whistled(local)
    await vi.advanceTimersByTimeAsync(1000)
    await until(() => expect(feed.changes.map((it) => it.position)).toEqual([1, 2, 3]))
    expect(feed.states).toEqual(['live', 'waiting', 'live'])
    expect([feed.asked, feed.resets()]).toEqual([[null, expect.stringMatching(/^[0-9a-f]{48}$/)], 0])
  })

  it('says that changes were missed where the server does, and goes on from there', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await server.dispose()
    server = sampleServer({ maxBehind: 1 })
    const feed = follow()
    await until(() => expect(feed.states).toEqual(['live']))
    feed.cut()
    await until(() => expect(feed.states).toEqual(['live', 'waiting']))
    await whistled(local)
    await whistled(local)
    await vi.advanceTimersByTimeAsync(1000)
    await until(() => expect(feed.resets()).toBe(1))
    const id = await whistled(local)
    await until(() => expect(feed.changes.map((it) => it.ticketId)).toEqual([id]))
  })

  it('resumes from the position of the first connection, also when nothing had happened yet', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await whistled(local)
    const feed = follow()
    await until(() => expect(feed.states).toEqual(['live']))
    feed.cut()
    await until(() => expect(feed.states).toEqual(['live', 'waiting']))
    const id = await whistled(local)
    await vi.advanceTimersByTimeAsync(1000)
    await until(() => expect(feed.changes.map((it) => it.ticketId)).toEqual([id]))
  })

  it('waits longer after each failure, up to a cap', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const feed = follow(async () => new Response(null, { status: 503 }))
    const countAfter = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms)
      return feed.asked.length
    }
    await until(() => expect(feed.states).toEqual(['waiting']))
    const counts = []
    for (const wait of [1000, 2000, 4000, 8000, 8000]) {
      await countAfter(wait - 10)
      const before = feed.asked.length
      await countAfter(10)
      await until(() => expect(feed.asked.length).toBe(before + 1))
      await until(() => expect(feed.states.length).toBe(feed.asked.length))
      counts.push(feed.asked.length)
    }
    expect(counts).toEqual([2, 3, 4, 5, 6])
    vi.restoreAllMocks()
  })

  it('gives up a line that has been silent for too long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const feed = follow()
    await until(() => expect(feed.states).toEqual(['live']))
    await vi.advanceTimersByTimeAsync(44_000)
    expect(feed.states).toEqual(['live'])
    await vi.advanceTimersByTimeAsync(2000)
    await until(() => expect(feed.states).toContain('waiting'))
  })

  it('stops for good when the subscriber does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const feed = follow()
    await until(() => expect(feed.states).toEqual(['live']))
    stop.abort()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([feed.asked.length, feed.states]).toEqual([1, ['live']])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on when what the subscriber does with a change fails', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const seen: number[] = []
    const states: string[] = []
    const gateway = httpGateway({
      endpoint: 'http://portal.test/api/v1',
      token: () => tokenFor('cityManagement'),
      fetch: server.handler,
    })
    gateway.subscribe(
      ({ position }) => {
        seen.push(position)
        throw new Error('a page broke')
      },
      { signal: stop.signal, onState: (it) => states.push(it) },
    )
    await until(() => expect(states).toEqual(['live']))
    await whistled(local)
    await whistled(local)
    await until(() => expect(seen).toEqual([1, 2]))
    expect([states, told.mock.calls.length]).toEqual([['live'], 2])
    told.mockRestore()
  })
})
