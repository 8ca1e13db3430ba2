/** What waits on this device, by the ticket that it changes: what is on its way by itself, and what needs somebody. */
import type { OutboxItem, TicketGateway } from '@chuishao/core/service'

export interface Waits {
  items: OutboxItem[]
  toSend: number
  needsYou: number
  /** The ticket itself has not arrived yet: nobody but this person knows of it. */
  unsent: boolean
}

/** Whether it may have arrived without this device knowing: one that was refused has not. */
export const mayBeThere = ({ attempted, problem }: OutboxItem): boolean =>
  attempted && (!problem || problem.kind === 'failed')

/** Whether a correction of it goes nowhere where the first one has arrived. */
export const correctsInVain = (item: OutboxItem, { capabilities }: TicketGateway): boolean =>
  capabilities.replays !== false && item.attempted && !item.problem

export const itemsOf = async ({ outbox }: TicketGateway, ticketId: string): Promise<OutboxItem[]> =>
  ((await outbox?.read())?.items ?? []).filter((item) => item.ticketId === ticketId)

/** Of one ticket; undefined where nothing waits for it. */
export const waitsOn = async (gateway: TicketGateway, ticketId: string): Promise<Waits | undefined> => {
  const items = await itemsOf(gateway, ticketId).catch(() => [])
  return items.length > 0 ? waitsOf(items) : undefined
}

/** Of all tickets for which anything waits. */
export async function waitsByTicket({ outbox }: TicketGateway): Promise<ReadonlyMap<string, Waits>> {
  const byTicket = new Map<string, OutboxItem[]>()
  for (const item of (await outbox?.read().catch(() => undefined))?.items ?? [])
    byTicket.set(item.ticketId, [...(byTicket.get(item.ticketId) ?? []), item])
  return new Map([...byTicket].map(([ticketId, items]) => [ticketId, waitsOf(items)]))
}

function waitsOf(items: OutboxItem[]): Waits {
  const needsYou = items.filter(({ state }) => state === 'needsYou').length
  return { items, needsYou, toSend: items.length - needsYou, unsent: items[0]?.ifVersion === 0 }
}
