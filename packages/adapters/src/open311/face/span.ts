/** The days between which requests were raised, as a query names them. */
import { FaceError } from './answer.ts'

/** Source: https://wiki.open311.org/GeoReport_v2, GET Service Requests. */
const longestSpanMs = 90 * 86_400_000

export interface Span {
  /** Milliseconds since 1970, both included. */
  start: number
  end: number
}

/** The latest 90 days where the query says nothing. Throws a FaceError where it asks for more. */
export function spanOf(query: URLSearchParams, nowMs: number): Span {
  const moment = (name: string) => {
    const text = query.get(name)
    if (!text) return undefined
    // A date alone is one of the W3C format's forms, too.
    const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
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

/** As the standard writes moments: without a fraction of a second, which many clients cannot read. */
export const w3 = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z')
