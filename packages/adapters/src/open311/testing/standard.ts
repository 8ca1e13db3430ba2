/**
 * What GeoReport v2 says that a server answers (https://wiki.open311.org/GeoReport_v2 and …/Service_Discovery), written
 * from its tables and examples as strict schemas, with nothing of the face and nothing of the gateway's tolerant reader.
 * Fields that "may not be returned" may be null; others may not, beyond what the examples show as null.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import * as z from 'zod/mini'

const Word = z.string().check(z.minLength(1))
const orNull = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema)
/** W3C's note on date and time, with a time zone, as the standard demands; without a fraction as in all its examples. */
const Moment = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/),
  z.refine((it) => !Number.isNaN(Date.parse(it))),
)

export const Services = z
  .array(
    z.strictObject({
      service_code: Word,
      service_name: Word,
      description: orNull(Word),
      metadata: z.boolean(),
      type: z.enum(['realtime', 'batch', 'blackbox']),
      keywords: orNull(Word),
      group: Word,
    }),
  )
  .check(z.minLength(1))

export const Definition = z.strictObject({
  service_code: Word,
  attributes: z.array(
    z.strictObject({
      variable: z.boolean(),
      code: Word,
      datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
      required: z.boolean(),
      datatype_description: orNull(Word),
      order: z.int().check(z.positive()),
      description: Word,
      values: z.array(z.strictObject({ key: Word, name: Word })),
    }),
  ),
})

export const Requests = z
  .array(
    z.strictObject({
      service_request_id: Word,
      status: z.enum(['open', 'closed']),
      status_notes: orNull(Word),
      service_name: Word,
      service_code: Word,
      description: orNull(z.string().check(z.maxLength(4000))),
      agency_responsible: orNull(Word),
      service_notice: orNull(Word),
      requested_datetime: Moment,
      updated_datetime: Moment,
      expected_datetime: orNull(Moment),
      address: orNull(Word),
      address_id: orNull(Word),
      zipcode: orNull(Word),
      lat: orNull(z.number().check(z.minimum(-90), z.maximum(90))),
      long: orNull(z.number().check(z.minimum(-180), z.maximum(180))),
      media_url: orNull(z.url()),
    }),
  )
  .check(z.maxLength(1000))

/** Either an id or a token, never both. */
export const Created = z
  .array(
    z.union([
      z.strictObject({
        service_request_id: Word,
        service_notice: z.optional(orNull(Word)),
        account_id: z.optional(orNull(Word)),
      }),
      z.strictObject({
        token: Word,
        service_notice: z.optional(orNull(Word)),
        account_id: z.optional(orNull(Word)),
      }),
    ]),
  )
  .check(z.length(1))

export const Tokens = z.array(z.strictObject({ service_request_id: Word, token: Word })).check(z.length(1))

export const Errors = z.array(z.strictObject({ code: z.int(), description: Word })).check(z.minLength(1))

const Changeset = z.string().check(z.refine((it) => Date.parse(it) <= Date.now()))

/** "All fields are required." */
export const DiscoveryFile = z.strictObject({
  changeset: Changeset,
  contact: Word,
  key_service: Word,
  endpoints: z
    .array(
      z.strictObject({
        specification: z.literal('http://wiki.open311.org/GeoReport_v2'),
        url: z.url(),
        changeset: Changeset,
        type: z.enum(['production', 'test']),
        // XML is required of every server.
        formats: z
          .array(z.enum(['text/xml', 'application/json']))
          .check(z.refine((it) => it.includes('text/xml'))),
      }),
    )
    .check(z.minLength(1)),
})

const lists: Record<string, string> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}
const numbers = new Set(['lat', 'long', 'order'])
const flags = new Set(['metadata', 'variable', 'required'])

/**
 * The JSON that belongs to an XML body by the mapping that the standard names (the Spark convention), read by a parser
 * of other people. Throws where the XML is not well-formed, has attributes, or is declared as anything but UTF-8.
 */
export function jsonOfXml(text: string): unknown {
  if (!/^<\?xml version="1\.0" encoding="utf-8"\?>/i.test(text)) throw new Error('no declaration of UTF-8')
  const validity = XMLValidator.validate(text)
  if (validity !== true) throw new Error(validity.err.msg)
  const parser = new XMLParser({
    ignoreDeclaration: true,
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
    isArray: (name, path) => lists[String(path).split('.').at(-2) ?? ''] === name,
  })
  const [[root, value] = ['', undefined], ...others] = Object.entries(asObject(parser.parse(text)))
  if (others.length > 0) throw new Error('several roots')
  // The error's code is a number in the standard's JSON.
  return sparkOf(root, value, root === 'errors' ? new Set([...numbers, 'code']) : numbers)
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

function sparkOf(name: string, value: unknown, numeric: ReadonlySet<string>): unknown {
  const item = lists[name]
  if (item !== undefined) {
    const children = Object.entries(asObject(value))
    const [only = ['', []]] = children
    if (children.length > 1 || (children.length === 1 && only[0] !== item))
      throw new Error(`${name} holds other things than ${item}`)
    return (Array.isArray(only[1]) ? only[1] : []).map((it) => sparkOf(item, it, numeric))
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, sparkOf(key, it, numeric)]))
  if (typeof value !== 'string' || value === '') return null
  if (numeric.has(name)) return Number(value)
  return flags.has(name) ? JSON.parse(value) : value
}
