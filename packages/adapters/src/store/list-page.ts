/** A page of list lines, continued by keyset. */
import type { Page, TicketSummary, ListOrder } from '@chuishao/core/service'
import { listCursor } from './list-order.ts'

/** Makes a page of `limit` lines out of up to one more than that. */
export function listPage(lines: TicketSummary[], limit: number, order: ListOrder): Page<TicketSummary> {
  const items = lines.slice(0, limit)
  const last = items.at(-1)
  if (lines.length <= limit || !last) return { items }
  return { items, nextCursor: listCursor(order, last) }
}
