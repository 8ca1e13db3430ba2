/** Pages of one ticket's history, continued after a version. */
import type { Page } from '@chuishao/core/service'
import type { TicketEvent } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { decodeCursor, encodeCursor } from './cursor.ts'

const HistoryCursor = z.tuple([z.literal('history'), z.int().check(z.minimum(1))])

/** The version after which the page begins; 0 for the first page. */
export function historyStart(cursor: string | undefined): number {
  return cursor === undefined ? 0 : decodeCursor(HistoryCursor, cursor)[1]
}

/** Makes a page of `limit` events out of up to one more than that. */
export function historyPage(events: TicketEvent[], limit: number): Page<TicketEvent> {
  const items = events.slice(0, limit)
  const last = items.at(-1)
  if (events.length <= limit || !last) return { items }
  return { items, nextCursor: encodeCursor(['history', last.version]) }
}
