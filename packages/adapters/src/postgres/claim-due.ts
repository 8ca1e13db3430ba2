/** Hands out due deadlines under a lease, tenant by tenant in equal shares, each in a transaction of its own. */
import type { DueDeadline, TicketStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import { leaseDeadlines, lockFreeDeadlines, tenantsWithFreeDeadlines } from './deadlines.ts'
import { inTransaction } from './transaction.ts'

export async function claimDueDeadlines(
  db: Kysely<Database>,
  { now, limit, leaseMs, owner }: Parameters<TicketStore['claimDue']>[0],
): Promise<DueDeadline[]> {
  const until = new Date(Date.parse(now) + leaseMs).toISOString()
  const claimed: DueDeadline[] = []
  const tenants = await tenantsWithFreeDeadlines(db, now)
  for (const [index, tenantId] of tenants.entries()) {
    // A tenant with very many that are due takes no more than its share: the others come in the same claim.
    const share = Math.ceil((limit - claimed.length) / (tenants.length - index))
    if (share === 0) break
    const due = await inTransaction(db, async (tx) => {
      const free = await lockFreeDeadlines(tx, tenantId, { now, limit: share })
      await leaseDeadlines(tx, tenantId, { due: free, owner, until })
      return free
    })
    claimed.push(...due)
  }
  return claimed
}
