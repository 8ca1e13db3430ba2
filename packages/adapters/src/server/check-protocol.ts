/** Whether a client and this server understand each other, before anything that it sends is read. */
import {
  oldestProtocolVersion,
  protocolHeader,
  protocolVersion,
  readProtocolVersion,
} from '@chuishao/core/versions'
import { refuse, type Refusal } from './refusal.ts'
import type { RouteSpec } from './routes.ts'

/**
 * A client that says no version is taken to know the present one. An older one than is still served is refused. A newer
 * one may read, and reads what it can; what it sends could mean more than this server understands, so that is refused.
 */
export const checkProtocol = (request: Request, { body }: RouteSpec): Refusal | undefined => {
  const header = request.headers.get(protocolHeader)
  if (header === null) return undefined
  const version = readProtocolVersion(header)
  if (version === undefined)
    return refuse('invalidParameter', {
      extras: { issues: [{ path: [protocolHeader], message: 'Must be a whole number' }] },
    })
  if (version < oldestProtocolVersion) return refuse('clientTooOld')
  return version > protocolVersion && body?.schema !== undefined ? refuse('serverTooOld') : undefined
}
