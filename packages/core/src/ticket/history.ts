/**
 * The tamper-evident history: each event carries the SHA-256 of its canonical JSON (RFC 8785), which includes the hash
 * of the event before. Personal data is outside; the chain commits to its digest, so erasing it leaves history whole.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { TicketEvent, UnsealedEvent } from './events.ts'

/** SHA-256 of a value's canonical JSON, as 64 hexadecimal digits. */
export const digest = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalize(value) ?? '')))

/**
 * Chains a decided event to the one before.
 * @param previousHash the ticket's `lastHash`; empty for the first event
 */
export function sealEvent({ personal, ...event }: UnsealedEvent, previousHash: string): TicketEvent {
  const hashed = { ...event, previousHash, ...(personal && { personalDigest: digest(personal) }) }
  return { ...hashed, hash: digest(hashed), ...(personal && { personal }) }
}

export type Verification =
  | { ok: true; count: number; lastHash: string }
  /** `version` is the first event that does not fit. */
  | { ok: false; version: number; broken: 'hash' | 'link' | 'version' | 'personal' }

/** Checks a ticket's whole history, oldest first, and names the first event that was changed, lost or moved. */
export function verifyHistory(events: Iterable<TicketEvent>): Verification {
  let count = 0
  let lastHash = ''
  for (const { hash, personal, ...hashed } of events) {
    const { version } = hashed
    if (version !== count + 1) return { ok: false, version: count + 1, broken: 'version' }
    if (hashed.previousHash !== lastHash) return { ok: false, version, broken: 'link' }
    if (digest(hashed) !== hash) return { ok: false, version, broken: 'hash' }
    if (personal && digest(personal) !== hashed.personalDigest)
      return { ok: false, version, broken: 'personal' }
    count = version
    lastHash = hash
  }
  return { ok: true, count, lastHash }
}
