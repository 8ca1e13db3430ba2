/**
 * The demo issuer: signs a short-lived token for anybody who asks, as any of the demo identities. It exists so that a
 * visitor can try every role; a real portal trusts the city's own identity provider instead.
 */
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose'
import type { DemoIdentity } from './identities.ts'

export const demoIssuer = 'urn:chuishao:demo-issuer'
export const demoAudience = 'urn:chuishao:demo-portal'
export const demoAlgorithm = 'ES256'
export const tokenLifetimeSeconds = 15 * 60

export interface DemoTokens {
  /** For verifying. */
  publicKey: CryptoKey
  sign(identity: DemoIdentity, now: Date): Promise<{ token: string; expiresAt: string }>
}

/** Opens the signing key in the data directory, or makes one that only the owner can read. */
export async function openDemoTokens(dataDir: string): Promise<DemoTokens> {
  const path = join(dataDir, 'demo-signing-key.json')
  const jwk = (await readKey(path)) ?? (await makeKey(path))
  const privateKey = await importKey(jwk)
  const { d: _private, ...publicJwk } = jwk
  return {
    publicKey: await importKey(publicJwk),
    async sign(identity, now) {
      const issuedAt = Math.floor(now.getTime() / 1000)
      const expiresAt = issuedAt + tokenLifetimeSeconds
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: demoAlgorithm, typ: 'JWT' })
        .setIssuer(demoIssuer)
        .setAudience(demoAudience)
        .setSubject(identity.actor.personId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey)
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() }
    },
  }
}

async function readKey(path: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Error(`The demo signing key ${path} cannot be read. Remove it to have a new one made.`, {
      cause: error,
    })
  }
}

async function makeKey(path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(demoAlgorithm, { extractable: true })
  const jwk = await exportJWK(privateKey)
  await writeFile(path, `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: 'wx' })
  await chmod(path, 0o600)
  return jwk
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, demoAlgorithm)
  if (key instanceof Uint8Array) throw new Error('The demo signing key is not an asymmetric key.')
  return key
}
