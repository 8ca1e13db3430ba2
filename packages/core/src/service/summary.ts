/** The list line of a ticket, derived from its state. */
import { hidePersonal } from '../privacy/find-personal.ts'
import type { Ticket } from '../ticket/index.ts'
import type { TicketSummary } from './store.ts'

export function summarize(ticket: Ticket): TicketSummary {
  const { draft, matter } = ticket
  const dueAt = nextDue(ticket)
  const photo = draft.attachments?.[0]
  const matterCode = matter?.code ?? draft.matterCode
  return {
    ticketId: ticket.id,
    version: ticket.version,
    status: ticket.status,
    ...(matterCode !== undefined && { matterCode }),
    ...(matter && { matterName: matter.name, category: matter.category }),
    excerpt: excerptOf(ticket),
    ...(draft.location?.address !== undefined && { address: withoutPersons(draft.location.address, ticket) }),
    ...(ticket.communityId !== undefined && { communityId: ticket.communityId }),
    ...(ticket.leadUnitId !== undefined && { leadUnitId: ticket.leadUnitId }),
    assistUnitIds: [...new Set(ticket.assists.map((it) => it.unitId))],
    partyUnitIds: partiesOf(ticket),
    ...(ticket.createdBy !== undefined && { createdBy: ticket.createdBy }),
    ...(draft.citizenId !== undefined && { citizenId: draft.citizenId }),
    warning: ticket.warning,
    supervised: ticket.supervised,
    ...(ticket.supervisionLevel !== undefined && { supervisionLevel: ticket.supervisionLevel }),
    suspended: ticket.suspension !== undefined,
    designated: ticket.designated,
    ...(dueAt !== undefined && { dueAt }),
    createdAt: ticket.createdAt ?? '',
    updatedAt: ticket.updatedAt ?? '',
    ...(photo && { photo }),
  }
}

/** Every unit that has or had a part in a ticket, the community first. */
export const partiesOf = (ticket: Ticket): string[] => {
  const ids = [ticket.communityId, ticket.leadUnitId, ...ticket.formerLeadUnitIds]
  return [...new Set([...ids, ...ticket.assists.map((it) => it.unitId)].filter((id) => id !== undefined))]
}

/** Without personal data for everybody: lists are searched, and a search must not find a telephone number. */
const excerptOf = (ticket: Ticket): string =>
  [...withoutPersons(ticket.draft.description ?? '', ticket)].slice(0, 120).join('')

const withoutPersons = (text: string, { draft }: Ticket): string =>
  hidePersonal(text, { names: [draft.contact?.name] })

/** The soonest running clock that a person has to meet; warnings and what follows a missed one are not deadlines. */
function nextDue({ clocks }: Ticket): string | undefined {
  return Object.values(clocks)
    .filter(
      (clock) =>
        clock.pausedAt === undefined && !clock.kind.endsWith('Warning') && clock.kind !== 'supervision',
    )
    .map((clock) => clock.dueAt)
    .sort()[0]
}
