/** Which of the requests are asked for, where somebody asks for them page by page: `page` and `page_size`, as of the 2.1 draft. */
import { FaceError } from './answer.ts'

/** Source: https://wiki.open311.org/GeoReport_v2, GET Service Requests. */
export const mostRows = 1000
const usualRows = 100
/** So far pages reach: whoever wants more asks for fewer days. */
const mostReached = 10_000

export interface PageAsked {
  skipped: number
  taken: number
}

/** All that one answer may have where the query names no page. Throws a FaceError where it names none that there is. */
export function pageOf(query: URLSearchParams): PageAsked {
  const [page, size] = [wholeNumber(query, 'page', mostReached), wholeNumber(query, 'page_size', mostRows)]
  if (page === undefined && size === undefined) return { skipped: 0, taken: mostRows }
  const taken = size ?? usualRows
  const skipped = ((page ?? 1) - 1) * taken
  if (skipped + taken > mostReached)
    throw new FaceError(400, `Pages reach ${mostReached} requests: ask by start_date and end_date for fewer`)
  return { skipped, taken }
}

function wholeNumber(query: URLSearchParams, name: string, most: number): number | undefined {
  const text = query.get(name)
  if (!text) return undefined
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > most) throw new FaceError(400, `${name} must be a whole number from 1 to ${most}`)
  return value
}
