/** Running clocks as rows, and the lease under which a poller works on one that is due. */
import type { DueDeadline } from '@chuishao/core/service'
import { DeadlineKind, Instant, Uuid } from '@chuishao/core/ticket'
import type { ExpressionBuilder, Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'

const DueRow = z.object({ ticket_id: Uuid, kind: DeadlineKind, due_at: Instant })

/** Tenants that have something to claim, so that each claim is a transaction of one tenant. */
export async function tenantsWithFreeDeadlines(db: Kysely<Database>, now: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('whistle_feed')
    .select('whistle_feed.tenant_id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('whistle_deadline')
          .select('whistle_deadline.kind')
          .whereRef('whistle_deadline.tenant_id', '=', 'whistle_feed.tenant_id')
          .where((inner) => isFree(inner, now)),
      ),
    )
    .orderBy('whistle_feed.tenant_id')
    .execute()
  return rows.map((row) => row.tenant_id)
}

/** Due deadlines that nobody works on, soonest first, locked until the transaction ends. */
export async function lockFreeDeadlines(
  db: Kysely<Database>,
  tenantId: string,
  { now, limit }: { now: Instant; limit: number },
): Promise<DueDeadline[]> {
  const rows = await db
    .selectFrom('whistle_deadline')
    .select(['ticket_id', 'kind', 'due_at'])
    .where('tenant_id', '=', tenantId)
    .where((eb) => isFree(eb, now))
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map((row) => {
    const { ticket_id: ticketId, kind, due_at: dueAt } = readRow('whistle_deadline', DueRow, row)
    return { tenantId, ticketId, kind, dueAt }
  })
}

export async function leaseDeadlines(
  db: Kysely<Database>,
  tenantId: string,
  { due, owner, until }: { due: DueDeadline[]; owner: string; until: Instant },
): Promise<void> {
  if (due.length === 0) return
  await db
    .updateTable('whistle_deadline')
    .set({ leased_by: owner, leased_until: until })
    .where('tenant_id', '=', tenantId)
    .where((eb) =>
      eb(
        eb.refTuple('ticket_id', 'kind'),
        'in',
        due.map((row) => eb.tuple(row.ticketId, row.kind)),
      ),
    )
    .execute()
}

function isFree(eb: ExpressionBuilder<Database, 'whistle_deadline'>, now: Instant) {
  return eb.and([
    eb('whistle_deadline.due_at', '<=', now),
    eb.or([eb('whistle_deadline.leased_until', 'is', null), eb('whistle_deadline.leased_until', '<=', now)]),
  ])
}
