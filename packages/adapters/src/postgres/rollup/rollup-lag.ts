/** How far each tenant's part of the rollup is behind, for readiness, metrics and people. */
import type { TicketStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import { rollupPosition } from './rollup-position.ts'

export interface RollupLag {
  tenantId: string
  /** The feed position up to which everything is in; 0 for nothing. */
  position: number
  /** When the last event that is in happened. */
  lastEventAt?: string
  /** Events that are not in yet. Absent where the tenant's store does not answer. */
  behind?: number
}

export async function rollupLag({
  db,
  store,
  tenantIds,
}: {
  db: Kysely<Database>
  store: Pick<TicketStore, 'position'>
  tenantIds: readonly string[]
}): Promise<RollupLag[]> {
  return Promise.all(
    tenantIds.map(async (tenantId) => {
      const head = await store.position(tenantId).catch(() => undefined)
      const place = await rollupPosition(db, tenantId)
      const position = place?.position ?? 0
      return {
        tenantId,
        position,
        ...(place && { lastEventAt: place.lastEventAt }),
        // The feed may have been looked at before the last event was taken in.
        ...(head !== undefined && { behind: Math.max(0, head - position) }),
      }
    }),
  )
}
