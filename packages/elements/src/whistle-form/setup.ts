/** What the backend says before the form can be filled in, and what of it is taken up again. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { Freshness, OutboxItem, TicketGateway, TicketView } from '@chuishao/core/service'
import type { Actor, Draft } from '@chuishao/core/ticket'
import type { Target } from './sender.ts'

export interface Setup {
  actor: Actor
  city: CityData
  /** The draft that is taken up again. */
  view: (TicketView & Freshness) | undefined
  /** What waits on this device and is taken up again. */
  item: OutboxItem | undefined
}

type TakenUp = Pick<Setup, 'view' | 'item'>

export async function loadSetup(
  gateway: TicketGateway,
  wanted: { waitingId: string | undefined; ticketId: string | undefined },
): Promise<Setup> {
  const { waitingId } = wanted
  const items = waitingId ? (await gateway.outbox?.read())?.items : undefined
  const item = items?.find(({ commandId }) => commandId === waitingId)
  const ticketId = item ? draftIn(item) === undefined && item.ticketId : wanted.ticketId
  const asked = ticketId ? gateway.get(ticketId) : undefined
  const [actor, city, view] = await Promise.all([gateway.whoAmI(), gateway.city(), asked])
  return { actor, city, view, item }
}

/** What the form sends to; undefined for a new ticket. */
export const targetOf = ({ view, item }: TakenUp): Target | undefined =>
  item
    ? { ticketId: item.ticketId, version: item.ifVersion, replaces: item.commandId }
    : view && { ticketId: view.ticket.id, version: view.ticket.version }

/** What stands in the form at first. */
export const begunDraft = ({ view, item }: TakenUp): Draft =>
  (item && draftIn(item)) ?? view?.ticket.draft ?? {}

const draftIn = ({ command }: OutboxItem): Draft | undefined =>
  'draft' in command ? command.draft : undefined
