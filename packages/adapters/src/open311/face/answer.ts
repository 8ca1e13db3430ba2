/** Answers as GeoReport v2 has them, in JSON or XML by the ending of the address. */
import { writeXml, type XmlValue } from '../protocol/write-xml.ts'

export type Format = 'json' | 'xml'
export type Row = Record<string, XmlValue>

/** Thrown by the parts of the face; becomes an `errors` answer. Status 400, 403, 404 or 503, as the standard has it. */
export class FaceError extends Error {
  readonly status: number
  /** The standard wants a code and a description. */
  constructor(status: number, description: string) {
    super(description)
    this.status = status
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

export const errorsOf = (format: Format, { status, message }: FaceError): Response =>
  listOf(format, 'errors', 'error', [{ code: String(status), description: message }], status)

export const respond = (format: Format, status: number, body: string): Response =>
  new Response(body, {
    status,
    headers: {
      'Content-Type': types[format],
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
