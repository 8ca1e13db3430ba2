/**
 * A GeoReport v2 server for tests, written from the specification (https://wiki.open311.org/GeoReport_v2) and with
 * nothing of the gateway, so that the two cannot agree on a mistake. Its habits are those of real servers:
 *
 * - XML alone, which is all that the specification asks for; a page of a web server instead of JSON
 * - numbers as texts and empty texts for null; one record alone in JSON; no content type (several)
 * - pages of `page` and `page_size` (SeeClickFix), statuses beyond two (FixMyStreet's additional states)
 * - a token first and the id later (`batch`), or neither (`blackbox`)
 * - refuses a report without description and photo (SeeClickFix: wiki of codeforamerica/node-open311, Endpoint Quirks)
 */
export interface GeoReportHabits {
  formats?: ('json' | 'xml')[]
  type?: 'realtime' | 'batch' | 'blackbox'
  /** How many reads of a token answer that there is no id yet. */
  readsBeforeId?: number
  /** As many requests as an answer has at most. */
  mostRequests?: number
  pages?: boolean
  /** Everything is a text, and nothing is `''`. */
  texts?: boolean
  /** One record stands alone in JSON. */
  alone?: boolean
  contentType?: string
  /** Another start of its clock; every request is a minute later. */
  startMs?: number
}

export interface GeoReportService {
  service_code: string
  service_name: string
  group: string
  attributes?: object[]
}

interface Stored {
  [field: string]: string | number | null
}

type Field = string | number | boolean | null | Field[] | { [name: string]: Field }

export const apiKey = 'key-of-the-test'
export const jurisdiction = 'city.example'
export const serverUrl = 'https://311.example/open311/v2'

export function geoReportServer(services: readonly GeoReportService[], habits: GeoReportHabits = {}) {
  const { formats = ['json', 'xml'], type = 'realtime', mostRequests = 1000, pages = false } = habits
  const {
    texts = false,
    alone = false,
    contentType,
    startMs = Date.UTC(2026, 2, 2),
    readsBeforeId = 1,
  } = habits
  const requests: Stored[] = []
  const tokens = new Map<string, { id: number; reads: number }>()
  const photos = new Map<string, Blob>()
  /** What was sent, for tests to look at. */
  const seen: { method: string; url: URL; contentType: string; form: [string, string | File][] }[] = []

  const respond = (format: string, root: string, item: string | undefined, value: Field, status = 200) => {
    const told = texts ? asTexts(value) : value
    const body =
      format === 'xml'
        ? `<?xml version="1.0" encoding="utf-8"?>\n${xml(root, told, item)}`
        : JSON.stringify(alone && Array.isArray(told) && told.length === 1 ? told[0] : told)
    const type =
      contentType ?? (format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8')
    return new Response(body, { status, headers: { 'Content-Type': type } })
  }
  const fail = (format: string, status: number, description: string) =>
    respond(format, 'errors', 'error', [{ code: String(status), description }], status)

  const shown = (stored: Stored): Stored => ({ ...stored })

  const listed = (query: URLSearchParams) => {
    const among = (name: string, value: unknown) => {
      const wanted = query.get(name)
      return !wanted || wanted.split(',').includes(String(value))
    }
    const [start, end] = [query.get('start_date'), query.get('end_date')].map((it) => it && Date.parse(it))
    const found = requests
      .filter((it) => among('status', it['status']) && among('service_code', it['service_code']))
      .filter((it) => {
        const at = Date.parse(String(it['requested_datetime']))
        return (!start || at >= start) && (!end || at <= end)
      })
      .toReversed()
    if (!pages) return found.slice(0, mostRequests)
    const size = Math.min(mostRequests, Number(query.get('page_size') ?? 20))
    const from = (Number(query.get('page') ?? 1) - 1) * size
    return found.slice(from, from + size)
  }

  const create = async (format: string, form: FormData) => {
    const field = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    if (field('api_key') !== apiKey) return fail(format, 403, 'api_key is missing or not known')
    const service = services.find((it) => it.service_code === field('service_code'))
    if (service === undefined) return fail(format, 404, 'service_code was not found')
    const [lat, long, address] = [field('lat'), field('long'), field('address_string')]
    if (address === undefined && (lat === undefined || long === undefined))
      return fail(format, 400, "Invalid service request: location can't be blank.")
    const [description, media] = [
      field('description'),
      form.getAll('media').find((it) => typeof it !== 'string'),
    ]
    if (description === undefined && media === undefined && field('media_url') === undefined)
      return fail(format, 400, 'base Photo or description is required.')
    const id = requests.length + 1001
    let mediaUrl = field('media_url') ?? null
    if (media instanceof Blob) {
      mediaUrl = `https://media.example/${id}.png`
      photos.set(mediaUrl, media)
    }
    const at = new Date(startMs + requests.length * 60_000).toISOString().replace('.000Z', '+00:00')
    requests.push({
      service_request_id: id,
      status: 'open',
      status_notes: null,
      service_name: service.service_name,
      service_code: service.service_code,
      description: description ?? null,
      agency_responsible: null,
      service_notice: null,
      requested_datetime: at,
      updated_datetime: at,
      expected_datetime: null,
      address: address ?? null,
      address_id: null,
      zipcode: null,
      lat: lat === undefined ? null : Number(lat),
      long: long === undefined ? null : Number(long),
      media_url: mediaUrl,
    })
    if (type === 'blackbox')
      return respond(format, 'service_requests', 'request', [{ service_notice: 'thanks' }])
    if (type === 'realtime')
      return respond(format, 'service_requests', 'request', [{ service_request_id: id, account_id: null }])
    tokens.set(`t${id}`, { id, reads: 0 })
    return respond(format, 'service_requests', 'request', [{ token: `t${id}` }])
  }

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const photo = photos.get(request.url)
    if (photo) return new Response(photo, { headers: { 'Content-Type': photo.type } })
    const form = request.method === 'POST' ? await request.formData() : new FormData()
    seen.push({
      method: request.method,
      url,
      contentType: request.headers.get('Content-Type') ?? '',
      form: [...form.entries()],
    })
    const [, resource = '', name, format = ''] =
      /^\/open311\/v2\/(\w+)(?:\/([^/]+))?\.(\w+)$/.exec(url.pathname) ?? []
    if (!formats.some((it) => it === format))
      return new Response('<html><body><h1>Not Found</h1></body></html>', {
        status: 404,
        headers: { 'Content-Type': 'text/html' },
      })
    const city = form.get('jurisdiction_id') ?? url.searchParams.get('jurisdiction_id')
    if (!city) return fail(format, 400, 'jurisdiction_id was not provided')
    if (city !== jurisdiction) return fail(format, 404, 'jurisdiction_id was not found')
    if (request.method === 'POST' && resource === 'requests') return create(format, form)
    const id = decodeURIComponent(name ?? '')
    if (resource === 'services' && name === undefined)
      return respond(
        format,
        'services',
        'service',
        services.map(({ attributes, ...it }) => ({
          ...it,
          description: null,
          metadata: attributes !== undefined,
          type,
          keywords: '街道, 设施',
        })),
      )
    if (resource === 'services') {
      const service = services.find((it) => it.service_code === id)
      if (service?.attributes === undefined) return fail(format, 404, 'service_code was not found')
      return respond(format, 'service_definition', undefined, {
        service_code: id,
        attributes: JSON.parse(JSON.stringify(service.attributes)),
      })
    }
    if (resource === 'tokens') {
      const known = tokens.get(id)
      if (known === undefined) return fail(format, 404, 'token was not found')
      known.reads += 1
      const made = known.reads > readsBeforeId ? known.id : null
      return respond(format, 'service_requests', 'request', [{ service_request_id: made, token: id }])
    }
    const found =
      name === undefined
        ? listed(url.searchParams)
        : requests.filter((it) => String(it['service_request_id']) === id)
    if (name !== undefined && found.length === 0) return fail(format, 404, 'service_request_id was not found')
    return respond(format, 'service_requests', 'request', found.map(shown))
  }

  return {
    fetch,
    seen,
    requests,
    /** What the city does behind the API. */
    change: (id: number, fields: Stored) => {
      const stored = requests.find((it) => it['service_request_id'] === id)
      if (stored === undefined) throw new Error(`no request ${id}`)
      Object.assign(stored, fields)
    },
  }
}

const asTexts = (value: Field): Field => {
  if (Array.isArray(value)) return value.map(asTexts)
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, asTexts(it)]))
}

const xml = (name: string, value: Field, item = name.replace(/s$/, '')): string => {
  if (value === null) return `<${name}></${name}>`
  if (Array.isArray(value)) return `<${name}>\n${value.map((it) => xml(item, it)).join('')}</${name}>\n`
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value)
      .map(([key, it]) => xml(key, it))
      .join('')}</${name}>`
  return `<${name}>${String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;')}</${name}>`
}
