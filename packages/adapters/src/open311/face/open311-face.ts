/** A GeoReport v2 face (https://wiki.open311.org/GeoReport_v2) of any backend: what other cities' tools can read and report to. */
import type { TicketGateway } from '@chuishao/core/service'
import { readBody } from '../../server/read-body.ts'
import { writeXml } from '../protocol/write-xml.ts'
import { errorsOf, FaceError, listOf, respond, type Format, type Row } from './answer.ts'
import { discovery } from './discovery.ts'
import { report } from './report.ts'
import { requestOf, requestsFor, type Published } from './requests.ts'
import { serviceRows } from './services.ts'

export interface Open311FaceOptions {
  /** Whose eyes the public reads through; what it may not see nobody is shown. */
  reader: TicketGateway
  /** The reporter behind an api key, a member of a community; undefined for a key that nobody has. */
  reporterOf: (apiKey: string) => TicketGateway | undefined | Promise<TicketGateway | undefined>
  /** With it, every request has to name it. */
  jurisdictionId?: string
  /** What the public reads beside service, state, unit and times; nothing by default. */
  publishes?: readonly Published[]
  /** Milliseconds since 1970, `Date.now` by default. */
  now?: () => number
  /** Told what went wrong within; the client is told 503. */
  onError?: (error: unknown) => void
}

/** Where the face begins in an address. */
export const open311Path = '/open311/v2/'

/**
 * Answers requests below `/open311/v2/`; undefined for all others.
 *
 * @example
 * const face = open311Face({ reader: localGateway(service, publicReader), reporterOf: (key) => reporters.get(key) })
 * const answer = await face(new Request('http://127.0.0.1/open311/v2/services.json'))
 */
export function open311Face(
  options: Open311FaceOptions,
): (request: Request) => Promise<Response | undefined> {
  const { reader, reporterOf, jurisdictionId, publishes = [], now: nowMs = Date.now, onError } = options
  const reading = { reader, publishes, nowMs }

  async function answer(request: Request, url: URL, path: string, format: Format): Promise<Response> {
    if (path === 'discovery') return discovery(`${url.origin}${open311Path}`, format)
    const form = request.method === 'POST' ? await formOf(request) : undefined
    const given = url.searchParams.get('jurisdiction_id') ?? form?.get('jurisdiction_id') ?? undefined
    if (jurisdictionId !== undefined) {
      if (!given) throw new FaceError(400, 'jurisdiction_id was not provided')
      if (given !== jurisdictionId) throw new FaceError(404, `jurisdiction_id ${String(given)} was not found`)
    }
    if (form) {
      if (path !== 'requests') throw new FaceError(404, 'Reports are posted to requests')
      const key = form.get('api_key') ?? url.searchParams.get('api_key')
      const reporter = typeof key === 'string' && key !== '' ? await reporterOf(key) : undefined
      if (!reporter) throw new FaceError(403, 'api_key is missing or invalid')
      return listOf(format, 'service_requests', 'request', [await report(form, reporter)], 201)
    }
    const [kind, named, more] = path.split('/')
    const id = decoded(named)
    if (more === undefined) {
      if (kind === 'services' && id === undefined)
        return listOf(format, 'services', 'service', serviceRows(await reader.city()))
      if (kind === 'services' && id) return definition(id, format)
      if (kind === 'requests' && id === undefined)
        return listOf(format, 'service_requests', 'request', await requestsFor(url.searchParams, reading))
      if (kind === 'requests' && id) return listOf(format, 'service_requests', 'request', [await found(id)])
      if (kind === 'tokens' && id) {
        // Every report has its id at once: a token is nothing but that id.
        const { service_request_id } = await found(id)
        return listOf(format, 'service_requests', 'request', [{ service_request_id, token: id }])
      }
    }
    throw new FaceError(404, 'There is no such resource')
  }

  async function found(id: string): Promise<Row> {
    const row = await requestOf(id, reading)
    if (row === undefined) throw new FaceError(404, `service_request_id ${id} was not found`)
    return row
  }

  async function definition(code: string, format: Format): Promise<Response> {
    const { matters } = await reader.city()
    if (!matters.some((it) => it.code === code))
      throw new FaceError(404, `service_code ${code} was not found`)
    return format === 'xml'
      ? respond(
          format,
          200,
          writeXml('service_definition', {
            service_code: code,
            attributes: { each: 'attribute', items: [] },
          }),
        )
      : respond(format, 200, JSON.stringify({ service_code: code, attributes: [] }))
  }

  return async (request) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(open311Path)) return undefined
    const [, path = '', ending] = /^(.*?)(?:\.([a-z]+))?$/.exec(url.pathname.slice(open311Path.length)) ?? []
    const format: Format = ending === 'xml' ? 'xml' : 'json'
    try {
      if (ending !== 'xml' && ending !== 'json')
        throw new FaceError(404, 'The address must end in .json or .xml')
      if (request.method !== 'GET' && request.method !== 'POST')
        throw new FaceError(400, `${request.method} is not understood`)
      return await answer(request, url, path, format)
    } catch (error) {
      if (error instanceof FaceError) return errorsOf(format, error)
      onError?.(error)
      return errorsOf(format, new FaceError(503, 'The service does not answer. Try again later.'))
    }
  }
}

/** As much as nine photos of a phone. */
const mostBodyBytes = 48 * 1024 * 1024
const bodyIdleMs = 30_000

async function formOf(request: Request): Promise<FormData> {
  const read = await readBody(request, mostBodyBytes, { idleMs: bodyIdleMs })
  if (!read.ok) throw new FaceError(400, `The body is too large, too slow or broken off (${read.code})`)
  const type = request.headers.get('Content-Type') ?? ''
  return new Response(read.bytes, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new FaceError(400, 'The body must be application/x-www-form-urlencoded or multipart/form-data')
  })
}

/** Percent signs that stand for nothing name nothing. */
function decoded(segment: string | undefined): string | undefined {
  try {
    return segment && decodeURIComponent(segment)
  } catch {
    throw new FaceError(404, 'There is no such resource')
  }
}
