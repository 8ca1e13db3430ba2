/** The HTTP face on a real socket, and callers in a process of their own that send comments through it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { people } from '@chuishao/core/testing'
import { SignJWT, generateKeyPair } from 'jose'
import { bearerAuth, createTicketHandler } from '../../src/server/index.ts'
import type { Bench } from '../city/bench-city.ts'
import { benchTenant } from '../city/seed-tickets.ts'
import type { LoadOptions } from './store-load.ts'

const issuer = 'https://issuer.example'
const audience = 'chuishao'

export async function startHttp({ service, store }: Pick<Bench, 'service' | 'store'>) {
  const keys = await generateKeyPair('ES256')
  const handler = createTicketHandler({
    service,
    authenticate: bearerAuth({ key: keys.publicKey, issuer, audience, algorithms: ['ES256'] }),
    checkStore: () => store.position(benchTenant(0)),
    // All callers of it are one person.
    streamsPerPerson: 10_000,
  })
  const server = serve({ fetch: handler, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const callers = fork(new URL('./http-callers.ts', import.meta.url))
  const tokenFor = (tenantId: string) => {
    const { personId, ...claims } = people.dispatcher
    return new SignJWT({ ...claims, tenantId })
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject(personId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('2h')
      .sign(keys.privateKey)
  }
  return {
    port,
    tokenFor,
    async perSecond(load: LoadOptions): Promise<number> {
      const tokens = await Promise.all(
        Array.from({ length: load.tenants }, (_, n) => tokenFor(benchTenant(n))),
      )
      callers.send({ ...load, port, tokens })
      const [result] = await once(callers, 'message')
      return Number(result)
    },
    async close() {
      callers.kill()
      server.close()
    },
  }
}
