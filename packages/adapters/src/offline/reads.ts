/** What the screens read, with and without a network: always with what waits on this device in it. */
import { indexCity } from '@chuishao/core/matters'
import type { City, CityData } from '@chuishao/core/lifecycle'
import {
  previewOf,
  summarize,
  viewOf,
  type Outbox,
  type TicketGateway,
  type ListQuery,
  type Page,
  type TicketSummary,
  type TicketView,
  matches,
  inOrder,
} from '@chuishao/core/service'
import type { Actor, Ticket } from '@chuishao/core/ticket'
import type { WorkingCalendar } from '@chuishao/core/time'
import type { Device } from './device.ts'
import { overlay } from './overlay.ts'
import { patiently } from './patiently.ts'
import { byTicket, type Kept, type KeptKind, type StoredCommand } from './rows.ts'

type Reads = Pick<TicketGateway, 'city' | 'get' | 'history' | 'preview' | 'query'> & {
  /** The ticket as it will probably be, from what is kept here alone. */
  expected(ticketId: string): Promise<Ticket | undefined>
  viewOf: Outbox['viewOf']
}

/** An answer, and since when it lies here where it is not fresh. */
type Read<T> = Pick<Kept<T>, 'value'> & Partial<Kept<T>>
type Lines = Page<TicketSummary>

interface Here {
  actor: Actor
  city: City
}

/** @param calendar counts the limits of what waits */
export function offlineReads(device: Device, calendar: WorkingCalendar): Reads {
  const { inner, storage, surroundings, who } = device
  const { now } = surroundings

  /** To index it takes longer than everything else that a screen asks for. */
  let rules: City | undefined

  /**
   * Keeps the answer; throws what the backend throws where nothing is kept.
   * @param search finds something where this was never asked for
   */
  async function read<T>(
    kind: KeptKind,
    key: string,
    asking: Promise<T>,
    search?: (personId: string) => Promise<Read<T> | undefined>,
  ): Promise<Read<T>> {
    const asker = who.known()
    asker.catch(() => {})
    const keep = async (value: T) => {
      const { personId } = await asker
      // Whoever has signed out meanwhile leaves nothing, least of all to the next person.
      if (value && (await who.isStill(personId)))
        await storage.keep(personId, kind, key, { value, asOf: now() })
    }
    const answer = asking.then(async (value) => {
      // Where it cannot be kept, what was asked for is there all the same.
      await keep(value).catch(() => {})
      return { value }
    })
    return patiently<Read<T>>(device, answer, async () => {
      const { personId } = await asker
      // Written above with the same kind, by a page of the same protocol.
      const kept = (await storage.kept(personId, kind, key)) as Kept<T> | undefined
      return kept ?? search?.(personId)
    })
  }

  async function city(): Promise<CityData> {
    const { value } = await read('city', '', inner.city())
    rules = undefined
    return value
  }

  /** Who is here and by which rules, from the device where that is possible: an overlay must not wait for a network. */
  async function here(): Promise<Here> {
    const actor = await who.known()
    if (!rules) {
      const kept = await storage.kept(actor.personId, 'city', '').catch(() => undefined)
      rules = indexCity(kept ? (kept.value as CityData) : await city(), calendar)
    }
    return { actor, city: rules }
  }

  async function waiting(): Promise<Map<string, StoredCommand[]>> {
    const { personId } = await who.known()
    // Where the browser allows no database nothing waits either.
    return byTicket(await storage.commands(personId).catch(() => []))
  }

  const keptTicket = async (personId: string, ticketId: string): Promise<Ticket | undefined> => {
    const kept = await storage.kept(personId, 'ticket', ticketId)
    const ticket = (kept?.value as TicketView | undefined)?.ticket
    return ticket && ticket.id !== ticketId ? ((await keptTicket(personId, ticket.id)) ?? ticket) : ticket
  }

  /** Where the backend names tickets itself, a screen may know one by its tap still. */
  const nameOf = async (ticketId: string): Promise<string> => {
    if (inner.capabilities.clientIds !== false) return ticketId
    const named = who.known().then(({ personId }) => keptTicket(personId, ticketId))
    return (await named.catch(() => undefined))?.id ?? ticketId
  }

  async function withWaiting(ticketId: string, rows: StoredCommand[], { actor, city: by }: Here) {
    // What begins here is nowhere else yet.
    const base = rows[0]?.ifVersion === 0 ? undefined : await keptTicket(actor.personId, ticketId)
    return overlay(base, rows, actor, by)
  }

  const expected = async (ticketId: string) =>
    withWaiting(ticketId, (await waiting()).get(ticketId) ?? [], await here())

  const view: Outbox['viewOf'] = async (ticket) => {
    const { actor, city: rules } = await here()
    return viewOf(ticket, actor, now(), rules)
  }

  const get: TicketGateway['get'] = async (tapped, looking) => {
    const ticketId = await nameOf(tapped)
    const rowsOn = async () => (await waiting()).get(ticketId)
    // What begins here is nowhere else yet.
    const begun = async () => ((await rowsOn()) ? { value: undefined } : undefined)
    const { value, asOf } = await read('ticket', ticketId, inner.get(ticketId, looking), begun)
    const rows = await rowsOn()
    if (!rows && !asOf) return value
    const { actor, city: by } = await here()
    const ticket = overlay(value?.ticket, rows ?? [], actor, by)
    return (
      ticket && {
        ...(await view(ticket)),
        number: value?.number,
        asOf,
        waiting: rows && { [ticketId]: rows.length },
      }
    )
  }

  const history: TicketGateway['history'] = async (tapped, looking) => {
    const ticketId = await nameOf(tapped)
    return (await read('history', ticketId, inner.history(ticketId, looking))).value
  }

  const query: TicketGateway['query'] = async (asked) => {
    const { value, asOf } = await read('list', JSON.stringify(asked), inner.query(asked), (personId) =>
      searchKept(personId, asked),
    )
    // The cursor of a list from yesterday leads nowhere.
    const page = asOf ? { items: value.items, asOf } : value
    const queues = await waiting()
    if (!queues.size) return page
    const by = await here()
    const lineOf = async (ticketId: string) => {
      const rows = queues.get(ticketId)
      const ticket = rows && (await withWaiting(ticketId, rows, by))
      return ticket && summarize(ticket)
    }
    const items = await Promise.all(page.items.map(async (line) => (await lineOf(line.ticketId)) ?? line))
    const begun: TicketSummary[] = []
    for (const [ticketId, [first]] of asked.cursor ? [] : [...queues].reverse()) {
      if (begun.length === (asked.limit ?? 50)) break
      if (first?.ifVersion || page.items.some((line) => line.ticketId === ticketId)) continue
      const line = await lineOf(ticketId)
      if (line && matches(line, asked)) begun.push(line)
    }
    return {
      ...page,
      items: [...begun, ...items],
      waiting: Object.fromEntries([...queues].map(([ticketId, { length }]) => [ticketId, length])),
    }
  }

  /** A list that was never asked for is made of those that were; undefined where there is nothing to show. */
  async function searchKept(personId: string, asked: ListQuery): Promise<Kept<Lines> | undefined> {
    const lists = await storage.allKept(personId, 'list')
    if (!lists.length && !(await waiting()).size) return undefined
    const lines = new Map(
      lists.flatMap(({ value }) => (value as Lines).items).map((line) => [line.ticketId, line]),
    )
    const { cursor, limit = 50, order } = asked
    const found = [...lines.values()].filter((line) => !cursor && matches(line, asked))
    return { value: { items: inOrder(found, order).slice(0, limit) }, asOf: lists[0]?.asOf ?? now() }
  }

  const preview: TicketGateway['preview'] = (matterCode, communityId) =>
    patiently(device, inner.preview(matterCode, communityId), async () =>
      previewOf((await here()).city, matterCode, communityId, now()),
    )

  return { city, get, history, query, preview, expected, viewOf: view }
}
