/**
 * An OpenID provider for trying things out: each demo person is a client with a password, and gets an access token for
 * it. A city has its own provider; the service is told of either by the same configuration.
 */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'
import { demoPeople, demoPassword, audience } from './demo-people.ts'

const [port = '0'] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const { privateKey } = await generateKeyPair('ES256', { extractable: true })
const key = { kty: 'EC', ...(await exportJWK(privateKey)), kid: 'demo', alg: 'ES256', use: 'sig' }

const provider = new Provider(issuer, {
  jwks: { keys: [key] },
  clients: Object.keys(demoPeople).map((login) => ({
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
  extraTokenClaims: (_context, token) => demoPeople[token.clientId ?? ''],
})

const server = createServer(provider.callback()).listen(Number(port), '127.0.0.1')
await once(server, 'listening')
