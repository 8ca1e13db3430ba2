/**
 * An OpenID provider for trying things out: each person is a client with a password, and gets an access token for
 * it. A city has its own provider; the service is told of either by the same configuration.
 */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'
import { audience, demoPassword, type People } from './demo-people.ts'

const [port = '0', peopleFile = ''] = process.argv.slice(2)
const people: People = JSON.parse(readFileSync(peopleFile, 'utf8'))
const issuer = `http://127.0.0.1:${port}`
const { privateKey } = await generateKeyPair('ES256', { extractable: true })
const key = { kty: 'EC', ...(await exportJWK(privateKey)), kid: 'demo', alg: 'ES256', use: 'sig' }

const provider = new Provider(issuer, {
  jwks: { keys: [key] },
  clients: Object.keys(people).map((login) => ({
    client_id: login,
    client_secret: demoPassword,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    id_token_signed_response_alg: 'ES256' as const,
  })),
  cookies: { keys: ['demo'] },
  ttl: { ClientCredentials: 8 * 3600 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '',
        audience,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  extraTokenClaims: (_context, token) => ({ ...people[token.clientId ?? ''] }),
})

const server = createServer(provider.callback()).listen(Number(port), '127.0.0.1')
await once(server, 'listening')
