/** Requests of the server as tickets: one by one, and in lists that are narrowed, sorted and paged here. */
import type { CityData } from '@chuishao/core/lifecycle'
import {
  summarize,
  type ListQuery,
  type Page,
  type TicketSummary,
  matches,
  orderKey,
} from '@chuishao/core/service'
import type { AttachmentRef, Draft, Ticket, Unit } from '@chuishao/core/ticket'
import { pageLimit } from '../../store/cursor.ts'
import { listPosition } from '../../store/list-order.ts'
import { listPage } from '../../store/list-page.ts'
import { NotGeoReport } from '../protocol/read-body.ts'
import { readRequests, type ServiceRequest } from '../protocol/records.ts'
import type { Connection } from './connection.ts'
import { failureFrom, isNotFound, notGeoReport } from './failures.ts'
import { listRequests, type ListingOptions } from './list-requests.ts'
import type { PhotoBook } from './photos.ts'
import type { RequestIds, RequestName } from './request-ids.ts'
import { agencyUnit, requestTicket, type TicketMaking } from './request-ticket.ts'

export interface LoadedRequest {
  ticket: Ticket
  /** Undefined where the server does not show it (yet): `ticket` is what was sent. */
  request?: ServiceRequest
  /** The agency that the server names, where it is none of the city's known units. */
  agency?: Unit
}

export interface Requests {
  load: (ticketId: string) => Promise<LoadedRequest | undefined>
  list: (query: ListQuery) => Promise<Page<TicketSummary>>
  /** Notes what this page sent: servers take their time to show it, and none tells what came with it. */
  sent: (clientId: string, draft: Draft, ticket: Ticket) => void
  /** The ticket that was sent under an id of the client's own, or is known by this one; undefined for others. */
  sentAs: (ticketId: string) => Promise<LoadedRequest | undefined>
}

export interface RequestsOptions {
  connection: Connection
  city: () => Promise<{ data: CityData; serviceCode: (matterCode: string) => string | undefined }>
  ids: RequestIds
  photos: PhotoBook
  listing: ListingOptions
  zone: string
  nowMs: () => number
}

export function open311Requests(options: RequestsOptions): Requests {
  const { connection, city, ids, photos, listing, zone, nowMs } = options
  const own = new Map<string, { attachments: AttachmentRef[]; ticket: Ticket }>()
  /** The server's own id of a ticket, by the id that the client made. */
  const begun = new Map<string, string>()
  let last: { key: string; lines: TicketSummary[] } | undefined

  const loadedFrom = (request: ServiceRequest, ticketId: string, data: CityData): LoadedRequest => {
    const attachments = own.get(ticketId)?.attachments ?? []
    const [first] = attachments
    if (first !== undefined && request.media_url !== undefined) photos.is(request.media_url, first)
    const made = ticketFrom(request, {
      ticketId,
      matter: (code) => data.matters.find((it) => it.code === code),
      units: data.units,
      photoAt: photos.refOf,
      zone,
      now: new Date(nowMs()).toISOString(),
    })
    const ticket = attachments.length > 0 ? { ...made, draft: { ...made.draft, attachments } } : made
    const agency = agencyUnit(request.agency_responsible, data.units)
    return { ticket, request, ...(agency && !data.units.includes(agency) && { agency }) }
  }

  /** Undefined where the token is unknown, or the request is not made yet. */
  const idOfToken = async (token: string): Promise<string | undefined> => {
    const answer = await connection.ask(`tokens/${encodeURIComponent(token)}`, {}, readRequests)
    if (answer.ok) return answer.value.find((it) => it.service_request_id !== undefined)?.service_request_id
    if (isNotFound(answer.refusal)) return undefined
    throw failureFrom(answer.refusal)
  }

  const requestNamed = async (name: RequestName): Promise<ServiceRequest | undefined> => {
    const id = 'id' in name ? name.id : await idOfToken(name.token)
    if (id === undefined) return undefined
    const answer = await connection.ask(`requests/${encodeURIComponent(id)}`, {}, readRequests)
    // A server that does not know the address of one request answers with all of them.
    if (answer.ok) return answer.value.find((it) => it.service_request_id === id)
    if (isNotFound(answer.refusal)) return undefined
    throw failureFrom(answer.refusal)
  }

  const load: Requests['load'] = async (clientId) => {
    const ticketId = begun.get(clientId) ?? clientId
    const name = ids.requestOf(ticketId)
    const mine = own.get(ticketId)
    if (name === undefined || (mine !== undefined && begun.get(ticketId) === ticketId))
      return mine && { ticket: mine.ticket }
    const request = await requestNamed(name)
    if (request === undefined) return mine && { ticket: mine.ticket }
    return loadedFrom(request, ticketId, (await city()).data)
  }

  /** What the server can narrow by; the rest is done here. Undefined where nothing it has can be meant. */
  const asked = async ({ statuses, matterCode }: ListQuery): Promise<Record<string, string> | undefined> => {
    const [open, closed] = [statuses?.includes('whistled') ?? true, statuses?.includes('closed') ?? true]
    if (!open && !closed) return undefined
    const code = matterCode === undefined ? undefined : (await city()).serviceCode(matterCode)
    if (matterCode !== undefined && code === undefined) return undefined
    return {
      ...(open !== closed && { status: open ? 'open' : 'closed' }),
      ...(code !== undefined && { service_code: code }),
    }
  }

  const linesOf = async (query: ListQuery): Promise<TicketSummary[]> => {
    const narrowed = await asked(query)
    if (narrowed === undefined) return []
    const requests = await listRequests(connection, narrowed, listing, nowMs())
    const { data } = await city()
    return requests.map((request) => {
      const ticketId = ids.ticketIdOf({ id: request.service_request_id ?? '' })
      const { ticket, agency } = loadedFrom(request, ticketId, data)
      const { leadUnitId, ...line } = summarize(ticket)
      // No units come with a list: an agency that the city does not know would stand there as a bare id.
      return { ...line, ...(leadUnitId !== undefined && !agency && { leadUnitId }) }
    })
  }

  return {
    load,
    sent(clientId, { attachments = [] }, ticket) {
      own.set(ticket.id, { attachments, ticket })
      begun.set(clientId, ticket.id)
    },
    sentAs: async (ticketId) => (begun.has(ticketId) || own.has(ticketId) ? load(ticketId) : undefined),

    async list(query) {
      const { order = 'updated', cursor, limit, ...narrowing } = query
      const key = JSON.stringify([narrowing, order])
      // The pages of one list are of one moment.
      if (cursor === undefined || last?.key !== key) last = { key, lines: await linesOf(narrowing) }
      const later = order === 'due' ? 1 : -1
      const start = listPosition(order, cursor)
      const lines = last.lines
        .filter((line) => matches(line, narrowing))
        .map((line) => ({ line, at: `${orderKey(line, order)} ${line.ticketId}` }))
        .sort((a, b) => (a.at < b.at ? -later : later))
        .filter(({ at }) => start === undefined || at < `${start.key} ${start.ticketId}` === later < 0)
        .filter(({ at }) => start === undefined || at !== `${start.key} ${start.ticketId}`)
      const most = pageLimit(limit)
      return listPage(
        lines.slice(0, most + 1).map(({ line }) => line),
        most,
        order,
      )
    },
  }
}

function ticketFrom(request: ServiceRequest, making: TicketMaking): Ticket {
  try {
    return requestTicket(request, making)
  } catch (error) {
    throw error instanceof NotGeoReport
      ? notGeoReport(`requests/${request.service_request_id}`, error)
      : error
  }
}
