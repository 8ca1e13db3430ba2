/**
 * What one keeps away from the database: how far each tenant's history went at a moment, and its digest. Whoever can write
 * to the database can rewrite a whole chain so that it fits again; the digest that lies elsewhere does not fit any more.
 * Signed with an Ed25519 key that the database's administrators do not have, it may lie anywhere.
 */
import { digest, Instant, Sha256 } from '@chuishao/core/ticket'
import { sign, verify } from 'node:crypto'
import * as z from 'zod/mini'

const Head = z.object({
  tenantId: z.string(),
  position: z.int().check(z.minimum(0)),
  digest: z.union([Sha256, z.literal('')]),
})
export type AnchoredHead = z.infer<typeof Head>

export const Anchor = z.object({
  format: z.literal(1),
  at: Instant,
  heads: z.array(Head),
  /** Ed25519 over the digest of the canonical JSON of the rest, in base64. */
  signature: z.optional(z.string()),
})
export type Anchor = z.infer<typeof Anchor>

/** @param privateKey Ed25519, as PEM: `openssl genpkey -algorithm ed25519` */
export function signAnchor({ signature: _, ...anchor }: Anchor, privateKey: string): Anchor {
  return { ...anchor, signature: sign(null, signedBytes(anchor), privateKey).toString('base64') }
}

/** False also where there is no signature. @param publicKey as PEM: `openssl pkey -pubout` */
export function isSignedBy({ signature, ...anchor }: Anchor, publicKey: string): boolean {
  if (signature === undefined) return false
  return verify(null, signedBytes(anchor), publicKey, Buffer.from(signature, 'base64'))
}

const signedBytes = (anchor: Omit<Anchor, 'signature'>) => Buffer.from(digest(anchor), 'hex')
