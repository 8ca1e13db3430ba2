/** Codes as tickets have them, of whatever a server calls its services and agencies. */
import { Code } from '@chuishao/core/ticket'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'

/** The text itself where it is a code; else its letters and digits, with a digest that keeps two of them apart. */
export function codeOf(text: string): string {
  const parsed = z.safeParse(Code, text)
  if (parsed.success && parsed.data === text) return text
  const letters = text.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40)
  return `${letters}:${bytesToHex(sha256(utf8ToBytes(text))).slice(0, 12)}`
}
