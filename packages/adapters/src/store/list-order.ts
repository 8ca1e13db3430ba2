/** The two orders of a ticket list, and the cursor that continues in each. Both keys sort as plain text. */
import type { TicketQuery, TicketSummary } from '@chuishao/core/service'
import { Instant, Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { decodeCursor, encodeCursor } from './cursor.ts'

export type ListOrder = NonNullable<TicketQuery['order']>

/** Stands for "no date" in the `due` order; letters sort after the digits of an instant. */
export const noDueDate = 'none'

export function orderKey(summary: TicketSummary, order: ListOrder): string {
  return order === 'due' ? (summary.dueAt ?? noDueDate) : summary.updatedAt
}

/** Where a page ended. */
export interface ListPosition {
  key: string
  ticketId: string
}

const UpdatedCursor = z.tuple([z.literal('updated'), Instant, Uuid])
const DueCursor = z.tuple([z.literal('due'), z.union([Instant, z.literal(noDueDate)]), Uuid])

export function listCursor(order: ListOrder, last: TicketSummary): string {
  return encodeCursor([order, orderKey(last, order), last.ticketId])
}

export function listPosition(order: ListOrder, cursor: string | undefined): ListPosition | undefined {
  if (cursor === undefined) return undefined
  const [, key, ticketId] = decodeCursor(order === 'due' ? DueCursor : UpdatedCursor, cursor)
  return { key, ticketId }
}
