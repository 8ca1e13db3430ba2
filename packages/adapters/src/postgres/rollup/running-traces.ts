/** Keeps every ticket's figures' inputs at hand, so that a question reads only what changed since the last one. */
import { FigureTrace } from '@chuishao/core/insight'
import { Uuid } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { BigIntColumn, readRow } from '../read-row.ts'
import { rollupPosition } from './rollup-position.ts'

export interface TracesOfTenant {
  traces: Iterable<FigureTrace>
  /** When the last event that is in happened; absent where nothing is. */
  lastEventAt?: string
}

interface Kept {
  buildId: string
  position: number
  traces: Map<string, FigureTrace>
}

/** Rows read at once. */
const batch = 2_000

/** The present traces of a tenant; those of different questions may be read at once. */
export function runningTraces(db: Kysely<Database>): (tenantId: string) => Promise<TracesOfTenant> {
  const tenants = new Map<string, Kept>()

  return async (tenantId) => {
    const place = await rollupPosition(db, tenantId)
    if (!place) return { traces: [] }
    const known = tenants.get(tenantId)
    const kept =
      known?.buildId === place.buildId ? known : { buildId: place.buildId, position: 0, traces: new Map() }
    tenants.set(tenantId, kept)
    for (let full = true; full;) {
      const rows = await tracesAfter(db, tenantId, kept.position)
      for (const { ticketId, position, trace } of rows) {
        kept.traces.set(ticketId, trace)
        // Two questions at once may read the same rows, in any order.
        kept.position = Math.max(kept.position, position)
      }
      full = rows.length === batch
    }
    return { traces: kept.traces.values(), lastEventAt: place.lastEventAt }
  }
}

const TraceRow = z.object({ ticket_id: Uuid, position: BigIntColumn, trace: FigureTrace })

/** Tickets that changed after a position, in the order of their last change. */
async function tracesAfter(db: Kysely<Database>, tenantId: string, after: number) {
  const rows = await db
    .selectFrom('whistle_rollup_ticket')
    .select(['ticket_id', 'position', 'trace'])
    .where('tenant_id', '=', tenantId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(batch)
    .execute()
  return rows.map((row) => {
    const { ticket_id: ticketId, position, trace } = readRow('whistle_rollup_ticket', TraceRow, row)
    return { ticketId, position, trace }
  })
}
