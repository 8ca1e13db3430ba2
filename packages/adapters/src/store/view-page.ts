/** The view log of a ticket: pages, latest first, and what counts as the same look. */
import type { Page } from '@chuishao/core/service'
import type { ViewEvent } from '@chuishao/core/privacy'
import { Code, Instant } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { decodeCursor, encodeCursor } from './cursor.ts'

const ViewCursor = z.tuple([z.literal('views'), Instant, Code])

/** Where a page ended. */
export interface ViewPosition {
  at: string
  id: string
}

export function viewPosition(cursor: string | undefined): ViewPosition | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = decodeCursor(ViewCursor, cursor)
  return { at, id }
}

/** Makes a page of `limit` views out of up to one more than that. */
export function viewPage(views: ViewEvent[], limit: number): Page<ViewEvent> {
  const items = views.slice(0, limit)
  const last = items.at(-1)
  if (views.length <= limit || !last) return { items }
  return { items, nextCursor: encodeCursor(['views', last.at, last.id]) }
}

/** The first moment that still counts as the same look. */
export const sameLookSince = (view: ViewEvent, withinMs: number): string =>
  new Date(Date.parse(view.at) - withinMs).toISOString()

/** Whether an earlier look says all that this one would. */
export const coversLook = (earlier: ViewEvent, view: ViewEvent): boolean =>
  earlier.ticketId === view.ticketId &&
  earlier.personId === view.personId &&
  earlier.unitId === view.unitId &&
  earlier.purpose === view.purpose &&
  view.parts.every((part) => earlier.parts.includes(part))
