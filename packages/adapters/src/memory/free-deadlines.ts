/** Deadlines that are due and that nobody works on. */
import type { DueDeadline } from '@chuishao/core/service'
import type { Instant } from '@chuishao/core/ticket'
import type { MemoryDeadline, MemoryTenant } from './tenant.ts'

interface FreeDeadline {
  due: DueDeadline
  row: MemoryDeadline
  /** How many of its tenant come before it. */
  turn: number
}

/** First the soonest of every tenant, then the second of every tenant, …: none stands behind another's many. */
export const freeDeadlines = (tenants: Map<string, MemoryTenant>, now: Instant): FreeDeadline[] =>
  [...tenants]
    .flatMap(([tenantId, tenant]) => freeOf(tenantId, tenant, now).map((it, turn) => ({ ...it, turn })))
    .toSorted((a, b) => a.turn - b.turn || bySoonest(a, b))

const freeOf = (tenantId: string, { tickets }: MemoryTenant, now: Instant) =>
  [...tickets]
    .flatMap(([ticketId, { deadlines }]) =>
      deadlines.map((row) => ({ due: { tenantId, ticketId, kind: row.kind, dueAt: row.dueAt }, row })),
    )
    .filter(({ row }) => row.dueAt <= now && (row.leasedUntil === undefined || row.leasedUntil <= now))
    .toSorted(bySoonest)

const bySoonest = (a: { row: MemoryDeadline }, b: { row: MemoryDeadline }) =>
  a.row.dueAt < b.row.dueAt ? -1 : a.row.dueAt > b.row.dueAt ? 1 : 0
