/** The city's matters as GeoReport services, and what each of them asks (its definition). */
import type { CityData } from '@chuishao/core/lifecycle'
import type { Matter } from '@chuishao/core/ticket'
import { writeXml } from '../protocol/write-xml.ts'
import { FaceError, respond, type Format, type Row } from './answer.ts'

export const serviceRows = ({ matters }: CityData): Row[] =>
  matters.map((matter) => ({
    service_code: matter.code,
    service_name: matter.name,
    description: matter.procedure ?? null,
    metadata: attributesOf(matter).length > 0,
    type: 'realtime',
    keywords: matter.synonyms.join(', ') || null,
    group: matter.category,
  }))

export function definition({ matters }: CityData, code: string, format: Format): Response {
  const matter = matters.find((it) => it.code === code)
  if (matter === undefined) throw new FaceError(404, `service_code ${code} was not found`)
  const attributes = attributesOf(matter)
  if (format === 'json') return respond(format, 200, JSON.stringify({ service_code: code, attributes }))
  const items = attributes.map((it) => ({ ...it, values: { each: 'value', items: [] } }))
  return respond(
    format,
    200,
    writeXml('service_definition', { service_code: code, attributes: { each: 'attribute', items } }),
  )
}

/** A matter asks nothing in words; whether it needs a photo is told as the standard tells something to whoever reports. */
const attributesOf = ({ whistleEvidence }: Matter) =>
  whistleEvidence === 'required' ? [{ ...photoNeeded, values: [] }] : []

const photoNeeded = {
  variable: false,
  code: 'photo',
  datatype: 'text',
  required: false,
  datatype_description: null,
  order: 1,
  description:
    '须附照片：以 multipart/form-data 上传照片文件 / A photo is needed: send the file in a multipart/form-data body',
}
