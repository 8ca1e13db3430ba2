/** Hands due deliveries to a sender, with the events that they tell of. */
import type { Kysely } from 'kysely'
import type { Database } from '../../postgres/database.ts'
import { feedItemsAt } from '../../postgres/events.ts'
import { inTransaction } from '../../postgres/transaction.ts'
import type { Endpoint } from '../endpoint.ts'
import { eventTypeOf } from '../event-types.ts'
import type { Occurrence } from '../payload.ts'
import { leaseDueDeliveries, type Claimed } from './deliveries.ts'
import { changeEndpoint, lockTurn } from './endpoints.ts'

export interface ClaimedDelivery extends Claimed {
  occurrence: Occurrence
}

export interface ClaimDeliveriesOptions {
  tenantId: string
  /** In milliseconds since 1970. */
  now: number
  limit: number
  leaseMs: number
  owner: string
}

const instant = (ms: number) => new Date(ms).toISOString()

/** Where the endpoint takes only so many requests a minute, a claim is one request, and the next one waits its time. */
export function claimDeliveries(
  db: Kysely<Database>,
  endpoint: Endpoint,
  { tenantId, now, limit, leaseMs, owner }: ClaimDeliveriesOptions,
): Promise<ClaimedDelivery[]> {
  const ref = { tenantId, endpointId: endpoint.id }
  const { perMinute } = endpoint
  return inTransaction(db, async (tx) => {
    if (perMinute !== undefined && !(await lockTurn(tx, ref, instant(now)))) return []
    const claimed = await leaseDueDeliveries(tx, ref, {
      now: instant(now),
      limit: perMinute === undefined ? limit : Math.min(limit, endpoint.batch),
      owner,
      until: instant(now + leaseMs),
    })
    if (claimed.length === 0) return []
    if (perMinute !== undefined)
      await changeEndpoint(tx, ref, { hold_until: instant(now + Math.ceil(60_000 / perMinute)) })
    const items = await feedItemsAt(
      tx,
      tenantId,
      claimed.map(({ position }) => position),
    )
    return claimed.flatMap((delivery) => {
      const item = items.find(({ position }) => position === delivery.position)
      const type = item && eventTypeOf(item.event)
      if (!item || !type) return []
      const { position, event, summary } = item
      return [{ ...delivery, occurrence: { tenantId, position, type, event, summary } }]
    })
  })
}
