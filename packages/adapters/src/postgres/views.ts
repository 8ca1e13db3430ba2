/** Questions about the view log: has this look been recorded, and who looked at a ticket. */
import { ViewEvent } from '@chuishao/core/privacy'
import type { TicketRef } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { coversLook, sameLookSince, type ViewPosition } from '../store/view-page.ts'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'

const ViewRow = z.object({ view: ViewEvent })

/** False where an earlier look within the time says it all. Two at once may both be stored, which harms nobody. */
export async function recordView(
  db: Kysely<Database>,
  tenantId: string,
  view: ViewEvent,
  { withinMs }: { withinMs: number },
): Promise<boolean> {
  const recent = await db
    .selectFrom('whistle_view')
    .select('view')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', view.ticketId)
    .where('at', '>', sameLookSince(view, withinMs))
    .execute()
  if (recent.some((row) => coversLook(readRow('whistle_view', ViewRow, row).view, view))) return false
  await db
    .insertInto('whistle_view')
    .values({
      tenant_id: tenantId,
      ticket_id: view.ticketId,
      at: view.at,
      view_id: view.id,
      view: JSON.stringify(view),
    })
    .execute()
  return true
}

/** Latest first, after `start` (from the latest where absent), `limit` at most. */
export async function viewsOfTicket(
  db: Kysely<Database>,
  ref: TicketRef,
  { start, limit }: { start: ViewPosition | undefined; limit: number },
): Promise<ViewEvent[]> {
  const rows = await db
    .selectFrom('whistle_view')
    .select('view')
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .$if(start !== undefined, (from) =>
      from.where((eb) => eb(eb.refTuple('at', 'view_id'), '<', eb.tuple(start?.at ?? '', start?.id ?? ''))),
    )
    .orderBy('at', 'desc')
    .orderBy('view_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => readRow('whistle_view', ViewRow, row).view)
}
