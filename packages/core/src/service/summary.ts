/** The list line of a ticket, derived from its state. */
import type { Ticket } from '../ticket/index.ts'
import type { TicketSummary } from './store.ts'

export function summarize(ticket: Ticket): TicketSummary {
  const { draft, matter } = ticket
  const parties = [
    ticket.communityId,
    ticket.leadUnitId,
    ...ticket.formerLeadUnitIds,
    ...ticket.assists.map((it) => it.unitId),
  ].filter((id) => id !== undefined)
  const dueAt = nextDue(ticket)
  const photo = draft.attachments?.[0]
  const matterCode = matter?.code ?? draft.matterCode
  return {
    ticketId: ticket.id,
    version: ticket.version,
    status: ticket.status,
    ...(matterCode !== undefined && { matterCode }),
    ...(matter && { matterName: matter.name, category: matter.category }),
    excerpt: [...(draft.description ?? '')].slice(0, 120).join(''),
    ...(draft.location?.address !== undefined && { address: draft.location.address }),
    ...(ticket.communityId !== undefined && { communityId: ticket.communityId }),
    ...(ticket.leadUnitId !== undefined && { leadUnitId: ticket.leadUnitId }),
    assistUnitIds: [...new Set(ticket.assists.map((it) => it.unitId))],
    partyUnitIds: [...new Set(parties)],
    ...(ticket.createdBy !== undefined && { createdBy: ticket.createdBy }),
    ...(draft.citizenId !== undefined && { citizenId: draft.citizenId }),
    warning: ticket.warning,
    supervised: ticket.supervised,
    suspended: ticket.suspension !== undefined,
    designated: ticket.designated,
    ...(dueAt !== undefined && { dueAt }),
    createdAt: ticket.createdAt ?? '',
    updatedAt: ticket.updatedAt ?? '',
    ...(photo && { photo }),
  }
}

/** The soonest running clock that a person has to meet; warnings are not deadlines. */
function nextDue({ clocks }: Ticket): string | undefined {
  return Object.values(clocks)
    .filter((clock) => clock.pausedAt === undefined && !clock.kind.endsWith('Warning'))
    .map((clock) => clock.dueAt)
    .sort()[0]
}
