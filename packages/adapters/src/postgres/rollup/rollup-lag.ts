/** How far each tenant's part of the rollup is behind, for readiness, metrics and people. */
import type { TicketStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import { goesOnFrom } from './goes-on-from.ts'
import { rollupPosition, type RollupPosition } from './rollup-position.ts'

export interface RollupLag {
  tenantId: string
  /** The feed position up to which everything is in; 0 for nothing. */
  position: number
  /** When the last event that is in happened. */
  lastEventAt?: string
  /** Events that are not in yet. Absent where nobody can say: the tenant's store does not answer, or its log is another. */
  behind?: number
  /** Whether its log is not the one that the rollup was fed from. Absent where the tenant's store does not answer. */
  diverged?: boolean
}

export async function rollupLag({
  db,
  store,
  tenantIds,
}: {
  db: Kysely<Database>
  store: Pick<TicketStore, 'feed' | 'position'>
  tenantIds: readonly string[]
}): Promise<RollupLag[]> {
  return Promise.all(
    tenantIds.map(async (tenantId) => {
      // Before the feed: what is taken in meanwhile must not look like a log that went back.
      const place = await rollupPosition(db, tenantId)
      const position = place?.position ?? 0
      const log = await logAfter(store, tenantId, place).catch(() => ({}))
      return { tenantId, position, ...(place && { lastEventAt: place.lastEventAt }), ...log }
    }),
  )
}

const patienceMs = 5_000

async function logAfter(
  store: Pick<TicketStore, 'feed' | 'position'>,
  tenantId: string,
  place: RollupPosition | undefined,
): Promise<Pick<RollupLag, 'behind' | 'diverged'>> {
  const head = await store.position(tenantId)
  const signal = AbortSignal.timeout(patienceMs)
  return (await goesOnFrom(store, tenantId, place, { head, signal }))
    ? { behind: head - (place?.position ?? 0), diverged: false }
    : { diverged: true }
}
