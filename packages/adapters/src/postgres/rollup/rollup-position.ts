/** How far a tenant's feed is in: written in the transaction that takes its events in. */
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { BigIntColumn, readRow } from '../read-row.ts'

export interface RollupPosition {
  /** New with every building from zero, so that readers notice. */
  buildId: string
  position: number
  /** Of the event at `position`: another one there means another log. */
  lastHash: string
  lastEventAt: string
}

const Row = z.object({
  build_id: z.string(),
  position: BigIntColumn,
  last_hash: z.string(),
  last_event_at: z.string(),
})

export async function rollupPosition(
  db: Kysely<Database>,
  tenantId: string,
): Promise<RollupPosition | undefined> {
  const row = await db
    .selectFrom('whistle_rollup')
    .select(['build_id', 'position', 'last_hash', 'last_event_at'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  if (!row) return undefined
  const read = readRow('whistle_rollup', Row, row)
  return {
    buildId: read.build_id,
    position: read.position,
    lastHash: read.last_hash,
    lastEventAt: read.last_event_at,
  }
}

/** Moves on from `before`; false where it is not there any more: another follower was faster, or it was forgotten. */
export async function moveRollup(
  db: Kysely<Database>,
  tenantId: string,
  before: RollupPosition | undefined,
  { buildId, position, lastHash, lastEventAt }: RollupPosition,
): Promise<boolean> {
  const moved = { position, last_hash: lastHash, last_event_at: lastEventAt }
  const row = before
    ? await db
        .updateTable('whistle_rollup')
        .set(moved)
        .where('tenant_id', '=', tenantId)
        .where('build_id', '=', before.buildId)
        .where('position', '=', before.position)
        .returning('tenant_id')
        .executeTakeFirst()
    : await db
        .insertInto('whistle_rollup')
        .values({ tenant_id: tenantId, build_id: buildId, ...moved })
        .onConflict((conflict) => conflict.doNothing())
        .returning('tenant_id')
        .executeTakeFirst()
  return row !== undefined
}
