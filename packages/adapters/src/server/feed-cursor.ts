/** Where a client stopped reading the feed, as the id of a server-sent event: a position, and whose feed it counts. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** No secret, only different for each tenant: positions of one feed mean nothing in another. */
const tagOf = (tenantId: string) => bytesToHex(sha256(utf8ToBytes(tenantId))).slice(0, 12)

export const feedCursor = (tenantId: string) => {
  const tag = tagOf(tenantId)
  return {
    write: (position: number) => `${position}-${tag}`,
    /** Undefined for what is no position in this tenant's feed. */
    read: (id: string): number | undefined => {
      const [, digits, of] = /^(\d{1,15})-([0-9a-f]{12})$/.exec(id) ?? []
      return digits === undefined || of !== tag ? undefined : Number(digits)
    },
  }
}
