/** The portal's tickets: one by its id, and lists page by page. */
import type { City } from '@chuishao/core/lifecycle'
import {
  summarize,
  type ListQuery,
  type Page,
  type TicketSummary,
  type Unread,
  matches,
} from '@chuishao/core/service'
import type { CommandType, Ticket } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { decodeCursor, encodeCursor, pageLimit } from '../store/cursor.ts'
import { valueAt } from './at-path.ts'
import { capabilitiesOf } from './capabilities.ts'
import { listOf, partOf } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { isUuid, nativeIdOf, ticketIdOf } from '../foreign/native-id.ts'
import { partsReader } from './listed-parts.ts'
import { ticketFields } from './our-fields.ts'
import type { OwnPlane } from './own-plane.ts'
import type { PortalConnection } from './portal-connection.ts'
import { failureFrom, understand, unfitAnswer, UnfitAnswer } from './portal-failure.ts'
import type { KnownPhotos } from './portal-photos.ts'
import type { Pair } from './projection.ts'
import { fieldReader, rowsIn } from './read-fields.ts'
import { fillRequest } from './request-line.ts'
import { ticketOf, UnfitRecord, type TicketValues } from './ticket-of.ts'
import { partNamed, writtenAs } from './variables.ts'

export interface LoadedTicket {
  ticket: Ticket
  /** What the portal's record says, as it was read; nothing of a ticket that is only begun. */
  values: TicketValues
  /** What the portal itself says that this person may send; absent where it does not say. */
  allowed?: CommandType[]
}

export interface PortalTickets {
  /** The portal's id of a ticket; undefined where no ticket of the portal has this one. */
  nativeId: (ticketId: string) => string | undefined
  /** Notes under which id the portal keeps a ticket that this client began. */
  began: (ticketId: string, nativeId: string) => void
  /** Undefined where there is none, or none that this person may see. */
  load: (ticketId: string) => Promise<LoadedTicket | undefined>
  /** The portal's answer about a ticket as one page of a list. */
  list: (query: ListQuery) => Promise<Page<TicketSummary> & Unread>
}

/** Number of the page, or its first row, or the portal's own mark; and how many rows a page has. */
const Cursor = z.tuple([z.union([z.int(), z.string()]), z.int()])

export function portalTickets(
  description: PortalDescription,
  connection: PortalConnection,
  city: () => Promise<City>,
  photos: KnownPhotos,
  plane: OwnPlane | undefined,
  /** Of a list: the others are shown. */
  tellUnread: (row: unknown, fault: UnfitAnswer) => void,
): PortalTickets {
  const { ticket: described, list } = description
  const begun = new Map<string, string>()
  const filters = capabilitiesOf(description).filters ?? []
  const readRecord = fieldReader(described.fields, ticketFields, description, photos)
  const readRow = fieldReader({ ...described.fields, ...list.fields }, ticketFields, description, photos)

  const readParts = partsReader(description, photos)

  const nativeId = (ticketId: string) =>
    begun.get(ticketId) ??
    nativeIdOf(ticketId) ??
    (described.uuids && isUuid(ticketId) ? ticketId : undefined)

  const whole = (
    record: unknown,
    values: TicketValues,
    point: Pair | undefined,
    known: City,
    url: string,
  ): LoadedTicket => {
    const parts = readParts(record, url)
    try {
      const ticket = ticketOf(values, parts, point, known, photos, described)
      return { ticket, values, ...(values.allowed && { allowed: values.allowed }) }
    } catch (error) {
      if (error instanceof UnfitRecord) throw unfitAnswer(description, url, error.field, error.message, error)
      throw error
    }
  }

  const written = (query: ListQuery) => (name: string) => {
    if (name === 'statuses') return nativeStates(query.statuses, description)
    const [base, number] = partNamed(name)
    const value = writtenAs(base, valueAt(query, base), description, photos)
    return number === undefined || value === undefined ? value : partOf(String(value), number)
  }

  return {
    nativeId,
    began: (ticketId, native) => {
      const known = described.uuids === true && isUuid(native) ? native : ticketIdOf(native)
      if (known !== ticketId) begun.set(ticketId, native)
    },

    async load(ticketId) {
      const id = nativeId(ticketId)
      if (id === undefined) return undefined
      const request = fillRequest(described, (name) => (name === 'id' ? id : undefined))
      const answer = await connection.ask(request)
      if (!answer.ok) {
        if (understand(answer.refusal, description).means === 'notFound') return undefined
        throw failureFrom(answer.refusal, description)
      }
      const record = valueAt(answer.json, described.record)
      // As many portals say of what they do not have.
      if (record === undefined || record === null) return undefined
      const values = readRecord(record, answer.url)
      return whole(record, values, await inDegrees(pointOf(values), plane), await city(), answer.url)
    },

    async list(query) {
      const { firstPage = 1, maxRows = 200 } = list
      const [place, limit] =
        query.cursor === undefined
          ? [firstPage, Math.min(pageLimit(query.limit), maxRows)]
          : decodeCursor(Cursor, query.cursor)
      const lookup = written(query)
      const page = typeof place === 'number' ? place : undefined
      const request = fillRequest(list, (name) => {
        if (name === 'limit') return limit
        if (name === 'page') return page
        if (name === 'offset') return page === undefined ? undefined : (page - firstPage) * limit
        if (name === 'cursor') return page === undefined ? place : undefined
        return lookup(name)
      })
      const answer = await connection.read(request)
      const rows = rowsIn(answer, list.rows, description)
      const known = await city()
      const read = (row: unknown): TicketSummary => {
        const values = readRow(row, answer.url)
        // A summary has no point: nothing is asked of a city's own plane for it.
        const point = plane === undefined ? pointOf(values) : undefined
        return summarize(whole(row, values, point, known, answer.url).ticket)
      }
      const faults: UnfitAnswer[] = []
      const items = rows.flatMap((row) => {
        try {
          return read(row)
        } catch (error) {
          if (!(error instanceof UnfitAnswer)) throw error
          faults.push(error)
          tellUnread(row, error)
          return []
        }
      })
      // Where none of them can be read the description is wrong: "no tickets" would be a lie.
      const [fault] = faults
      if (fault !== undefined && items.length === 0 && query.cursor === undefined) throw fault
      const next = nextPlace(answer.json, rows.length, page, limit, description)
      return {
        items: items.filter((it) => matches(it, unasked(query, filters))),
        ...(faults.length > 0 && { unread: faults.length }),
        ...(next !== undefined && { nextCursor: encodeCursor([next, limit]) }),
      }
    },
  }
}

const pointOf = ({ lng, lat }: TicketValues): Pair | undefined =>
  lng === undefined || lat === undefined ? undefined : [lng, lat]

async function inDegrees(point: Pair | undefined, plane: OwnPlane | undefined): Promise<Pair | undefined> {
  if (point === undefined || plane === undefined) return point
  const [converted] = await plane.fromPlane([point])
  return converted
}

/** All names of all the states, because one of ours may be several of theirs. */
function nativeStates(asked: ListQuery['statuses'], { states }: PortalDescription): unknown {
  if (asked === undefined) return undefined
  const { codes, writtenAs: instead = {} } = states
  const named = asked.flatMap((status) => listOf(codes[status] ?? codes[instead[status] ?? ''] ?? []))
  return [...new Set(named)]
}

/** What the portal was not asked for, or cannot tell apart, is left out here: a page may then be short, never wrong. */
const unasked = (query: ListQuery, filters: readonly string[]): ListQuery => {
  const { order: _order, limit: _limit, cursor: _cursor, ...narrowing } = query
  const entries = Object.entries(narrowing).filter(([name]) => name === 'statuses' || !filters.includes(name))
  return Object.fromEntries(entries)
}

/** Undefined on the last page. */
function nextPlace(
  json: unknown,
  count: number,
  page: number | undefined,
  limit: number,
  { list }: PortalDescription,
): number | string | undefined {
  if (list.next !== undefined) {
    const mark = valueAt(json, list.next)
    return (typeof mark === 'string' && mark !== '') || typeof mark === 'number' ? String(mark) : undefined
  }
  const { firstPage = 1, paged } = list
  if (page === undefined || paged === false) return undefined
  const total = Number(valueAt(json, list.total) ?? Number.NaN)
  const seen = (page - firstPage) * limit + count
  const isLast =
    count === 0 || (list.total === undefined || Number.isNaN(total) ? count < limit : seen >= total)
  return isLast ? undefined : page + 1
}
