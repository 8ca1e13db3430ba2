/** Turns what happened into deliveries: position and rows in one transaction, so that no event is lost or told twice. */
import type { FeedItem } from '@chuishao/core/service'
import type { Instant } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import type { Database } from '../../postgres/database.ts'
import { feedItemsAfter } from '../../postgres/events.ts'
import { inTransaction } from '../../postgres/transaction.ts'
import { wants, type Endpoint } from '../endpoint.ts'
import { eventTypeOf } from '../event-types.ts'
import { insertDeliveries } from './deliveries.ts'
import { changeEndpoint, lockEndpoint } from './endpoints.ts'

/** Events in one transaction. */
const batch = 200

/**
 * The feed has no gaps and grows in the order of commits: whatever is after the endpoint's position is all there is.
 * Answers how many events it went through; 0 as well where another process is at it.
 */
export function expandFeed(
  db: Kysely<Database>,
  endpoint: Endpoint,
  tenantId: string,
  now: Instant,
): Promise<number> {
  const ref = { tenantId, endpointId: endpoint.id }
  return inTransaction(db, async (tx) => {
    const at = await lockEndpoint(tx, ref)
    if (!at) return 0
    const items = await feedItemsAfter(tx, tenantId, { after: at.position, limit: batch })
    const last = items.at(-1)
    if (!last) return 0
    await insertDeliveries(tx, ref, wantedPositions(endpoint, items), now)
    await changeEndpoint(tx, ref, { position: last.position })
    return items.length
  })
}

/** Where the events are that an endpoint wants to hear of. */
export const wantedPositions = (endpoint: Endpoint, items: readonly FeedItem[]): number[] =>
  items
    .filter(({ event, summary }) => {
      const type = eventTypeOf(event)
      return type !== undefined && wants(endpoint, type, summary)
    })
    .map(({ position }) => position)
