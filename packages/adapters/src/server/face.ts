/** What every answer of the HTTP face carries: the id of its request, the version, and headers that keep it from being a page. */
import { protocolHeader, protocolVersion } from '@chuishao/core/versions'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'

/** An app without a route. */
export const createFace = () =>
  new Hono().use(requestId(), secureHeaders(pageless), async (c, next) => {
    await next()
    // Not by `c.header`, which would make the answer anew, as a stream.
    c.res.headers.set('X-Request-Id', c.get('requestId'))
    c.res.headers.set(protocolHeader, String(protocolVersion))
  })

/** No answer may load, frame or run anything; the one that is a page says itself what it may. */
const pageless = {
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  // Not for subdomains: those are the city's, and may have no TLS.
  strictTransportSecurity: 'max-age=15552000',
  overwrite: false,
}
