/** Where a provider's keys are, by OpenID Connect Discovery 1.0. */
import * as z from 'zod/mini'
import { isPrivateEnough } from './address.ts'

const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() })

/** Rejects where the document does not say, is another issuer's, or leads from HTTPS to HTTP. */
export const discoverKeys = async ({
  issuer,
  fetch,
  signal,
}: {
  issuer: string
  fetch: typeof globalThis.fetch
  signal: AbortSignal | null | undefined
}): Promise<string> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(address, {
    headers: { Accept: 'application/json' },
    redirect: 'manual',
    signal: signal ?? null,
  })
  if (response.status !== 200) throw new Error(`${address} answered with status ${response.status}`)
  const metadata = z.parse(Metadata, await response.json())
  if (metadata.issuer !== issuer) throw new Error(`${address} is of another issuer: ${metadata.issuer}`)
  if (!isPrivateEnough(metadata.jwks_uri) && isPrivateEnough(issuer))
    throw new Error(`${address} leads to keys without HTTPS: ${metadata.jwks_uri}`)
  return metadata.jwks_uri
}
