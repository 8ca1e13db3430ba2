/**
 * All requests of a time, newest last window first. The standard has no pages: a server answers at most 90 days or 1,000
 * requests at once, so that older ones are asked for by date. Some servers have pages all the same.
 */
import type { ServiceRequest } from '../protocol/records.ts'
import { readRequests } from '../protocol/records.ts'
import type { Connection } from './connection.ts'

export interface ListingOptions {
  /** How far back lists go, in days; 90 by default, which is what a server answers by itself. */
  days?: number
  /** How many requests an answer has at most; 1000 by default, as the standard says. */
  mostRequests?: number
  /** Where a server has pages: its parameters for the number, from 1, and the size, e.g. `page` and `per_page`. */
  pages?: { number: string; size?: string }
}

/** No server of a city is asked more often than this for one list. */
const mostAnswers = 100
const dayMs = 86_400_000
/** The longest span that the standard allows. */
const spanMs = 90 * dayMs

/** @param query `status`, `service_code` */
export async function listRequests(
  connection: Connection,
  query: Record<string, string>,
  { days = 90, mostRequests = 1000, pages }: ListingOptions,
  nowMs: number,
): Promise<ServiceRequest[]> {
  const found = new Map<string, ServiceRequest>()
  let answers = 0
  const ask = async (more: Record<string, string>) => {
    answers += 1
    const requests = await connection.get('requests', { ...query, ...more }, readRequests)
    const before = found.size
    for (const request of requests)
      if (request.service_request_id !== undefined) found.set(request.service_request_id, request)
    return { requests, isNew: found.size > before }
  }

  const readPages = async (window: Record<string, string>, number: string, size: string | undefined) => {
    for (let page = 1; answers < mostAnswers; page += 1) {
      const paged = { [number]: String(page), ...(size !== undefined && { [size]: '100' }) }
      // Beyond its last page a server answers nothing, or the last one again.
      if (!(await ask({ ...window, ...paged })).isNew) return
    }
  }

  const readWindow = async (window: Record<string, string>) => {
    let end = window['end_date']
    while (answers < mostAnswers) {
      const { requests, isNew } = await ask({ ...window, ...(end !== undefined && { end_date: end }) })
      const oldest = Math.min(...requests.map((it) => Date.parse(it.requested_datetime ?? '')))
      if (!isNew || requests.length < mostRequests || Number.isNaN(oldest)) return
      end = w3(oldest)
    }
  }

  for (const window of windowsOf(days, nowMs))
    await (pages === undefined ? readWindow(window) : readPages(window, pages.number, pages.size))
  return [...found.values()]
}

/** One without dates where the server's own span is enough: some servers have no clock, or no dates. */
function windowsOf(days: number, nowMs: number): Record<string, string>[] {
  if (days * dayMs <= spanMs) return [{}]
  const windows = []
  const first = nowMs - days * dayMs
  for (let end = nowMs; end > first; end -= spanMs)
    windows.push({ start_date: w3(Math.max(first, end - spanMs)), end_date: w3(end) })
  return windows
}

/** As the standard's examples: without fractions of a second. */
const w3 = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
