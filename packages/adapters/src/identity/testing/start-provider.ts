/** A real OpenID provider on this machine: it signs people in by the authorization code flow, rotates keys, and goes away. */
import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { Provider, type Configuration } from 'oidc-provider'
import { providerMemory } from './provider-memory.ts'

export const audience = 'urn:chuishao:api'
export const otherAudience = 'urn:another:api'
export const clientId = 'portal'
const clientSecret = 'a-secret-for-tests-only'
const redirectUri = 'http://127.0.0.1/signed-in'

/** Claims of the people who can sign in, by their login. */
export type People = Record<string, Record<string, unknown>>

export const makeKey = async (kid: string, alg = 'ES256'): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' }
}

const configuration = (keys: JWK[], people: People): Configuration => ({
  adapter: providerMemory(),
  jwks: { keys: keys.map((key) => ({ kty: 'EC', ...key })) },
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ['authorization_code', 'client_credentials'],
      response_types: ['code'],
      redirect_uris: [redirectUri],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  cookies: { keys: ['for-tests-only'] },
  ttl: {
    AccessToken: 3600,
    ClientCredentials: 3600,
    Grant: 3600,
    IdToken: 3600,
    Interaction: 60,
    Session: 60,
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, resource) => ({
        scope: 'openid',
        audience: resource,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  claims: { openid: ['sub'] },
  findAccount: (_context, sub) => (sub in people ? { accountId: sub, claims: () => ({ sub }) } : undefined),
  extraTokenClaims: (_context, token) => ('accountId' in token ? people[token.accountId] : undefined),
  // Whoever signs in agrees: this provider is the city's own.
  loadExistingGrant: async ({ oidc }) => {
    const { client, session, provider } = oidc
    const grant = new provider.Grant({
      clientId: client?.clientId ?? '',
      accountId: session?.accountId ?? '',
    })
    grant.addOIDCScope('openid')
    for (const resource of [audience, otherAudience]) grant.addResourceScope(resource, 'openid')
    await grant.save()
    return grant
  },
  interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
})

export const startProvider = async ({ keys, people = {} }: { keys: JWK[]; people?: People }) => {
  /** Requests that it answered, by path. */
  const asked: string[] = []
  let provider: Provider
  let server: Server
  let login = ''

  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server = createServer(async (request, response) => {
        asked.push(request.url ?? '')
        if (request.url?.startsWith('/sign-in/') === true)
          await provider.interactionFinished(request, response, { login: { accountId: login } })
        else await provider.callback()(request, response)
      }).listen(port, '127.0.0.1', resolve)
    })

  await listen(0)
  const port = portOf(server!)
  const issuer = `http://127.0.0.1:${port}`
  provider = new Provider(issuer, configuration(keys, people))

  const token = async (
    body: Record<string, string>,
  ): Promise<{ access_token: string; id_token?: string }> => {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      },
      body: new URLSearchParams(body),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(answer))
    return answer
  }

  return {
    issuer,
    asked,
    /** Keys in the order in which they sign; all of them are published. */
    rotate(next: JWK[]) {
      provider = new Provider(issuer, configuration(next, people))
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    start: () => listen(port),
    /** The whole authorization code flow with PKCE, as a browser walks it: cookies, redirects, and a person who signs in. */
    async signIn(person: string, resource = audience) {
      login = person
      const verifier = `${crypto.randomUUID()}${crypto.randomUUID()}`
      const address = new URL('/auth', issuer)
      address.search = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid',
        resource,
        code_challenge: await challengeOf(verifier),
        code_challenge_method: 'S256',
      }).toString()
      const code = await follow(address)
      return token({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        resource,
      })
    },
    /** A token of the client itself, for no person. */
    clientToken: (resource = audience) =>
      token({ grant_type: 'client_credentials', scope: 'openid', resource }),
  }
}

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const challengeOf = async (verifier: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))).toString('base64url')

/** Goes from redirect to redirect until the code is there. */
const follow = async (start: URL): Promise<string> => {
  const cookies = new Map<string, string>()
  let address = start
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { redirect: 'manual', headers: { Cookie: cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line)?.slice(1) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('Location')
    if (location === null) throw new Error(`${address.pathname}: ${response.status} ${await response.text()}`)
    address = new URL(location, address)
    const code = address.searchParams.get('code')
    if (address.href.startsWith(redirectUri)) {
      if (code === null) throw new Error(address.search)
      return code
    }
  }
  throw new Error('The redirects have no end.')
}
