/**
 * The server's ids as the UUIDs that tickets have, and back. A UUID stays what it is, a short id is in the UUID itself;
 * one that does not fit is remembered for as long as the page is open.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { isUuid, nativeIdOf, ticketIdOf } from '../../foreign/native-id.ts'

/** A request, or a token for one that has no id yet. */
export type RequestName = { id: string } | { token: string }

export interface RequestIds {
  ticketIdOf: (name: RequestName) => string
  /** Undefined where no request of the server has this one. */
  requestOf: (ticketId: string) => RequestName | undefined
}

/** No server's id begins like this. */
const tokenMark = '-t-'

export function requestIds(): RequestIds {
  const remembered = new Map<string, RequestName>()
  return {
    ticketIdOf(name) {
      const native = 'id' in name ? name.id : tokenMark + name.token
      if (isUuid(native) && nativeIdOf(native) === undefined) return native
      const short = native.startsWith(tokenMark) === 'token' in name ? ticketIdOf(native) : undefined
      if (short !== undefined) return short
      const ticketId = uuidOf(native)
      remembered.set(ticketId, name)
      return ticketId
    },
    requestOf(ticketId) {
      const known = remembered.get(ticketId)
      if (known !== undefined) return known
      const native = nativeIdOf(ticketId) ?? (isUuid(ticketId) ? ticketId : undefined)
      if (native === undefined) return undefined
      return native.startsWith(tokenMark) ? { token: native.slice(tokenMark.length) } : { id: native }
    },
  }
}

/** Of version 5's form: a digest. */
const uuidOf = (text: string): string => {
  const hex = bytesToHex(sha256(utf8ToBytes(text)))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
