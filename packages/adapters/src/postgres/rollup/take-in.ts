/** Takes a run of a tenant's feed into the rollup: rows and position in one transaction, so that nothing counts twice. */
import { advanceTrace, FigureTrace, newTrace } from '@chuishao/core/insight'
import { type CityWideLine, type FeedItem, noDueDate } from '@chuishao/core/service'
import { Uuid } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import { inTransaction } from '../transaction.ts'
import { cityWideLine } from '../../store/city-wide-line.ts'
import { moveRollup, type RollupPosition } from './rollup-position.ts'

/**
 * The position afterwards; undefined, and nothing is written, where the rollup is not at `before` any more.
 * @param items follow `before` without a gap
 */
export async function takeIn(
  db: Kysely<Database>,
  tenantId: string,
  before: RollupPosition | undefined,
  items: readonly FeedItem[],
): Promise<RollupPosition | undefined> {
  const last = items.at(-1)
  if (!last) return before
  const { position, event } = last
  const buildId = before?.buildId ?? crypto.randomUUID()
  const after = { buildId, position, lastHash: event.hash, lastEventAt: event.at }
  return inTransaction(db, async (tx) => {
    if (!(await moveRollup(tx, tenantId, before, after))) return undefined
    const tickets = new Map(items.map((item) => [item.ticketId, item]))
    const traces = await tracesOf(tx, tenantId, [...tickets.keys()])
    for (const item of items) {
      const trace = traces.get(item.ticketId) ?? newTrace()
      traces.set(item.ticketId, trace)
      advanceTrace(trace, item.event)
    }
    const rows = [...tickets.values()].map((item) =>
      ticketRow(cityWideLine(tenantId, item.summary), item.position, traces.get(item.ticketId)),
    )
    await putTickets(tx, rows)
    return after
  })
}

const TraceRow = z.object({ ticket_id: Uuid, trace: FigureTrace })

async function tracesOf(
  db: Kysely<Database>,
  tenantId: string,
  ticketIds: string[],
): Promise<Map<string, FigureTrace>> {
  const rows = await db
    .selectFrom('whistle_rollup_ticket')
    .select(['ticket_id', 'trace'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ticketIds)
    .execute()
  return new Map(
    rows.map((row) => {
      const { ticket_id: ticketId, trace } = readRow('whistle_rollup_ticket', TraceRow, row)
      return [ticketId, trace]
    }),
  )
}

const ticketRow = (line: CityWideLine, position: number, trace: FigureTrace | undefined) => ({
  tenant_id: line.tenantId,
  ticket_id: line.ticketId,
  position,
  line: JSON.stringify(line),
  trace: JSON.stringify(trace),
  status: line.status,
  warning: line.warning,
  matter_code: line.matterCode ?? null,
  category: line.category ?? null,
  updated_at: line.updatedAt,
  due_key: line.dueAt ?? noDueDate,
})

async function putTickets(db: Kysely<Database>, rows: ReturnType<typeof ticketRow>[]): Promise<void> {
  await db
    .insertInto('whistle_rollup_ticket')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'ticket_id']).doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        line: eb.ref('excluded.line'),
        trace: eb.ref('excluded.trace'),
        status: eb.ref('excluded.status'),
        warning: eb.ref('excluded.warning'),
        matter_code: eb.ref('excluded.matter_code'),
        category: eb.ref('excluded.category'),
        updated_at: eb.ref('excluded.updated_at'),
        due_key: eb.ref('excluded.due_key'),
      })),
    )
    .execute()
}

/** Forgets what is known of a tenant: whoever follows it builds it again from the start of its feed. */
export async function forgetRollup(db: Kysely<Database>, tenantId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    // The position first: a follower that takes in meanwhile waits for its row, and then finds it gone.
    await tx
      .selectFrom('whistle_rollup')
      .select('position')
      .where('tenant_id', '=', tenantId)
      .forUpdate()
      .execute()
    await tx.deleteFrom('whistle_rollup_ticket').where('tenant_id', '=', tenantId).execute()
    await tx.deleteFrom('whistle_rollup').where('tenant_id', '=', tenantId).execute()
  })
}
