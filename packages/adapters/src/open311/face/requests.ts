/** Tickets as GeoReport requests: what anybody may read, and nothing of persons. */
import { GatewayError, summarize, type TicketGateway, type TicketSummary } from '@chuishao/core/service'
import { toWgs84, type Point } from '@chuishao/core/insight/common-issues'
import type { CityData } from '@chuishao/core/lifecycle'
import type { Ticket } from '@chuishao/core/ticket'
import { FaceError, type Row } from './answer.ts'
import { publicStates, statusesBehind } from './states.ts'

/** Beyond state, service and times nothing is published unless the city says so: a text or a place may tell of a person. */
export type Published = 'description' | 'place'

const dayMs = 86_400_000
/** Both figures: https://wiki.open311.org/GeoReport_v2, GET Service Requests. */
const longestSpanMs = 90 * dayMs
const mostRows = 1000

export interface Reading {
  reader: TicketGateway
  publishes: readonly Published[]
  nowMs: () => number
}

/** A list line, and what only the ticket itself tells. Its texts are masked, whoever reads. */
type Shown = TicketSummary & { position?: Point }

/** The requests that the query asks for; throws a FaceError where it asks for what the standard does not have. */
export async function requestsFor(query: URLSearchParams, reading: Reading): Promise<Row[]> {
  const city = await reading.reader.city()
  const ids = listed(query, 'service_request_id')
  if (ids.length > 0) {
    const rows: Row[] = []
    // One after the other: anybody may ask for a thousand.
    for (const id of ids.slice(0, mostRows)) {
      const row = await requestOf(id, reading, city)
      if (row) rows.push(row)
    }
    return rows
  }
  const codes = listed(query, 'service_code')
  const wanted = listed(query, 'status')
  const unknown = wanted.find((it) => it !== 'open' && it !== 'closed')
  if (unknown !== undefined) throw new FaceError(400, `status must be open or closed, not ${unknown}`)
  const { start, end } = spanOf(query, reading.nowMs())

  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await reading.reader.query({
      statuses: statusesBehind(wanted),
      order: 'updated',
      limit: 200,
      ...(codes.length === 1 && { matterCode: codes[0] ?? '' }),
      ...(cursor !== undefined && { cursor }),
    })
    for (const line of page.items) {
      // Sorted by the latest change, which is never before the report.
      if (Date.parse(line.updatedAt) < start || rows.length === mostRows) return rows
      const raised = Date.parse(line.createdAt)
      if (raised < start || raised > end) continue
      if (codes.length > 0 && !codes.includes(line.matterCode ?? '')) continue
      const row = rowOf(line, city, reading.publishes)
      if (row) rows.push(row)
    }
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return rows
}

/** Undefined where there is no such request, or it is not published. */
export async function requestOf(id: string, reading: Reading, city?: CityData): Promise<Row | undefined> {
  const view = await reading.reader.get(id).catch(absent)
  return view && rowOf(shownOf(view.ticket), city ?? (await reading.reader.city()), reading.publishes)
}

/** An id that cannot be one is none; a backend that does not answer stays a failure. */
const absent = (error: unknown): undefined => {
  if (error instanceof GatewayError && error.code === 'notFound') return undefined
  throw error
}

const shownOf = (ticket: Ticket): Shown => {
  const { crs, lat, lng } = ticket.draft.location ?? {}
  const isPoint = crs !== undefined && lat !== undefined && lng !== undefined
  return { ...summarize(ticket), ...(isPoint && { position: toWgs84({ crs, lat, lng }) }) }
}

function rowOf(shown: Shown, { matters, units }: CityData, publishes: readonly Published[]): Row | undefined {
  const state = publicStates[shown.status]
  if (state === undefined) return undefined
  const place = publishes.includes('place')
  return {
    service_request_id: shown.ticketId,
    status: state.status,
    status_notes: `${state.notes.zh} / ${state.notes.en}`,
    service_name: matters.find(({ code }) => code === shown.matterCode)?.name ?? '',
    service_code: shown.matterCode ?? '',
    description: publishes.includes('description') ? shown.excerpt : '',
    agency_responsible: units.find(({ id }) => id === shown.leadUnitId)?.name ?? '',
    service_notice: '',
    requested_datetime: shown.createdAt,
    updated_datetime: shown.updatedAt,
    expected_datetime: shown.dueAt ?? '',
    address: place ? (shown.address ?? '') : '',
    address_id: '',
    zipcode: '',
    lat: place ? (shown.position?.lat ?? '') : '',
    long: place ? (shown.position?.lng ?? '') : '',
    media_url: '',
  }
}

const listed = (query: URLSearchParams, name: string): string[] =>
  (query.get(name) ?? '').split(',').filter(Boolean)

function spanOf(query: URLSearchParams, nowMs: number): { start: number; end: number } {
  const moment = (name: string) => {
    const text = query.get(name)
    if (!text) return undefined
    const ms = Date.parse(text)
    if (Number.isNaN(ms))
      throw new FaceError(400, `${name} must be a moment in W3C format, e.g. 2026-01-01T00:00:00Z`)
    return ms
  }
  const [from, to] = [moment('start_date'), moment('end_date')]
  const end = to ?? (from === undefined ? nowMs : Math.min(nowMs, from + longestSpanMs))
  const start = from ?? end - longestSpanMs
  if (end - start > longestSpanMs)
    throw new FaceError(400, 'start_date and end_date lie more than 90 days apart')
  return { start, end }
}
