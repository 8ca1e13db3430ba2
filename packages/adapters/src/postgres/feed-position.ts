/** The feed's counter: one row per tenant, locked until commit, so that positions are gapless and in commit order. */
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from './database.ts'
import { BigIntColumn, readRow } from './read-row.ts'

const FeedRow = z.object({ position: BigIntColumn })

export async function latestPosition(db: Kysely<Database>, tenantId: string): Promise<number> {
  const row = await db
    .selectFrom('whistle_feed')
    .select('position')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row ? readRow('whistle_feed', FeedRow, row).position : 0
}
