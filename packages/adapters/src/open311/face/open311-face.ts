/** GeoReport v2 (https://wiki.open311.org/GeoReport_v2) on top of any gateway: a plain function from Request to Response. */
import type { Sentence } from '@chuishao/core/ticket'
import { createGate } from '../../server/gate.ts'
import { rateLimit, type Rate } from '../../server/rate-limit.ts'
import { errorsOf, FaceError, listOf, type Format } from './answer.ts'
import { discovery, type Discovery } from './discovery.ts'
import { formReader } from './form.ts'
import { chooseJurisdiction, type Jurisdiction, type Jurisdictions } from './jurisdiction.ts'
import { report } from './report.ts'
import { requestOf, requestsFor, type Reading } from './requests.ts'
import { definition, serviceRows } from './services.ts'
import { w3 } from './span.ts'

export type Open311FaceOptions = Jurisdictions & {
  /** What the discovery file tells. */
  discovery?: Discovery
  /** How often one api key may report; without it as often as it likes. */
  perKey?: Rate
  /** Milliseconds since 1970, `Date.now` by default. */
  now?: () => number
  /** Told what went wrong within; the client is told 503. */
  onError?: (error: unknown) => void
}

/** Where the face begins in an address. */
export const open311Path = '/open311/v2/'

/** Lists read many tickets, and anybody may ask for one. */
const listsAtOnce = 4

interface Served extends Jurisdiction {
  reading: Reading
}

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
  const { now: nowMs = Date.now, onError, perKey } = options
  const served = servedBy(options, nowMs)
  const begunAt = w3(new Date(nowMs()).toISOString())
  const forms = formReader()
  const oneOfFew = createGate({ atOnce: listsAtOnce, waiting: 64 })
  const keys = perKey && rateLimit(perKey, { now: nowMs })

  async function answer(request: Request, url: URL, path: string, format: Format): Promise<Response> {
    if (path === 'discovery') {
      const address = `${url.origin}${open311Path}`
      return discovery(options.discovery ?? {}, { address, begunAt }, format)
    }
    const named = url.searchParams.get('jurisdiction_id') || undefined
    if (request.method === 'POST') {
      if (path !== 'requests') throw new FaceError(404, 'Reports are posted to requests')
      return listOf(format, 'service_requests', 'request', [await reported(request, url, named)], 201)
    }
    return read(url.searchParams, path, format, chooseJurisdiction(served, named))
  }

  async function reported(request: Request, url: URL, named: string | undefined) {
    const key = url.searchParams.get('api_key')?.trim()
    // Where the address says it all, nothing of the body is read before.
    const early = key && (named || served.only) ? await reporterFor(key, named) : undefined
    return forms.with(request, {
      admit: async (fields) =>
        early ??
        reporterFor(
          key || wordIn(fields, 'api_key'),
          named ?? (wordIn(fields, 'jurisdiction_id') || undefined),
        ),
      use: (form, { reporter, addressOf }) => report(form, reporter, addressOf),
    })
  }

  async function reporterFor(key: string, jurisdictionId: string | undefined) {
    const { reporterOf, addressOf } = chooseJurisdiction(served, jurisdictionId)
    const reporter = key === '' ? undefined : await reporterOf(key)
    if (!reporter)
      throw new FaceError(
        403,
        'api_key is missing or invalid. It is read in the address, or before any file.',
      )
    const admitted = keys?.take(key)
    if (admitted && !admitted.ok)
      throw new FaceError(429, 'Too many reports with this api_key. Try again later.', {
        'Retry-After': String(admitted.retryAfterSeconds),
      })
    return { reporter, addressOf }
  }

  async function read(query: URLSearchParams, path: string, format: Format, { reading }: Served) {
    const [kind, segment, more] = path.split('/')
    const id = decoded(segment)
    const requests = (rows: Parameters<typeof listOf>[3]) =>
      listOf(format, 'service_requests', 'request', rows)
    if (more === undefined) {
      if (kind === 'services' && id === undefined)
        return listOf(format, 'services', 'service', serviceRows(await reading.reader.city()))
      if (kind === 'services' && id) return definition(await reading.reader.city(), id, format)
      if (kind === 'requests' && id === undefined)
        return requests(await oneOfFew(() => requestsFor(query, reading)))
      if (kind === 'requests' && id) return requests([await found(id, 'service_request_id', reading)])
      if (kind === 'tokens' && id) {
        // Every report has its id at once: a token is nothing but that id.
        const { service_request_id } = await found(id, 'token', reading)
        return requests([{ service_request_id, token: id }])
      }
    }
    throw new FaceError(404, 'There is no such resource')
  }

  return async (request) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith(open311Path)) return undefined
    const { path, ending, format } = resourceOf(url)
    try {
      if (ending !== 'xml' && ending !== 'json')
        throw new FaceError(404, 'The address must end in .json or .xml')
      if (request.method === 'HEAD') return new Response(null, await answer(request, url, path, format))
      if (request.method !== 'GET' && request.method !== 'POST')
        throw new FaceError(400, `${request.method} is not understood`)
      return await answer(request, url, path, format)
    } catch (error) {
      if (error instanceof FaceError) return errorsOf(format, error)
      onError?.(error)
      return errorsOf(format, unavailable)
    }
  }
}

/** The standard's own answer to a request that does not get so far, e.g. of somebody who asks too often. */
export function refuseOpen311(
  request: Request,
  { status, message, headers }: { status: number; message: Sentence; headers: Record<string, string> },
): Response {
  const { format } = resourceOf(new URL(request.url))
  return errorsOf(format, new FaceError(status, `${message.zh} / ${message.en}`, headers))
}

function resourceOf({ pathname }: URL): { path: string; ending: string | undefined; format: Format } {
  const [, path = '', ending] = /^(.*?)(?:\.([a-z]+))?$/.exec(pathname.slice(open311Path.length)) ?? []
  return { path, ending, format: ending === 'xml' ? 'xml' : 'json' }
}

const unavailable = new FaceError(503, 'The service does not answer. Try again later.', {
  'Retry-After': '5',
})

function servedBy(options: Jurisdictions, nowMs: () => number) {
  const serve = (jurisdiction: Jurisdiction): Served => {
    const { reader, publishes = [] } = jurisdiction
    return { ...jurisdiction, reading: { reader, publishes, nowMs, details: new Map() } }
  }
  const byId = (many: Readonly<Record<string, Jurisdiction>>) =>
    new Map(Object.entries(many).map(([id, it]) => [id, serve(it)]))
  if (options.jurisdictions !== undefined) return { byId: byId(options.jurisdictions) }
  const { jurisdictionId } = options
  return jurisdictionId === undefined
    ? { only: serve(options), byId: byId({}) }
    : { byId: byId({ [jurisdictionId]: options }) }
}

async function found(id: string, what: string, reading: Reading) {
  const row = await requestOf(id, reading)
  if (row === undefined) throw new FaceError(404, `${what} ${id} was not found`)
  return row
}

const wordIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** Percent signs that stand for nothing name nothing. */
function decoded(segment: string | undefined): string | undefined {
  try {
    return segment && decodeURIComponent(segment)
  } catch {
    throw new FaceError(404, 'There is no such resource')
  }
}
