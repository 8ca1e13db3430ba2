/** Whether a tenant's log is the one that the rollup was fed from: the event that it ends with stands where it stood. */
import type { TicketStore } from '@chuishao/core/service'
import type { RollupPosition } from './rollup-position.ts'

/** Aborts with the signal's reason where no answer comes before. */
export async function goesOnFrom(
  store: Pick<TicketStore, 'feed' | 'position'>,
  tenantId: string,
  place: RollupPosition | undefined,
  { head, signal }: { head: number; signal: AbortSignal },
): Promise<boolean> {
  if (!place) return true
  if (head < place.position) return false
  for await (const { position, event } of store.feed(tenantId, { after: place.position - 1, signal }))
    return position === place.position && event.hash === place.lastHash
  signal.throwIfAborted()
  throw new Error(`The feed of tenant ${tenantId} ended: its store was closed.`)
}
