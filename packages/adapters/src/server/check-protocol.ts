/** Whether a client and this server understand each other, before anything that it sends is read. */
import {
  oldestProtocolVersion,
  protocolHeader,
  protocolVersion,
  readProtocolVersion,
} from '@chuishao/core/versions'
import { refuse, type Refusal } from './refusal.ts'
import type { RouteSpec } from './routes/route-spec.ts'

/**
 * A program that says no version is taken to know the present one; a page that says none is from before versions, because
 * every gateway since says its own. An older client than is still served is refused. A newer one may read, and reads what
 * it can; what it sends could mean more than this server understands, so that is refused.
 */
export const checkProtocol = (request: Request, { body }: RouteSpec): Refusal | undefined => {
  const header = request.headers.get(protocolHeader)
  if (header === null) return isPage(request) ? refuse('clientTooOld') : undefined
  const version = readProtocolVersion(header)
  if (version === undefined)
    return refuse('invalidParameter', {
      extras: { issues: [{ path: [protocolHeader], message: 'Must be a whole number' }] },
    })
  if (version < oldestProtocolVersion) return refuse('clientTooOld')
  return version > protocolVersion && body?.schema !== undefined ? refuse('serverTooOld') : undefined
}

/** Browsers say with every request of a page whose page it is; programs do not. */
const isPage = (request: Request) => request.headers.has('Sec-Fetch-Site')
