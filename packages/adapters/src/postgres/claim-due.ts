/** Hands out due deadlines under a lease, tenant by tenant, each in a transaction of its own. */
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
  for (const tenantId of await tenantsWithFreeDeadlines(db, now)) {
    if (claimed.length >= limit) break
    const due = await inTransaction(db, async (tx) => {
      const free = await lockFreeDeadlines(tx, tenantId, { now, limit: limit - claimed.length })
      await leaseDeadlines(tx, tenantId, { due: free, owner, until })
      return free
    })
    claimed.push(...due)
  }
  return claimed
}
