/** Reads a ticket as the naive model keeps it, so that the two can be compared. */
import { isOpen } from '../../parties.ts'
import type { Ticket } from '../../../ticket/index.ts'
import type { Card, NaiveClock } from './card.ts'

const moment = (at: string | undefined) => (at === undefined ? 0 : Date.parse(at))

/** What the model keeps of a ticket; `granted` it counts for itself, a ticket has only the whole list. */
export function cardOf(ticket: Ticket): Omit<Card, 'granted'> {
  const { draft, communityId, leadUnitId, closing, returns, evaluations, reopenCount } = ticket
  const returnedBy = returns.at(-1)?.unitId
  const asked = ticket.extensions.find((it) => it.decision === undefined)?.by
  const clocks = Object.values(ticket.clocks).map(
    ({ kind, startedAt, limit, dueAt, pausedAt }): [string, NaiveClock] => [
      kind,
      {
        start: Date.parse(startedAt),
        ...(limit && { limit }),
        due: Date.parse(dueAt),
        ...(pausedAt !== undefined && { stoppedAt: Date.parse(pausedAt) }),
      },
    ],
  )
  return {
    status: ticket.status,
    version: ticket.version,
    ...(communityId !== undefined && { community: communityId }),
    ...(draft.matterCode !== undefined && { matter: draft.matterCode }),
    ...(draft.location && { place: draft.location.communityId }),
    photos: draft.attachments?.length ?? 0,
    ...(draft.citizenId !== undefined && { citizen: draft.citizenId }),
    ...(leadUnitId !== undefined && { lead: leadUnitId }),
    whistledAt: moment(ticket.whistledAt),
    dispatchedAt: moment(ticket.dispatchedAt),
    closedAt: moment(ticket.closedAt),
    ...(closing && { closing }),
    ...(returnedBy !== undefined && { returnedBy }),
    returns: returns.filter((it) => it.decision !== 'retracted').length,
    bound: returns.flatMap((it) => (it.decision === 'refused' ? [it.unitId] : [])),
    designated: ticket.designated,
    assists: ticket.assists.map((it) => ({
      unit: it.unitId,
      state: it.lapsed ? 'lapsed' : isOpen(it) ? 'open' : 'done',
    })),
    ...(asked && { asked }),
    suspended: ticket.suspension !== undefined,
    reworks: ticket.reworkCount,
    reopened: reopenCount,
    ratings: evaluations
      .filter((it) => it.round === reopenCount)
      .map(({ rater, appeal }) => ({
        rater,
        ...(appeal && { appeal: appeal.decision ? ('decided' as const) : ('pending' as const) }),
      })),
    silent: ticket.unrated,
    warning: ticket.warning,
    overdue: ticket.overdue,
    urges: ticket.urgeCount,
    supervised: ticket.supervised,
    clocks: Object.fromEntries(clocks),
  }
}
