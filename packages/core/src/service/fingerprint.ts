/** Tells a repeated command from another one under the same id. */
import { digest, type Actor } from '../ticket/index.ts'

/** Digest of a command with who sent it and on which ticket. */
export const fingerprintOf = (ticketId: string, command: unknown, { personId, unitId = '' }: Actor): string =>
  digest({ ticketId, command, personId, unitId })

/**
 * Stands in the place of a fingerprint that was erased with a resident's data, because it was made of them. Any command
 * under that id on that ticket then counts as the first one again: it is answered with its result and changes nothing.
 */
export const erasedFingerprint = 'erased'

export const isSameFingerprint = (stored: string, asked: string): boolean =>
  stored === asked || stored === erasedFingerprint
