import type { FeedItem } from '@chuishao/core/service'
import { afterEach, expect, test, vi } from 'vitest'
import { sampleAppend } from '../conformance/sample-ticket.ts'
import { createBell } from './bell.ts'
import { followFeed } from './follow-feed.ts'
import { sharedReads } from './shared-reads.ts'

const readers = 100

afterEach(() => void vi.useRealTimers())

/** A feed that counts how often it is read, and readers who note what they see. */
function readFeed(pollMs?: number) {
  const bell = createBell()
  const shared = sharedReads<FeedItem[]>()
  const abort = new AbortController()
  const log: FeedItem[] = []
  const seen: number[][] = []
  const all: Promise<void>[] = []
  let reads = 0
  const read = (after: number, limit: number, mark: number) =>
    shared(`${after} ${limit} ${mark}`, async () => {
      reads += 1
      return log.slice(after, after + limit)
    })
  const options = { tenantId: 'a', after: 0, signal: abort.signal, bell, read }
  const follow = async (positions: number[]) => {
    for await (const { position } of followFeed({ ...options, ...(pollMs !== undefined && { pollMs }) }))
      positions.push(position)
  }
  const readMore = () => {
    for (let n = 0; n < readers; n += 1) {
      const positions: number[] = []
      seen.push(positions)
      all.push(follow(positions))
    }
  }
  readMore()
  return {
    append() {
      const { summary, events, ref } = sampleAppend()
      const [event] = events
      if (event) log.push({ position: log.length + 1, ticketId: ref.ticketId, version: 1, summary, event })
    },
    bell,
    seen,
    readMore,
    takeReads: () => {
      const taken = reads
      reads = 0
      return taken
    },
    async end() {
      abort.abort()
      await Promise.all(all)
    },
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('what a bell announces is read once for all readers, and all see it', async () => {
  const feed = readFeed()
  await settle()
  expect(feed.takeReads()).toBe(1)
  feed.append()
  feed.bell.ring('a')
  await settle()
  expect(feed.seen.every((positions) => positions.join() === '1')).toBe(true)
  expect(feed.takeReads()).toBeLessThanOrEqual(2)
  await feed.end()
})

test('a reader who comes while an older read is under way misses nothing of what was announced since', async () => {
  const feed = readFeed()
  feed.append()
  feed.bell.ring('a')
  await settle()
  expect(feed.seen.every((positions) => positions.join() === '1')).toBe(true)
  await feed.end()
})

test('readers who came at different times look together for what other processes appended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const feed = readFeed(1_000)
  await settle()
  await vi.advanceTimersByTimeAsync(300)
  feed.readMore()
  await settle()
  feed.takeReads()
  feed.append()
  await vi.advanceTimersByTimeAsync(700)
  await settle()
  expect(feed.seen).toHaveLength(2 * readers)
  expect(feed.seen.every((positions) => positions.join() === '1')).toBe(true)
  expect(feed.takeReads()).toBeLessThanOrEqual(2)
  await feed.end()
})
