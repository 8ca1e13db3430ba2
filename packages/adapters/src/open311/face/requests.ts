/** Tickets as GeoReport requests: what anybody may read, and nothing of persons. */
import { GatewayError, summarize, type TicketGateway, type TicketSummary } from '@chuishao/core/service'
import { toWgs84, type Point } from '@chuishao/core/insight/common-issues'
import type { CityData } from '@chuishao/core/lifecycle'
import { hidePersonal } from '@chuishao/core/privacy'
import { Code, type Ticket } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { FaceError, type Row } from './answer.ts'
import { mostRows, pageOf } from './page.ts'
import { mediaLine } from './report.ts'
import { spanOf, w3 } from './span.ts'
import { publicStates, statusesBehind } from './states.ts'

/** Beyond state, service and times nothing is published unless the city says so: a text or a place may tell of a person. */
export type Published = 'description' | 'place' | 'result'

/** So many tickets are read at once for one list. */
const readsAtOnce = 20
const mostRemembered = 10_000
/** Characters: those of whom a longer description is published are read again each time. */
const longestRemembered = 1000

export interface Reading {
  reader: TicketGateway
  publishes: readonly Published[]
  nowMs: () => number
  /** What only the ticket tells, by `id version`: lists are asked for again and again, and a version never changes. */
  details: Map<string, Details>
}

interface Details {
  position?: Point
  closedAt?: string
  /** Until when it is to be handled; `dueAt` of a line may be the limit for accepting it. */
  expectedAt?: string
  /** All of it: a line of a list has its beginning. */
  description?: string
  /** What was done, in the words of whoever did it. */
  result?: string
}

/** A list line with what only the ticket itself tells. Its texts are masked, whoever reads. */
type Shown = TicketSummary & Details

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
  const { skipped, taken } = pageOf(query)
  const lines = (await linesFor(query, reading, skipped + taken)).slice(skipped)
  const rows: Row[] = []
  for (let from = 0; from < lines.length; from += readsAtOnce) {
    const some = lines.slice(from, from + readsAtOnce)
    for (const line of await Promise.all(some.map((it) => detailed(it, reading)))) {
      const row = rowOf(line, city, reading.publishes)
      if (row) rows.push(row)
    }
  }
  return rows
}

/** At most so many, the latest change first. */
async function linesFor(
  query: URLSearchParams,
  { reader, nowMs }: Reading,
  most: number,
): Promise<TicketSummary[]> {
  const named = listed(query, 'service_code')
  // No store is asked for what can be no code.
  const codes = named.filter((code) => z.safeParse(Code, code).success)
  const wanted = listed(query, 'status')
  const unknown = wanted.find((it) => it !== 'open' && it !== 'closed')
  if (unknown !== undefined) throw new FaceError(400, `status must be open or closed, not ${unknown}`)
  const { start, end } = spanOf(query, nowMs())
  const [only, ...others] = codes
  if (named.length > 0 && only === undefined) return []

  const lines: TicketSummary[] = []
  let cursor: string | undefined
  do {
    const page = await reader.query({
      statuses: statusesBehind(wanted),
      order: 'updated',
      limit: 200,
      ...(only !== undefined && others.length === 0 && { matterCode: only }),
      ...(cursor !== undefined && { cursor }),
    })
    for (const line of page.items) {
      // Sorted by the latest change, which is never before the report.
      if (Date.parse(line.updatedAt) < start || lines.length === most) return lines
      // As it is told: whoever asks for what was raised until the moment that stands on a request gets that one, too.
      const raised = Date.parse(w3(line.createdAt))
      if (raised < start || raised > end) continue
      if (codes.length > 0 && !codes.includes(line.matterCode ?? '')) continue
      lines.push(line)
    }
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return lines
}

/** Undefined where there is no such request, or it is not published. */
export async function requestOf(id: string, reading: Reading, city?: CityData): Promise<Row | undefined> {
  const view = await reading.reader.get(id).catch(absent)
  if (view === undefined) return undefined
  const shown = { ...summarize(view.ticket), ...detailsOf(view.ticket, reading.publishes) }
  return rowOf(shown, city ?? (await reading.reader.city()), reading.publishes)
}

/** An id that cannot be one is none; a backend that does not answer stays a failure. */
const absent = (error: unknown): undefined => {
  if (error instanceof GatewayError && error.code === 'notFound') return undefined
  throw error
}

async function detailed(line: TicketSummary, { reader, details, publishes }: Reading): Promise<Shown> {
  const key = `${line.ticketId} ${line.version}`
  const known = details.get(key)
  if (known) return { ...line, ...known }
  const view = await reader.get(line.ticketId).catch(absent)
  const found = view ? detailsOf(view.ticket, publishes) : {}
  const isShort = (found.description?.length ?? 0) <= longestRemembered
  if (isShort && view?.ticket.version === line.version) details.set(key, found)
  for (const oldest of details.keys()) {
    if (details.size <= mostRemembered) break
    details.delete(oldest)
  }
  return { ...line, ...found }
}

const detailsOf = (
  { draft, closedAt, clocks, results }: Ticket,
  publishes: readonly Published[],
): Details => {
  const { description } = draft
  const names = [draft.contact?.name]
  const { crs, lat, lng } = draft.location ?? {}
  const isPoint = crs !== undefined && lat !== undefined && lng !== undefined
  return {
    ...(isPoint && { position: toWgs84({ crs, lat, lng }) }),
    ...(description !== undefined &&
      publishes.includes('description') && { description: hidePersonal(description, { names }) }),
    ...(closedAt !== undefined && { closedAt }),
    ...(clocks.handle && clocks.handle.pausedAt === undefined && { expectedAt: clocks.handle.dueAt }),
    ...(closedAt !== undefined &&
      results.length > 0 && {
        result: hidePersonal(results.at(-1)?.text ?? '', { names }),
      }),
  }
}

function rowOf(shown: Shown, { matters, units }: CityData, publishes: readonly Published[]): Row | undefined {
  const state = publicStates[shown.status]
  if (state === undefined) return undefined
  const place = publishes.includes('place')
  const result = state.status === 'closed' && publishes.includes('result') ? shownText(shown.result) : ''
  // The standard: of a closed request, the moment at which it was closed.
  const updated = (state.status === 'closed' && shown.closedAt) || shown.updatedAt
  return {
    service_request_id: shown.ticketId,
    status: state.status,
    status_notes: [`${state.notes.zh} / ${state.notes.en}`, result].filter(Boolean).join('\n'),
    service_name: matters.find(({ code }) => code === shown.matterCode)?.name ?? shown.matterName ?? null,
    service_code: shown.matterCode ?? null,
    description: (publishes.includes('description') && shownText(shown.description ?? shown.excerpt)) || null,
    agency_responsible: units.find(({ id }) => id === shown.leadUnitId)?.name ?? null,
    service_notice: null,
    requested_datetime: w3(shown.createdAt),
    updated_datetime: w3(updated),
    expected_datetime: state.status === 'open' && shown.expectedAt ? w3(shown.expectedAt) : null,
    address: (place && shown.address) || null,
    address_id: null,
    zipcode: null,
    lat: place ? (shown.position?.lat ?? null) : null,
    long: place ? (shown.position?.lng ?? null) : null,
    media_url: null,
  }
}

/** Without numbers that lead to somebody; photos are not published, and so are not the addresses at which some lie. */
const shownText = (text = '') =>
  hidePersonal(text.replace(mediaLine, '').trim()).replace(/https?:\/\/[!-~]*/g, '***')

/** Comma separated, or said several times. */
const listed = (query: URLSearchParams, name: string): string[] =>
  query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter(Boolean)
