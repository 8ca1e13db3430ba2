/**
 * Where a client stopped reading the feed, as the id of a server-sent event. It says nothing to whoever has no secret of the
 * feed: a resident must not count what others do. Every instance on the same database reads what another one wrote.
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export interface FeedCursor {
  write(position: number): string
  /** Undefined for what was not written for this feed. */
  read(id: string): number | undefined
}

/** A tag of the position, which is no other's, and the position under a mask that is made of the tag. */
export const feedCursor = (secret: string, tenantId: string): FeedCursor => {
  const keyFor = (use: string) => utf8ToBytes(`${secret} ${tenantId} ${use}`)
  const [tagKey, maskKey] = [keyFor('tag'), keyFor('mask')]
  const tagOf = (plain: Uint8Array) => hmac(sha256, tagKey, plain).subarray(0, 16)
  const masked = (bytes: Uint8Array, tag: Uint8Array) => {
    const mask = hmac(sha256, maskKey, tag)
    return bytes.map((byte, index) => byte ^ (mask[index] ?? 0))
  }
  // Many readers are told of the same event.
  let last = { position: -1, id: '' }

  return {
    write(position) {
      if (position === last.position) return last.id
      const plain = bytesOf(position)
      const tag = tagOf(plain)
      last = { position, id: bytesToHex(tag) + bytesToHex(masked(plain, tag)) }
      return last.id
    },
    read(id) {
      if (!/^[0-9a-f]{48}$/.test(id)) return undefined
      const bytes = hexToBytes(id)
      const tag = bytes.subarray(0, 16)
      const plain = masked(bytes.subarray(16), tag)
      return bytesToHex(tagOf(plain)) === bytesToHex(tag) ? positionOf(plain) : undefined
    },
  }
}

const bytesOf = (position: number): Uint8Array => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(position))
  return bytes
}

const positionOf = (bytes: Uint8Array): number =>
  Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0))

/**
 * An id from before positions were told under a secret: the position, and no secret, only different for each tenant. Only
 * for those who see everything in the tenant: others could try out how far the feed is.
 */
export const readPlainCursor = (id: string, tenantId: string): number | undefined => {
  const [, digits, of] = /^(\d{1,15})-([0-9a-f]{12})$/.exec(id) ?? []
  const tag = bytesToHex(sha256(utf8ToBytes(tenantId))).slice(0, 12)
  return digits === undefined || of !== tag ? undefined : Number(digits)
}
