/**
 * The records of GeoReport v2 (https://wiki.open311.org/GeoReport_v2) as they are read: tolerant of what servers leave
 * out, strict that a record is one.
 */
import * as z from 'zod/mini'
import { NotGeoReport, readBody, recordsIn } from './read-body.ts'
import { FlagValue, NumberValue, TextValue } from './values.ts'

const Required = TextValue.check(z.refine((text) => text !== undefined))
const needed = z.pipe(
  Required,
  z.transform((text) => text ?? ''),
)
const listOf = <T extends z.ZodMiniType>(item: T, wrapper: string) =>
  z.pipe(
    z.transform((value: unknown) => itemsIn(value, wrapper)),
    z.array(item),
  )

/** One alone stands for a list of one, an empty text or null for none. */
const itemsIn = (value: unknown, wrapper: string): unknown[] =>
  typeof value === 'object' && value !== null ? recordsIn(value, [wrapper]) : []

export const Service = z.object({
  service_code: needed,
  service_name: TextValue,
  description: TextValue,
  /** Whether the service has a definition with attributes. */
  metadata: FlagValue,
  type: TextValue,
  /** Comma separated. */
  keywords: TextValue,
  group: TextValue,
})
export type Service = z.infer<typeof Service>

export const ServiceAttribute = z.object({
  /** False where it only tells something in its description. */
  variable: FlagValue,
  code: needed,
  /** `string`, `number`, `datetime`, `text`, `singlevaluelist` or `multivaluelist`. */
  datatype: TextValue,
  required: FlagValue,
  datatype_description: TextValue,
  order: NumberValue,
  description: TextValue,
  values: listOf(z.object({ key: needed, name: TextValue }), 'value'),
})
export type ServiceAttribute = z.infer<typeof ServiceAttribute>

export const ServiceDefinition = z.object({
  service_code: TextValue,
  attributes: listOf(ServiceAttribute, 'attribute'),
})
export type ServiceDefinition = z.infer<typeof ServiceDefinition>

export const ServiceRequest = z.object({
  service_request_id: TextValue,
  token: TextValue,
  status: TextValue,
  status_notes: TextValue,
  service_name: TextValue,
  service_code: TextValue,
  description: TextValue,
  agency_responsible: TextValue,
  service_notice: TextValue,
  requested_datetime: TextValue,
  updated_datetime: TextValue,
  expected_datetime: TextValue,
  address: TextValue,
  address_id: TextValue,
  zipcode: TextValue,
  /** Degrees in WGS 84. */
  lat: NumberValue,
  long: NumberValue,
  media_url: TextValue,
})
export type ServiceRequest = z.infer<typeof ServiceRequest>

export interface ServiceError {
  code: string | undefined
  description: string | undefined
}

/** Mark-a-Spot says `message` (markaspot/markaspot_open311, GeoreportException.php). */
const ServiceError = z.pipe(
  z.object({ code: TextValue, description: TextValue, message: TextValue }),
  z.transform(({ code, description, message }): ServiceError => ({
    code,
    description: description ?? message,
  })),
)

/** All three throw `NotGeoReport` where the body is something else. */
export const readServices = (text: string): Service[] =>
  parsed(z.array(Service), recordsIn(readBody(text), ['services', 'service']))

export function readDefinition(text: string): ServiceDefinition {
  const [record] = recordsIn(readBody(text), ['service_definition', 'service_definitions'])
  if (record === undefined || !('attributes' in record)) throw new NotGeoReport('it defines no attributes')
  return parsed(ServiceDefinition, record)
}

const requestWrappers = ['service_requests', 'requests', 'request']

export function readRequests(text: string): ServiceRequest[] {
  const records = recordsIn(readBody(text), requestWrappers)
  const isRequest = (it: object) => 'service_request_id' in it || 'token' in it
  // A service that only takes reports in may answer with an empty record.
  if (!records.every((it) => isRequest(it) || 'service_notice' in it || 'account_id' in it))
    throw new NotGeoReport('a record has no service_request_id')
  return parsed(z.array(ServiceRequest), records)
}

/** What a server says went wrong; empty where the body is no list of errors. */
export function readErrors(text: string): ServiceError[] {
  try {
    return parsed(z.array(ServiceError), recordsIn(readBody(text), ['errors', 'error'])).filter(
      ({ code, description }) => code !== undefined || description !== undefined,
    )
  } catch (error) {
    if (error instanceof NotGeoReport) return []
    throw error
  }
}

function parsed<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new NotGeoReport(`${issue?.path.join('.') || 'it'} is missing or of another kind`)
}
