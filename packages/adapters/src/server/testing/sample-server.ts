/** The sample service behind its HTTP face, with an issuer that signs tokens for the sample people. */
import type { AttachmentStore } from '@chuishao/core/service'
import { SignJWT, generateKeyPair } from 'jose'
import { testCityData, people, type TestPerson } from '@chuishao/core/testing'
import { bearerAuth } from '../auth.ts'
import { createTicketHandler, type TicketHandlerOptions } from '../create-ticket-handler.ts'
import { sampleService } from './sample-service.ts'

export const issuer = 'https://issuer.test'
export const audience = 'chuishao-test'

/** Made once: key generation is slow. */
export const keys = await generateKeyPair('ES256')

export interface TokenOptions {
  issuer?: string
  audience?: string
  key?: CryptoKey
  /** Seconds from now; negative for one that has ended. */
  endsIn?: number
  claims?: Record<string, unknown>
}

export const tokenFor = (person: TestPerson, options: TokenOptions = {}) => {
  const { personId, ...rest } = people[person]
  const seconds = Math.floor(Date.now() / 1000)
  return new SignJWT({ ...rest, tenantId: testCityData.id, ...options.claims })
    .setProtectedHeader({ alg: 'ES256' })
    .setSubject(personId)
    .setIssuer(options.issuer ?? issuer)
    .setAudience(options.audience ?? audience)
    .setIssuedAt(seconds - 7200)
    .setExpirationTime(seconds + (options.endsIn ?? 3600))
    .sign(options.key ?? keys.privateKey)
}

export const sampleServer = ({
  attachments,
  ...options
}: Partial<TicketHandlerOptions> & { attachments?: AttachmentStore } = {}) => {
  const parts = sampleService(attachments && { attachments })
  const shutdown = new AbortController()
  const errors: unknown[] = []
  const handler = createTicketHandler({
    service: parts.service,
    authenticate: bearerAuth({ key: keys.publicKey, issuer, audience, algorithms: ['ES256'] }),
    checkStore: () => parts.store.position(testCityData.id),
    shutdown: shutdown.signal,
    onError: (error) => errors.push(error),
    ...options,
  })
  const dispose = async () => {
    shutdown.abort()
    await parts.store.close()
  }
  return { ...parts, handler, errors, shutdown, dispose }
}
