/** Says where the face is, and whom to ask. Source of the shape: https://wiki.open311.org/Service_Discovery. */
import { writeXml } from '../protocol/write-xml.ts'
import { respond, type Format } from './answer.ts'

export interface Discovery {
  /** The address by which clients reach the face; by default the one that they ask, which a proxy may change. */
  url?: string
  /** How to learn more, in words. */
  contact?: string
  /** How to get an api key, in words. */
  keyService?: string
  /** Whether reports are acted upon; `production` by default. */
  type?: 'production' | 'test'
  /** When the services last changed, for clients that keep them; by default when this process began. */
  changedAt?: string
}

const askTheHotline = '请联系本市 12345 热线 / Ask the 12345 hotline of this city'

/** `address` is where the face begins; `begunAt` when it was made. */
export function discovery(
  { url, contact = askTheHotline, keyService = askTheHotline, type = 'production', changedAt }: Discovery,
  { address, begunAt }: { address: string; begunAt: string },
  format: Format,
): Response {
  const changeset = changedAt ?? begunAt
  const endpoint = {
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: (url ?? address).replace(/\/+$/, ''),
    changeset,
    type,
  }
  const formats = ['text/xml', 'application/json']
  const about = { changeset, contact, key_service: keyService }
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
