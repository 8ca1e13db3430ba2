/** A random identifier (version 4), also on pages over plain HTTP, which have no `crypto.randomUUID`. */
import { bytesToHex } from '@noble/hashes/utils.js'

export const newCommandId = (): string =>
  bytesToHex(crypto.getRandomValues(new Uint8Array(16))).replace(
    /(.{8})(.{4}).(.{3}).(.{3})/,
    '$1-$2-4$3-8$4-',
  )
