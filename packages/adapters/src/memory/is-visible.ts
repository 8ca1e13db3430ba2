/** Whether a list line may be shown to whoever asks. The SQL of `postgres/visible-tickets.ts` says the same. */
import type { TicketSummary, Visibility } from '@chuishao/core/service'

/** Any of the conditions; none given means none met. No restriction sees everything. */
export function isVisible(line: TicketSummary, restriction: Visibility | undefined): boolean {
  if (restriction === undefined) return true
  const { unitIds = [], citizenId, createdBy } = restriction
  return (
    unitIds.some((unitId) => line.partyUnitIds.includes(unitId)) ||
    (citizenId !== undefined && line.citizenId === citizenId) ||
    (createdBy !== undefined && line.createdBy === createdBy)
  )
}
