/** Service discovery (https://wiki.open311.org/Service_Discovery): where a city's GeoReport v2 API is, and what it speaks. */
import { answerInTime } from '../../http/answer-in-time.ts'
import { NotGeoReport } from '../protocol/read-body.ts'
import { readEndpoints } from '../protocol/read-endpoints.ts'
import type { Open311Format } from './connection.ts'
import { failureFrom, notGeoReport } from './failures.ts'

export interface DiscoverOptions {
  /** `production` by default; cities also have `test` endpoints. */
  type?: string
  /** Another fetch, e.g. a handler in the same process. */
  fetch?: (request: Request) => Promise<Response>
  /** Milliseconds after which an answer is given up; 30000 by default. */
  timeoutMs?: number
}

/** Options of `open311Gateway`. */
export interface Discovered {
  url: string
  format: Open311Format
}

/**
 * Undefined where the city names no GeoReport v2 endpoint of this type. Throws a GatewayError where no answer came, or
 * one that is no discovery file.
 *
 * @example
 * const found = await discoverGeoReport('https://311.example.gov/open311/discovery.json')
 */
export async function discoverGeoReport(
  url: string,
  {
    type = 'production',
    fetch = (request) => globalThis.fetch(request),
    timeoutMs = 30_000,
  }: DiscoverOptions = {},
): Promise<Discovered | undefined> {
  const response = await answerInTime((signal) => fetch(new Request(url, { signal })), { timeoutMs })
  const text = await response.text()
  if (!response.ok) throw failureFrom({ status: response.status, errors: [], url })
  try {
    const found = readEndpoints(text).find(
      (it) => /georeport_?v2/i.test(it.specification ?? '') && (it.type ?? type) === type,
    )
    return found && { url: found.url, format: found.formats.some((it) => /json/i.test(it)) ? 'json' : 'xml' }
  } catch (error) {
    throw error instanceof NotGeoReport ? notGeoReport(url, error) : error
  }
}
