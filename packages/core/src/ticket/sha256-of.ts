/** The name of a photo: the digest of its bytes, in hexadecimal. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

export const sha256Of = (bytes: Uint8Array): string => bytesToHex(sha256(bytes))
