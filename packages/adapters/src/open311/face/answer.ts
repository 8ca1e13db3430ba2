/** Answers as GeoReport v2 has them, in JSON or XML by the ending of the address. */
import { writeXml, type XmlValue } from '../protocol/write-xml.ts'

export type Format = 'json' | 'xml'
/** What has no value is null, as in the specification's examples: `null` in JSON, an empty element in XML. */
export type Row = Record<string, XmlValue>

/** Thrown by the parts of the face; becomes an `errors` answer. */
export class FaceError extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  /**
   * @param status 400, 403 or 404, as the standard has it; 429 and 503 where the client should come back
   * @param description is meant to be seen by the user
   */
  constructor(status: number, description: string, headers: Record<string, string> = {}) {
    super(description)
    this.status = status
    this.headers = headers
  }
}

const types = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' } as const

/** Lists are `[…]` in JSON and `<root><item>…</item></root>` in XML. */
export const listOf = (format: Format, root: string, item: string, rows: Row[], status = 200): Response =>
  respond(
    format,
    status,
    format === 'xml' ? writeXml(root, { each: item, items: rows }) : JSON.stringify(rows),
  )

export function errorsOf(format: Format, { status, message, headers }: FaceError): Response {
  const answer = listOf(format, 'errors', 'error', [{ code: status, description: message }], status)
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
  return answer
}

export const respond = (format: Format, status: number, body: string): Response =>
  new Response(body, {
    status,
    headers: {
      'Content-Type': types[format],
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
