/**
 * Due deadlines of many stores, in fair shares: all are asked at once, what one does not use goes to the others, and one
 * that is away, or takes long, holds up nobody.
 */
import type { DueDeadline, TicketStore } from '@chuishao/core/service'
import { inTime } from '../waiting/in-time.ts'

export interface Shard {
  store: TicketStore
  /** The tenants that are routed to it. */
  tenantIds: string[]
}

export interface ClaimFromAllOptions {
  timeoutMs: number
  onFailed: (failure: { tenantIds: string[]; error: unknown }) => void
}

type ClaimDue = TicketStore['claimDue']
type Claim = Parameters<ClaimDue>[0]

/** Throws only where no store could be asked. */
export function claimFromAll(shards: Shard[], { timeoutMs, onFailed }: ClaimFromAllOptions): ClaimDue {
  const sources = shards.map((shard) => claimPatiently(shard, timeoutMs))
  let turns = 0

  return async (claim) => {
    // Whoever comes first gets the odd ones, and the only one where the limit is smaller than the number of stores.
    const first = turns++ % Math.max(1, sources.length)
    let open = [...sources.slice(first), ...sources.slice(0, first)]
    const errors: unknown[] = []
    const claimed: DueDeadline[] = []
    while (open.length > 0 && claimed.length < claim.limit) {
      const shares = fairShares(claim.limit - claimed.length, open.length)
      const more = await Promise.all(
        open.map(async (source, index) => {
          const limit = shares[index] ?? 0
          if (limit === 0) return source
          try {
            const due = await source.claim({ ...claim, limit })
            claimed.push(...due)
            return due.length < limit ? undefined : source
          } catch (error) {
            errors.push(error)
            onFailed({ tenantIds: source.tenantIds, error })
            return undefined
          }
        }),
      )
      open = more.filter((source) => source !== undefined)
    }
    if (errors.length > 0 && errors.length === sources.length) throw errors[0]
    return claimed
  }
}

/** Whole shares that differ by one at most; they add up to `limit`. */
const fairShares = (limit: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.ceil((limit - index) / count))

/** A store did not answer a claim in time. */
class ClaimTimeoutError extends Error {
  override readonly name = 'ClaimTimeoutError'
  readonly code = 'claimTimeout'
}

/** Waits for one store for a time. What it hands out later goes into the next claim, as long as its lease holds. */
function claimPatiently({ store, tenantIds }: Shard, timeoutMs: number) {
  const ours = new Set(tenantIds)
  const late: { due: DueDeadline; leasedUntil: number }[] = []
  let overdue = 0

  async function claim(request: Claim): Promise<DueDeadline[]> {
    const now = Date.parse(request.now)
    const handed = late.splice(0, request.limit).filter(({ leasedUntil }) => leasedUntil > now)
    if (handed.length > 0) return handed.map(({ due }) => due)
    if (overdue > 0) throw new ClaimTimeoutError('The store still works on an earlier claim.')

    const asked = store
      .claimDue(request)
      // Rows that a tenant left behind when it moved to another store are none of this store's any more.
      .then((all) => all.filter(({ tenantId }) => ours.has(tenantId)))
    const claimed = await inTime(asked, timeoutMs)
    if (claimed) return claimed
    overdue += 1
    const leasedUntil = now + request.leaseMs
    asked
      .then((all) => late.push(...all.map((due) => ({ due, leasedUntil }))))
      .catch(() => {})
      .finally(() => (overdue -= 1))
    throw new ClaimTimeoutError(`The store did not answer within ${timeoutMs} ms.`)
  }

  return { tenantIds, claim }
}
