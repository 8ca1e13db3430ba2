/** Questions about deliveries, one row per event and endpoint. */
import type { Instant } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../../postgres/database.ts'
import { BigIntColumn, readRow } from '../../postgres/read-row.ts'
import type { EndpointRef } from './endpoints.ts'

/** A delivery as a sender holds it. */
export interface Claimed {
  position: number
  /** The number of this attempt, from 1; whoever holds another number has lost the lease. */
  attempt: number
}

const ClaimedRow = z.object({ position: BigIntColumn, attempts: z.int() })

/** One delivery for each position; those that are there already stay as they are. */
export async function insertDeliveries(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  positions: readonly number[],
  now: Instant,
): Promise<void> {
  if (positions.length === 0) return
  await db
    .insertInto('whistle_delivery')
    .values(positions.map((position) => newRow(tenantId, endpointId, position, now)))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** One delivery for each position, to be sent from the beginning whatever became of it before. Answers how many. */
export async function renewDeliveries(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  positions: readonly number[],
  now: Instant,
): Promise<number> {
  if (positions.length === 0) return 0
  await db
    .insertInto('whistle_delivery')
    .values(positions.map((position) => newRow(tenantId, endpointId, position, now)))
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'endpoint_id', 'position']).doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        attempts: eb.ref('excluded.attempts'),
        due_at: eb.ref('excluded.due_at'),
        ended_at: null,
        leased_by: null,
        leased_until: null,
      })),
    )
    .execute()
  return positions.length
}

const newRow = (tenantId: string, endpointId: string, position: number, now: Instant) => ({
  tenant_id: tenantId,
  endpoint_id: endpointId,
  position,
  status: 'pending' as const,
  attempts: 0,
  due_at: now,
})

/** Takes due deliveries under a lease, longest due first; each counts as an attempt from here on. */
export async function leaseDueDeliveries(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  { now, limit, owner, until }: { now: Instant; limit: number; owner: string; until: Instant },
): Promise<Claimed[]> {
  const due = await db
    .selectFrom('whistle_delivery')
    .select(['position', 'attempts'])
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
    .orderBy('due_at')
    .orderBy('position')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  const claimed = due.map((row) => {
    const { position, attempts } = readRow('whistle_delivery', ClaimedRow, row)
    return { position, attempt: attempts + 1 }
  })
  if (claimed.length === 0) return []
  await db
    .updateTable('whistle_delivery')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), leased_by: owner, leased_until: until }))
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .where(
      'position',
      'in',
      claimed.map(({ position }) => position),
    )
    .execute()
  return claimed
}

/** It arrived, whoever has the lease now; not where an operator has let it be sent anew meanwhile. */
export async function markDelivered(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  { position, attempt }: Claimed,
  { now, result }: { now: Instant; result: string },
): Promise<void> {
  await db
    .updateTable('whistle_delivery')
    .set({
      status: 'delivered',
      due_at: null,
      ended_at: now,
      leased_by: null,
      leased_until: null,
      last_result: result,
    })
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .where('position', '=', position)
    .where('attempts', '>=', attempt)
    .execute()
}

/** An attempt failed: it is due again, or dead. False where another attempt has begun meanwhile, which decides then. */
export async function markFailed(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  { position, attempt }: Claimed,
  { now, dueAt, result }: { now: Instant; dueAt: Instant | undefined; result: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('whistle_delivery')
    .set({
      status: dueAt === undefined ? 'dead' : 'pending',
      due_at: dueAt ?? null,
      ended_at: dueAt === undefined ? now : null,
      leased_by: null,
      leased_until: null,
      last_result: result,
    })
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .where('position', '=', position)
    .where('attempts', '=', attempt)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Forgets what arrived before a moment; what is dead stays. */
export async function forgetDelivered(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  before: Instant,
): Promise<void> {
  await db
    .deleteFrom('whistle_delivery')
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .where('status', '=', 'delivered')
    .where('ended_at', '<', before)
    .execute()
}
