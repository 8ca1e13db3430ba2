/** Whether a list line answers a query, all but `photo`. The SQL of `postgres/list-tickets.ts` says the same. */
import type { TicketQuery, TicketSummary, Visibility } from '@chuishao/core/service'
import { searchNeedle, searchText } from '../store/search-text.ts'

export function matches(summary: TicketSummary, query: TicketQuery): boolean {
  const { visibility, statuses, leadUnitId, communityId, category, matterCode, warning, text } = query
  return (
    (visibility === undefined || isVisible(summary, visibility)) &&
    (statuses === undefined || statuses.includes(summary.status)) &&
    (leadUnitId === undefined || summary.leadUnitId === leadUnitId) &&
    (communityId === undefined || summary.communityId === communityId) &&
    (category === undefined || summary.category === category) &&
    (matterCode === undefined || summary.matterCode === matterCode) &&
    (warning === undefined || summary.warning === warning) &&
    (text === undefined || searchText(summary).includes(searchNeedle(text)))
  )
}

/** Any of the conditions; none given means none met. */
function isVisible(summary: TicketSummary, { unitIds = [], citizenId, createdBy }: Visibility): boolean {
  return (
    unitIds.some((unitId) => summary.partyUnitIds.includes(unitId)) ||
    (citizenId !== undefined && summary.citizenId === citizenId) ||
    (createdBy !== undefined && summary.createdBy === createdBy)
  )
}
