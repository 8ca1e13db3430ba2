/** The cursor that continues a ticket list, in each of its two orders. */
import { type TicketSummary, noDueDate, orderKey, type ListOrder } from '@chuishao/core/service'
import { Instant, Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { decodeCursor, encodeCursor } from './cursor.ts'

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
