/** The endpoints that a discovery file names (https://wiki.open311.org/Service_Discovery). */
import * as z from 'zod/mini'
import { NotGeoReport, readBody, recordsIn } from './read-body.ts'
import { TextValue } from './values.ts'

const Endpoint = z.object({
  /** Address of the specification, which ends in the name of the API. */
  specification: TextValue,
  url: z.string(),
  /** `production`, `test` or `dev`. */
  type: TextValue,
  /** Media types. */
  formats: z._default(z.array(z.string()), []),
})
export type Endpoint = z.infer<typeof Endpoint>

/** Throws `NotGeoReport` where the file names none. */
export function readEndpoints(text: string): Endpoint[] {
  const records = recordsIn(readBody(text), ['discovery', 'endpoints', 'endpoint'])
  const parsed = z.safeParse(z.array(Endpoint), records)
  if (!parsed.success) throw new NotGeoReport('it names no endpoints')
  return parsed.data
}
