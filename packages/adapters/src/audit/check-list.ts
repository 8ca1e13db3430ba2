/** Lists and who may see a ticket come from columns beside the state: they must say what the state says. */
import { summarize } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import type { Break } from './break.ts'

/** What lists are filtered by. */
export interface ListColumns {
  status: string
  warning: string
  leadUnitId: string | null
  communityId: string | null
  createdBy: string | null
  citizenId: string | null
  partyUnitIds: string[]
}

export function checkList({
  tenantId,
  ticketId,
  state,
  columns,
}: {
  tenantId: string
  ticketId: string
  state: Ticket
  columns: ListColumns
}): Break[] {
  const line = summarize(state)
  const expected: ListColumns = {
    status: line.status,
    warning: line.warning,
    leadUnitId: line.leadUnitId ?? null,
    communityId: line.communityId ?? null,
    createdBy: line.createdBy ?? null,
    citizenId: line.citizenId ?? null,
    partyUnitIds: line.partyUnitIds.toSorted(),
  }
  const stored = { ...columns, partyUnitIds: columns.partyUnitIds.toSorted() }
  const wrong = names.filter((name) => String(stored[name]) !== String(expected[name]))
  if (wrong.length === 0) return []
  const found = `lists do not have what the ticket says: ${wrong.join(', ')}`
  return [{ rule: 'list', tenantId, ticketId, found }]
}

const names = [
  'status',
  'warning',
  'leadUnitId',
  'communityId',
  'createdBy',
  'citizenId',
  'partyUnitIds',
] as const satisfies (keyof ListColumns)[]
