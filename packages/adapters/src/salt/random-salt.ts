/** Salts for personal data, from the platform's own generator: the core has no randomness. */
import { bytesToHex } from '@noble/hashes/utils.js'

const saltBytes = 16
/** Of many salts at once: to ask the generator costs the same for one and for all of them. */
const random = new Uint8Array(64 * saltBytes)
let used = random.length

/** 128 random bits in hexadecimal digits, for `createTicketService({ newSalt })`. */
export function randomSalt(): string {
  if (used === random.length) {
    crypto.getRandomValues(random)
    used = 0
  }
  const salt = bytesToHex(random.subarray(used, used + saltBytes))
  used += saltBytes
  return salt
}
