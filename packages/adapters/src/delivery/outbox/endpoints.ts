/** Questions about endpoints: which tenants have something for one, whether it is on hold, what state it is in. */
import type { Instant } from '@chuishao/core/ticket'
import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../../postgres/database.ts'
import { BigIntColumn, readRow } from '../../postgres/read-row.ts'

/** One endpoint as one tenant has it. */
export interface EndpointRef {
  tenantId: string
  endpointId: string
}

const WorkRow = z.object({ tenant_id: z.string(), is_behind: z.boolean(), is_due: z.boolean() })
const PositionRow = z.object({ position: BigIntColumn })

/** Makes the row of an endpoint that is new to a tenant; one that is known stays as it is. */
export async function enrolEndpoint(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  from: 'now' | 'beginning',
): Promise<void> {
  await db
    .insertInto('whistle_endpoint')
    .columns(['tenant_id', 'endpoint_id', 'position'])
    .expression(({ selectFrom, lit, val }) =>
      selectFrom(sql`(select 1)`.as('one')).select([
        val(tenantId).as('tenant_id'),
        val(endpointId).as('endpoint_id'),
        from === 'beginning'
          ? lit(0).as('position')
          : sql`coalesce((select position from whistle_feed where tenant_id = ${tenantId}), 0)`.as(
              'position',
            ),
      ]),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Tenants with events that are no deliveries yet, or deliveries that are due, while the endpoint is not disabled. */
export async function tenantsWithWork(
  db: Kysely<Database>,
  endpointId: string,
  tenants: readonly string[],
  now: Instant,
): Promise<{ tenantId: string; isBehind: boolean; isDue: boolean }[]> {
  if (tenants.length === 0) return []
  const rows = await db
    .selectFrom('whistle_endpoint')
    .leftJoin('whistle_feed', 'whistle_feed.tenant_id', 'whistle_endpoint.tenant_id')
    .select((eb) => [
      'whistle_endpoint.tenant_id',
      eb.fn
        .coalesce(eb('whistle_feed.position', '>', eb.ref('whistle_endpoint.position')), eb.lit(false))
        .as('is_behind'),
      eb
        .and([
          isOpen(eb, now),
          eb.exists(
            eb
              .selectFrom('whistle_delivery')
              .select('whistle_delivery.position')
              .whereRef('whistle_delivery.tenant_id', '=', 'whistle_endpoint.tenant_id')
              .where('whistle_delivery.endpoint_id', '=', endpointId)
              .where('whistle_delivery.due_at', '<=', now)
              .where((inner) =>
                inner.or([
                  inner('whistle_delivery.leased_until', 'is', null),
                  inner('whistle_delivery.leased_until', '<=', now),
                ]),
              ),
          ),
        ])
        .as('is_due'),
    ])
    .where('whistle_endpoint.endpoint_id', '=', endpointId)
    .where('whistle_endpoint.tenant_id', 'in', tenants)
    .where('whistle_endpoint.disabled_at', 'is', null)
    .execute()
  return rows
    .map((row) => readRow('whistle_endpoint', WorkRow, row))
    .filter((row) => row.is_behind || row.is_due)
    .map((row) => ({ tenantId: row.tenant_id, isBehind: row.is_behind, isDue: row.is_due }))
}

function isOpen(eb: ExpressionBuilder<Database, 'whistle_endpoint'>, now: Instant) {
  return eb.or([eb('whistle_endpoint.hold_until', 'is', null), eb('whistle_endpoint.hold_until', '<=', now)])
}

/** Locks an endpoint's row until the transaction ends; undefined where somebody else has it, or it is disabled. */
export async function lockEndpoint(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
): Promise<{ position: number } | undefined> {
  const row = await db
    .selectFrom('whistle_endpoint')
    .select('position')
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && readRow('whistle_endpoint', PositionRow, row)
}

/** Locks the row of an endpoint that takes only so many a minute; false where it is somebody else's turn, or too soon. */
export async function lockTurn(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  now: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('whistle_endpoint')
    .select('position')
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .where((eb) => isOpen(eb, now))
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}

export interface EndpointChange {
  position?: number
  hold_until?: Instant | null
  failing_since?: Instant | null
  disabled_at?: Instant | null
  disabled_for?: string | null
}

export async function changeEndpoint(
  db: Kysely<Database>,
  { tenantId, endpointId }: EndpointRef,
  change: EndpointChange,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('whistle_endpoint')
    .set(change)
    .where('tenant_id', '=', tenantId)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
