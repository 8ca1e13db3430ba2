/** What the screens read, with and without a network: always with what waits on this device in it. */
import { indexCity } from '@chuishao/core/matters'
import type { City, CityData } from '@chuishao/core/lifecycle'
import { previewOf, summarize, viewOf, type Outbox, type TicketGateway } from '@chuishao/core/service'
import type { Freshness, ListQuery, Page, TicketSummary } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import type { WorkingCalendar } from '@chuishao/core/time'
import { matches } from '../memory/matches.ts'
import { readOrKept, type KeepingOptions } from './fresh-or-kept.ts'
import { overlay } from './overlay.ts'
import type { StoredCommand } from './rows.ts'
import { isUnreachable } from './unreachable.ts'

export interface ReadsOptions extends KeepingOptions {
  inner: TicketGateway
  /** Counts the limits of what waits. */
  calendar: WorkingCalendar
}

type Reads = Pick<TicketGateway, 'city' | 'get' | 'history' | 'preview' | 'query'> & {
  /** The ticket as it will probably be, from what is kept here alone. */
  expected(ticketId: string): Promise<Ticket | undefined>
  viewOf: Outbox['viewOf']
}

export function offlineReads(options: ReadsOptions): Reads {
  const { inner, storage, surroundings, who, calendar } = options
  const { now } = surroundings
  const read = readOrKept(options)

  /** To index it takes longer than everything else that a screen asks for. */
  let rules: City | undefined

  async function city(): Promise<CityData> {
    const got = await read({ kind: 'city', key: '', read: () => inner.city(), toKeep: (data) => data })
    rules = undefined
    return 'fresh' in got ? got.fresh : got.kept
  }

  /** Who is here and by which rules, from the device where that is possible: an overlay must not wait for a network. */
  async function here() {
    const actor = await who.known()
    if (!rules) {
      const kept = await storage.kept(actor.personId, 'city', '').catch(() => undefined)
      rules = indexCity(kept ? (kept.value as CityData) : await city(), calendar)
    }
    return { actor, city: rules }
  }

  async function waitingOn(ticketId?: string): Promise<StoredCommand[]> {
    const { personId } = await who.known()
    // Where the browser allows no database nothing waits either.
    const rows = await storage.commands(personId).catch(() => [])
    return ticketId === undefined ? rows : rows.filter((row) => row.ticketId === ticketId)
  }

  const keptTicket = async (ticketId: string): Promise<Ticket | undefined> => {
    const { personId } = await who.known()
    const ticket = (await storage.kept(personId, 'ticket', ticketId))?.value as Ticket | undefined
    return ticket && ticket.id !== ticketId ? ((await keptTicket(ticket.id)) ?? ticket) : ticket
  }

  /** Where the backend names tickets itself, a screen may know one by its tap still. */
  const nameOf = async (ticketId: string): Promise<string> =>
    inner.capabilities.clientIds === false
      ? ((await keptTicket(ticketId).catch(() => undefined))?.id ?? ticketId)
      : ticketId

  async function expected(ticketId: string) {
    const [base, rows, { actor, city: rules }] = await Promise.all([
      keptTicket(ticketId),
      waitingOn(ticketId),
      here(),
    ])
    return overlay(base, rows, actor, rules)
  }

  const view: Outbox['viewOf'] = async (ticket) => {
    const { actor, city: rules } = await here()
    return viewOf(ticket, actor, now(), rules)
  }

  const get: TicketGateway['get'] = async (tapped, looking) => {
    const ticketId = await nameOf(tapped)
    const asked = read({
      kind: 'ticket',
      key: ticketId,
      read: () => inner.get(ticketId, looking),
      toKeep: (view) => view?.ticket,
    })
    const got = await asked.catch((error: unknown) => ({ error }))
    const rows = await waitingOn(ticketId)
    if ('fresh' in got && rows.length === 0) return got.fresh
    if ('error' in got && (rows.length === 0 || !isUnreachable(got.error))) throw got.error
    const base = 'fresh' in got ? got.fresh?.ticket : 'kept' in got ? got.kept : undefined
    const { actor, city: rules } = await here()
    const ticket = overlay(base, rows, actor, rules)
    return (
      ticket && {
        ...viewOf(ticket, actor, now(), rules),
        ...('asOf' in got && { asOf: got.asOf }),
        ...(rows.length > 0 && { waiting: { [ticketId]: rows.length } }),
      }
    )
  }

  const history: TicketGateway['history'] = async (tapped, looking) => {
    const ticketId = await nameOf(tapped)
    const got = await read({
      kind: 'history',
      key: ticketId,
      read: () => inner.history(ticketId, looking),
      toKeep: (events) => events,
    })
    return 'fresh' in got ? got.fresh : got.kept
  }

  async function query(asked: ListQuery): Promise<Page<TicketSummary> & Freshness> {
    const page = await pageOf(asked)
    return withWaiting(page, asked)
  }

  async function pageOf(asked: ListQuery): Promise<Page<TicketSummary> & Freshness> {
    try {
      const key = JSON.stringify(Object.entries(asked).sort())
      const got = await read({ kind: 'list', key, read: () => inner.query(asked), toKeep: (page) => page })
      // The cursor of a list from yesterday leads nowhere.
      return 'fresh' in got ? got.fresh : { items: got.kept.items, asOf: got.asOf }
    } catch (error) {
      const found = isUnreachable(error) ? await searchKept(asked).catch(() => undefined) : undefined
      if (found === undefined) throw error
      return found
    }
  }

  /** A list that was never asked for is made of those that were; undefined where there is nothing to show. */
  async function searchKept(asked: ListQuery): Promise<(Page<TicketSummary> & Freshness) | undefined> {
    const { personId } = await who.known()
    const lists = await storage.allKept(personId, 'list')
    const lines = new Map<string, TicketSummary>()
    for (const { value } of lists) {
      for (const line of (value as Page<TicketSummary>).items) lines.set(line.ticketId, line)
    }
    const [oldest] = lists
    if (!oldest) return (await waitingOn()).length > 0 ? { items: [], asOf: now() } : undefined
    const { cursor, limit = 50, order = 'updated', ...filter } = asked
    if (cursor !== undefined) return { items: [], asOf: oldest.asOf }
    const items = [...lines.values()].filter((line) => matches(line, { ...filter, tenantId: '' }))
    return { items: items.sort(orders[order]).slice(0, limit), asOf: oldest.asOf }
  }

  async function withWaiting(page: Page<TicketSummary> & Freshness, asked: ListQuery) {
    const rows = await waitingOn()
    if (rows.length === 0) return page
    const { actor, city: rules } = await here()
    const byTicket = new Map<string, StoredCommand[]>()
    for (const row of rows) byTicket.set(row.ticketId, [...(byTicket.get(row.ticketId) ?? []), row])
    const expectedLine = async (ticketId: string, waiting: StoredCommand[]) => {
      const base = waiting[0]?.ifVersion === 0 ? undefined : await keptTicket(ticketId)
      const ticket = overlay(base, waiting, actor, rules)
      return ticket && summarize(ticket)
    }
    const shown = new Set(page.items.map(({ ticketId }) => ticketId))
    const items = await Promise.all(
      page.items.map(async (line) => {
        const waiting = byTicket.get(line.ticketId)
        return (waiting && (await expectedLine(line.ticketId, waiting))) ?? line
      }),
    )
    const begun: TicketSummary[] = []
    const { limit = 50 } = asked
    for (const [ticketId, waiting] of asked.cursor === undefined ? [...byTicket].reverse() : []) {
      if (begun.length === limit) break
      if (shown.has(ticketId) || waiting[0]?.ifVersion !== 0) continue
      const line = await expectedLine(ticketId, waiting)
      if (line && matches(line, { ...asked, tenantId: '' })) begun.push(line)
    }
    return {
      ...page,
      items: [...begun, ...items],
      waiting: Object.fromEntries([...byTicket].map(([ticketId, { length }]) => [ticketId, length])),
    }
  }

  const preview: TicketGateway['preview'] = async (matterCode, communityId) => {
    try {
      return await inner.preview(matterCode, communityId)
    } catch (error) {
      const local = isUnreachable(error)
        ? await here().then(({ city: rules }) => previewOf(rules, matterCode, communityId, now()))
        : undefined
      if (local === undefined) throw error
      return local
    }
  }

  return { city, get, history, query, preview, expected, viewOf: view }
}

/** As the backend sorts: latest change first; or soonest date first, without one last. */
const orders = {
  updated: (a: TicketSummary, b: TicketSummary) => compare(b.updatedAt, a.updatedAt),
  due: (a: TicketSummary, b: TicketSummary) => compare(a.dueAt ?? '9', b.dueAt ?? '9'),
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
