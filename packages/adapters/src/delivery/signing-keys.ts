/**
 * Signatures by the Standard Webhooks specification 1.0.0 (standardwebhooks.com): `v1` is HMAC-SHA256 with a `whsec_`
 * secret, `v1a` is Ed25519 with a `whsk_` key. Every key signs, so that a receiver may hold the old one or the new one.
 */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto'

/** A key object does not show its bytes when it is printed. */
export interface SigningKey {
  /** The signature as it stands in the header, with its version before it. */
  sign(content: string): string
}

export class InvalidSigningKeyError extends Error {
  override readonly name = 'InvalidSigningKeyError'
  readonly code = 'invalidSigningKey'
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Reads a `whsec_` secret of 24 to 64 bytes or a `whsk_` key; throws {@link InvalidSigningKeyError}, which quotes nothing of it. */
export function readSigningKey(text: string): SigningKey {
  const [, kind, encoded = ''] = /^(whsec_|whsk_)(.*)$/.exec(text.trim()) ?? []
  if (!kind || !base64.test(encoded))
    throw new InvalidSigningKeyError('A signing key begins with whsec_ or whsk_ and goes on in base64')
  const bytes = Buffer.from(encoded, 'base64')
  return kind === 'whsec_' ? symmetric(bytes) : asymmetric(bytes)
}

function symmetric(bytes: Buffer): SigningKey {
  if (bytes.length < 24 || bytes.length > 64)
    throw new InvalidSigningKeyError(`A whsec_ secret has 24 to 64 bytes, not ${bytes.length}`)
  const key = createSecretKey(bytes)
  return { sign: (content) => `v1,${createHmac('sha256', key).update(content).digest('base64')}` }
}

function asymmetric(bytes: Buffer): SigningKey {
  // The seed alone, or with the public key after it.
  if (bytes.length !== 32 && bytes.length !== 64)
    throw new InvalidSigningKeyError(`A whsk_ key has 32 or 64 bytes, not ${bytes.length}`)
  const der = Buffer.concat([pkcs8Prefix, bytes.subarray(0, 32)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { sign: (content) => `v1a,${sign(null, Buffer.from(content), key).toString('base64')}` }
}

/** The headers of one attempt at `at`, in milliseconds since 1970. */
export function signedHeaders(keys: readonly SigningKey[], id: string, at: number, body: string) {
  const timestamp = Math.floor(at / 1000)
  const content = `${id}.${timestamp}.${body}`
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': keys.map((key) => key.sign(content)).join(' '),
  }
}

/** A new secret for HMAC: 32 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** A new pair for Ed25519: the `whsk_` key stays here, receivers get the `whpk_` one. */
export function newKeyPair(): { secretKey: string; publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const open = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    secretKey: `whsk_${Buffer.concat([seed, open]).toString('base64')}`,
    publicKey: `whpk_${open.toString('base64')}`,
  }
}
