/** Which pages elsewhere may call: named origins only, with the headers that the API has. */
import { protocolHeader } from '@chuishao/core/versions'
import { cors } from 'hono/cors'
import { actingPersonHeader } from '../http/acting-person.ts'

/** Throws where an origin is not exactly one, e.g. `*`, `null` or an address with a path. */
export const crossOrigin = (origins: string[]) => {
  for (const origin of origins)
    if (!isOrigin(origin))
      throw new TypeError(
        `corsOrigins: ${JSON.stringify(origin)} is not an origin such as "https://12345.example.cn"`,
      )
  return cors({ origin: origins, allowMethods, allowHeaders, exposeHeaders, maxAge: 600 })
}

const isOrigin = (text: string) =>
  /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text

const allowMethods = ['GET', 'HEAD', 'POST']

const allowHeaders = [
  'Accept-Language',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Last-Event-ID',
  actingPersonHeader,
  protocolHeader,
]

const exposeHeaders = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
  protocolHeader,
]
