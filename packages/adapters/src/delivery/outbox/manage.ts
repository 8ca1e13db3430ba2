/** What an operator asks of the outbox: how endpoints stand, what is dead, send it again. */
import type { Instant } from '@chuishao/core/ticket'
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../../postgres/database.ts'
import { feedItemsAfter, feedItemsAt } from '../../postgres/events.ts'
import { BigIntColumn, readRow } from '../../postgres/read-row.ts'
import { inTransaction } from '../../postgres/transaction.ts'
import type { Endpoint } from '../endpoint.ts'
import { eventTypeOf } from '../event-types.ts'
import { renewDeliveries } from './deliveries.ts'
import { changeEndpoint, type EndpointRef } from './endpoints.ts'
import { wantedPositions } from './expand.ts'

export interface EndpointState extends EndpointRef {
  /** Events of the tenant that are no deliveries yet. */
  behind: number
  pending: number
  dead: number
  /** Delivered, as far as it is remembered. */
  delivered: number
  /** When the oldest pending one is, or was, to be tried. */
  oldestDueAt?: Instant
  holdUntil?: Instant
  failingSince?: Instant
  disabledAt?: Instant
  disabledFor?: string
}

const moment = z.nullable(z.string())
const StateRow = z.object({
  tenant_id: z.string(),
  endpoint_id: z.string(),
  position: BigIntColumn,
  latest: z.nullable(BigIntColumn),
  pending: BigIntColumn,
  dead: BigIntColumn,
  delivered: BigIntColumn,
  oldest_due_at: moment,
  hold_until: moment,
  failing_since: moment,
  disabled_at: moment,
  disabled_for: z.nullable(z.string()),
})

/** Every endpoint of every tenant that has a row, also those that are configured no more. */
export async function endpointStates(db: Kysely<Database>): Promise<EndpointState[]> {
  const { rows } = await sql`
    select e.tenant_id, e.endpoint_id, e.position, f.position as latest,
      e.hold_until, e.failing_since, e.disabled_at, e.disabled_for,
      coalesce(d.pending, 0) as pending, coalesce(d.dead, 0) as dead, coalesce(d.delivered, 0) as delivered,
      d.oldest_due_at
    from whistle_endpoint e
    left join whistle_feed f on f.tenant_id = e.tenant_id
    left join (
      select tenant_id, endpoint_id,
        count(*) filter (where status = 'pending') as pending,
        count(*) filter (where status = 'dead') as dead,
        count(*) filter (where status = 'delivered') as delivered,
        min(due_at) as oldest_due_at
      from whistle_delivery group by tenant_id, endpoint_id
    ) d on d.tenant_id = e.tenant_id and d.endpoint_id = e.endpoint_id
    order by e.endpoint_id, e.tenant_id`.execute(db)
  return rows.map((it) => {
    const row = readRow('whistle_endpoint', StateRow, it)
    return {
      tenantId: row.tenant_id,
      endpointId: row.endpoint_id,
      behind: (row.latest ?? 0) - row.position,
      pending: row.pending,
      dead: row.dead,
      delivered: row.delivered,
      ...(row.oldest_due_at !== null && { oldestDueAt: row.oldest_due_at }),
      ...(row.hold_until !== null && { holdUntil: row.hold_until }),
      ...(row.failing_since !== null && { failingSince: row.failing_since }),
      ...(row.disabled_at !== null && { disabledAt: row.disabled_at }),
      ...(row.disabled_for !== null && { disabledFor: row.disabled_for }),
    }
  })
}

export interface DeadLetter extends EndpointRef {
  position: number
  ticketId: string
  type: string
  attempts: number
  endedAt: Instant
  lastResult: string
}

const DeadRow = z.object({
  position: BigIntColumn,
  attempts: z.int(),
  ended_at: z.string(),
  last_result: z.string(),
})

/** What an endpoint was not told in the end, oldest first. */
export async function deadLetters(
  db: Kysely<Database>,
  ref: EndpointRef,
  { after = 0, limit = 100 }: { after?: number; limit?: number } = {},
): Promise<DeadLetter[]> {
  const found = await db
    .selectFrom('whistle_delivery')
    .select(['position', 'attempts', 'ended_at', 'last_result'])
    .where('tenant_id', '=', ref.tenantId)
    .where('endpoint_id', '=', ref.endpointId)
    .where('status', '=', 'dead')
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
  const rows = found.map((row) => readRow('whistle_delivery', DeadRow, row))
  if (rows.length === 0) return []
  const items = await feedItemsAt(
    db,
    ref.tenantId,
    rows.map(({ position }) => position),
  )
  return rows.flatMap(({ position, attempts, ended_at: endedAt, last_result: lastResult }) => {
    const item = items.find((it) => it.position === position)
    if (!item) return []
    const type = eventTypeOf(item.event) ?? ''
    return [{ ...ref, position, ticketId: item.ticketId, type, attempts, endedAt, lastResult }]
  })
}

/** Which deliveries are sent again: the dead ones, one, or all since a position or a moment. */
export type Replay = { dead: true } | { position: number } | { sincePosition: number } | { since: Instant }

/** Events that are gone through in one transaction. */
const batch = 200

/**
 * Lets an endpoint be told again, under the same `webhook-id`: a receiver that remembers it may pass it over. Only what
 * it was already told, or should have been, and what its filter lets through now. Answers how many deliveries.
 */
export async function replay(
  db: Kysely<Database>,
  endpoint: Endpoint,
  tenantId: string,
  what: Replay,
  now: Instant,
): Promise<number> {
  const ref = { tenantId, endpointId: endpoint.id }
  if ('dead' in what) return replayDead(db, ref, now)
  const last = await positionOf(db, ref)
  if ('position' in what) {
    const items = what.position > last ? [] : await feedItemsAt(db, tenantId, [what.position])
    return renewDeliveries(db, ref, wantedPositions(endpoint, items), now)
  }
  const since = 'since' in what ? what.since : ''
  let renewed = 0
  let after = 'sincePosition' in what ? what.sincePosition - 1 : 0
  while (after < last) {
    const items = (await feedItemsAfter(db, tenantId, { after, limit: batch })).filter(
      ({ position }) => position <= last,
    )
    if (items.length === 0) break
    const wanted = wantedPositions(
      endpoint,
      items.filter(({ event }) => event.at >= since),
    )
    renewed += await inTransaction(db, (tx) => renewDeliveries(tx, ref, wanted, now))
    after = items.at(-1)?.position ?? last
  }
  return renewed
}

async function replayDead(db: Kysely<Database>, ref: EndpointRef, now: Instant): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('whistle_delivery')
    .set({ status: 'pending', attempts: 0, due_at: now, ended_at: null })
    .where('tenant_id', '=', ref.tenantId)
    .where('endpoint_id', '=', ref.endpointId)
    .where('status', '=', 'dead')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

async function positionOf(db: Kysely<Database>, { tenantId, endpointId }: EndpointRef): Promise<number> {
  const row = await db
    .selectFrom('whistle_endpoint')
    .select('position')
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst()
  return row ? readRow('whistle_endpoint', z.object({ position: BigIntColumn }), row).position : 0
}

/** Lets an endpoint be told again, from where it stopped. False where this tenant has no such endpoint. */
export const enableEndpoint = (db: Kysely<Database>, ref: EndpointRef): Promise<boolean> =>
  changeEndpoint(db, ref, { disabled_at: null, disabled_for: null, failing_since: null, hold_until: null })

/** Nothing is sent to it until it is enabled; what happens meanwhile is not lost. */
export const disableEndpoint = (db: Kysely<Database>, ref: EndpointRef, now: Instant): Promise<boolean> =>
  changeEndpoint(db, ref, { disabled_at: now, disabled_for: 'operator' })
