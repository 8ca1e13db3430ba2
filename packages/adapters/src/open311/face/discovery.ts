/** Says where the face is. Source of the shape: https://wiki.open311.org/Service_Discovery. */
import { writeXml } from '../protocol/write-xml.ts'
import { respond, type Format } from './answer.ts'

/** When what is told here last changed. */
const changeset = '2026-11-24T00:00:00Z'

/** `address` is where the face begins. */
export function discovery(address: string, format: Format): Response {
  const endpoint = {
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: address.replace(/\/$/, ''),
    changeset: changeset,
    type: 'production',
  }
  const formats = ['application/json', 'text/xml']
  const about = { changeset, contact: '', key_service: '' }
  return format === 'xml'
    ? respond(
        format,
        200,
        writeXml('discovery', {
          ...about,
          endpoints: {
            each: 'endpoint',
            items: [{ ...endpoint, formats: { each: 'format', items: formats } }],
          },
        }),
      )
    : respond(format, 200, JSON.stringify({ ...about, endpoints: [{ ...endpoint, formats }] }))
}
