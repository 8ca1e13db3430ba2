/** The loop behind every `feed()`: read what is there, wait for the bell (or the poll), read on. */
import type { FeedItem } from '@chuishao/core/service'
import type { Bell } from './bell.ts'

const batchSize = 100

export interface FollowOptions {
  tenantId: string
  after: number
  signal: AbortSignal
  bell: Bell
  /** How often to look without a ring, in milliseconds; absent where nobody else can append. */
  pollMs?: number
  /**
   * Items after a position in order, `limit` at most. A read may be shared with others of the same `mark`: it began after
   * everything that the bell had announced by then.
   */
  read(after: number, limit: number, mark: number): Promise<FeedItem[]>
}

export async function* followFeed(options: FollowOptions): AsyncGenerator<FeedItem, void, undefined> {
  const { tenantId, signal, bell, pollMs, read } = options
  let { after } = options
  while (!signal.aborted && !bell.closed) {
    const mark = bell.mark(tenantId)
    const items = await read(after, batchSize, mark).catch((error: unknown) => {
      // A store that closes takes its database away under a read.
      if (signal.aborted || bell.closed) return []
      throw error
    })
    for (const item of items) {
      if (signal.aborted || bell.closed) return
      yield item
      after = item.position
    }
    if (items.length === batchSize) continue
    await bell.wait(tenantId, mark, { signal, ...(pollMs === undefined ? {} : { timeoutMs: pollMs }) })
  }
}
