/**
 * The tamper-evident history: each event carries the SHA-256 of its canonical JSON (RFC 8785), which includes the hash
 * of the event before. Personal data is outside; the chain commits to its digest, so erasing it leaves history whole.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { TicketEvent, UnsealedEvent } from './events.ts'
import { schemaVersion } from './schema-version.ts'

/**
 * SHA-256 of a value's canonical JSON, as 64 hexadecimal digits. Not by `sha256Of`: elements load this module late, and where
 * a page is one file, esbuild would not begin that one for those who have it from the index (evanw/esbuild#3357).
 */
export const digest = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalize(value) ?? '')))

/**
 * Chains a decided event to the one before.
 * @param previousHash the ticket's `lastHash`; empty for the first event
 * @param salt random, at least 32 hexadecimal digits, another for each event: kept and erased with the personal data.
 * Throws {@link WeakSaltError} where it is shorter.
 */
export function sealEvent(
  { personal, ...event }: UnsealedEvent,
  previousHash: string,
  salt: string,
): TicketEvent {
  if (!/^[0-9a-f]{32,128}$/.test(salt)) throw new WeakSaltError()
  const salted = personal && { ...personal, salt }
  const hashed = {
    schemaVersion,
    ...event,
    previousHash,
    ...(salted && { personalDigest: digest(salted) }),
  } as const
  return { ...hashed, hash: digest(hashed), ...(salted && { personal: salted }) }
}

/** Personal data would be guessable from its digest. */
export class WeakSaltError extends Error {
  override readonly name = 'WeakSaltError'
  readonly code = 'weakSalt'
  constructor() {
    super('A salt is 32 to 128 lower-case hexadecimal digits, made at random for each event.')
  }
}

export type Verification =
  | { ok: true; count: number; lastHash: string }
  /** `version` is the first event that does not fit. */
  | { ok: false; version: number; broken: 'hash' | 'link' | 'version' | 'personal' }

export interface VerifyOptions {
  /**
   * True for a history as a service shows it to one reader: what is hidden from them cannot be checked and is passed
   * over, the links between events are checked all the same. For what a store holds leave it out.
   */
  asSeen?: boolean
}

/** Checks a ticket's whole history, oldest first, and names the first event that was changed, lost or moved. */
export function verifyHistory(
  events: Iterable<TicketEvent>,
  { asSeen = false }: VerifyOptions = {},
): Verification {
  let count = 0
  let lastHash = ''
  for (const { hash, personal, ...hashed } of events) {
    const { version, schemaVersion: written, redacted } = hashed
    if (version !== count + 1) return { ok: false, version: count + 1, broken: 'version' }
    if (hashed.previousHash !== lastHash) return { ok: false, version, broken: 'link' }
    if (!(asSeen && redacted) && digest(hashed) !== hash) return { ok: false, version, broken: 'hash' }
    const isPart = asSeen && written !== undefined && personal?.salt === undefined
    if (personal && !isPart && digest(personal) !== hashed.personalDigest)
      return { ok: false, version, broken: 'personal' }
    count = version
    lastHash = hash
  }
  return { ok: true, count, lastHash }
}
