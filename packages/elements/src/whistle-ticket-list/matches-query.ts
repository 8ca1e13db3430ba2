/** Whether a list line answers a query: for lines that came as data, and for live changes. */
import type { ListQuery, TicketSummary } from '@chuishao/core/service'

export function matchesQuery(line: TicketSummary, query: ListQuery): boolean {
  const { statuses, leadUnitId, communityId, category, matterCode, warning, text } = query
  const words = text?.trim().toLowerCase()
  return (
    (!statuses?.length || statuses.includes(line.status)) &&
    (leadUnitId === undefined || line.leadUnitId === leadUnitId) &&
    (communityId === undefined || line.communityId === communityId) &&
    (category === undefined || line.category === category) &&
    (matterCode === undefined || line.matterCode === matterCode) &&
    (warning === undefined || line.warning === warning) &&
    (!words ||
      [line.matterName, line.excerpt, line.address].some((part) => part?.toLowerCase().includes(words)))
  )
}

/** As the backend sorts: latest change first, or soonest due first with the undated last. */
export function inOrder(lines: TicketSummary[], order: ListQuery['order']): TicketSummary[] {
  const key = (line: TicketSummary) => (order === 'due' ? (line.dueAt ?? '9') : line.updatedAt)
  const direction = order === 'due' ? 1 : -1
  return [...lines].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * direction)
}
