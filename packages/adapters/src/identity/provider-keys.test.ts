/** The provider rotates its keys, is slow, is wrong, is away: whoever is known goes on, and nobody is taken for a stranger. */
import { createServer } from 'node:http'
import { importJWK, SignJWT, type JWK } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cityIdentity } from './testing/city-identity.ts'
import { audience, makeKey, startProvider } from './testing/start-provider.ts'

const people = { toya: { name: '托娅', dept: { code: '150102001' }, realm_access: { roles: ['wgy'] } } }
const [one, two] = [await makeKey('one'), await makeKey('two')]
const keys = { refreshSeconds: 600, cooldownSeconds: 30, retrySeconds: 5, staleSeconds: 3600 }

let provider: Awaited<ReturnType<typeof startProvider>>
let city: ReturnType<typeof cityIdentity>

beforeEach(async () => {
  provider = await startProvider({ keys: [one], people })
  city = cityIdentity({ issuer: provider.issuer, change: { keys } })
})
afterEach(async () => {
  await city.dispose()
  await provider.stop()
})

const signIn = async () => (await provider.signIn('toya')).access_token
const fetches = () => provider.asked.filter((path) => path === '/jwks').length

describe('the keys', () => {
  it('are found by discovery and fetched once for many requests', async () => {
    const token = await signIn()
    const answers = await Promise.all(Array.from({ length: 20 }, () => city.answerTo(token)))
    expect(new Set(answers)).toEqual(new Set(['200']))
    expect(fetches()).toBe(1)
  })

  it('may have an address of their own, without discovery', async () => {
    const direct = cityIdentity({
      issuer: provider.issuer,
      change: { jwksUri: `${provider.issuer}/jwks` },
    })
    expect(await direct.answerTo(await signIn())).toBe('200')
    expect(provider.asked.some((path) => path.includes('well-known'))).toBe(false)
  })

  it('are fetched anew for a token with a key that is not known, at most once in a while', async () => {
    const before = await signIn()
    expect(await city.answerTo(before)).toBe('200')
    provider.rotate([two, one])
    const after = await signIn()
    expect(await city.answerTo(after)).toBe('401 tokenInvalid (unknownKey)')
    expect(fetches()).toBe(1)

    city.wait(31)
    expect(await city.answerTo(after)).toBe('200')
    expect(await city.answerTo(before)).toBe('200')
    expect(fetches()).toBe(2)
  })

  it('that change without overlap are known within two seconds, and made-up keys ask the provider no oftener', async () => {
    const usual = cityIdentity({ issuer: provider.issuer })
    expect(await usual.answerTo(await signIn())).toBe('200')
    provider.rotate([two])
    const after = await signIn()
    const madeUp = await signed({ ...one, kid: 'made-up' })
    const askAll = () =>
      Promise.all([after, ...Array.from({ length: 20 }, () => madeUp)].map((it) => usual.answerTo(it)))
    usual.wait(1.9)
    expect(new Set(await askAll())).toEqual(new Set(['401 tokenInvalid (unknownKey)']))
    expect(fetches()).toBe(1)
    usual.wait(0.1)
    const [good, ...others] = await askAll()
    expect([good, new Set(others)]).toEqual(['200', new Set(['401 tokenInvalid (unknownKey)'])])
    expect(fetches()).toBe(2)
    expect(await usual.answerTo(madeUp)).toBe('401 tokenInvalid (unknownKey)')
    expect(fetches()).toBe(2)
    await usual.dispose()
  })

  it('that the provider withdrew are good no more once the set was renewed', async () => {
    const token = await signIn()
    expect(await city.answerTo(token)).toBe('200')
    provider.rotate([two])
    city.wait(1201)
    expect(await city.answerTo(token)).toBe('401 tokenInvalid (unknownKey)')
  })

  it('are renewed beside the requests', async () => {
    const token = await signIn()
    await city.answerTo(token)
    city.wait(601)
    expect(await city.answerTo(token)).toBe('200')
    await expect.poll(fetches).toBe(2)
  })

  it('need no names: then each is tried', async () => {
    const nameless = [one, two].map(({ kid: _name, ...key }) => key)
    const set = { keys: nameless.map(({ d: _private, ...key }) => key) }
    const fixed = cityIdentity({
      issuer: provider.issuer,
      change: { jwksUri: 'https://keys.test/' },
      fetch: async () => Response.json(set),
    })
    const tokens = [await signIn()]
    provider.rotate([two])
    tokens.push(await signIn())
    for (const token of tokens)
      expect(await fixed.answerTo(withoutKid(token))).toBe('401 tokenInvalid (signature)')
    // Signed again without a name, since the header is part of what is signed.
    for (const key of nameless) expect(await fixed.answerTo(await signed(key))).toBe('200')
  })
})

describe('while the provider is away', () => {
  it('known keys go on working, and unknown ones are answered with 503', async () => {
    const token = await signIn()
    provider.rotate([two, one])
    const unknown = await signIn()
    provider.rotate([one])
    expect(await city.answerTo(token)).toBe('200')
    await provider.stop()

    city.wait(1201)
    expect(await city.answerTo(token)).toBe('200')
    expect(city.failures).toHaveLength(1)
    expect(await city.answerTo(unknown)).toBe('503 identityUnavailable')
    expect(await city.answerTo(token)).toBe('200')
    expect(city.failures).toHaveLength(1)

    await provider.start()
    provider.rotate([two, one])
    city.wait(6)
    expect(await city.answerTo(unknown)).toBe('200')
  })

  it('nobody is known after a start: 503 with Retry-After, and the provider is left alone for a moment', async () => {
    const token = await signIn()
    await provider.stop()
    const response = await city.ask(token)
    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(await response.json()).toMatchObject({
      code: 'identityUnavailable',
      message: { zh: expect.stringContaining('无需重新登录'), en: expect.stringContaining('same token') },
    })
    await Promise.all(Array.from({ length: 10 }, () => city.answerTo(token)))
    expect(city.failures).toHaveLength(1)
    // What needs no provider does not wait for it.
    expect(await city.answerTo(undefined)).toBe('401 tokenMissing')

    await provider.start()
    expect(await city.answerTo(token)).toBe('503 identityUnavailable')
    city.wait(6)
    expect(await city.answerTo(token)).toBe('200')
  })

  it('keys are good no more after the longest time', async () => {
    const token = await signIn()
    expect(await city.answerTo(token)).toBe('200')
    await provider.stop()
    city.wait(3600 + 600)
    expect(await city.answerTo(token)).toBe('503 identityUnavailable')
    await provider.start()
  })
})

describe('a provider that answers something else', () => {
  const answering = async (status: number, body: string, path = '') => {
    const server = createServer((_request, response) => response.writeHead(status).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const other = cityIdentity({
      issuer: provider.issuer,
      change: { jwksUri: `http://127.0.0.1:${port}/${path}` },
    })
    try {
      return await other.answerTo(await signIn())
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await other.dispose()
    }
  }

  it.each([
    ['an error', 500, 'no'],
    ['a redirect', 302, ''],
    ['a page', 200, '<html>'],
    ['no keys', 200, '{"keys":"none"}'],
    ['a broken key', 200, '{"keys":[{"kty":"EC","kid":"one","crv":"P-256","x":"AA","y":"AA"}]}'],
  ])('such as %s is unavailable, and the token not judged', async (_what, status, body) => {
    expect(await answering(status, body)).toBe('503 identityUnavailable')
  })

  it('such as another issuer’s discovery document is not followed', async () => {
    const token = await signIn()
    const documents = {
      'another issuer': { issuer: 'https://evil.test', jwks_uri: `${provider.issuer}/jwks` },
      'keys without HTTPS': { issuer: 'https://city.test', jwks_uri: 'http://evil.test/jwks' },
    }
    for (const document of Object.values(documents)) {
      const asked: string[] = []
      const other = cityIdentity({
        issuer: 'https://city.test',
        fetch: async (input) => {
          asked.push(String(input))
          return Response.json(document)
        },
      })
      expect(await other.answerTo(token)).toBe('503 identityUnavailable')
      expect(asked).toEqual(['https://city.test/.well-known/openid-configuration'])
    }
  })
})

const withoutKid = (token: string) => {
  const [, payload, signature] = token.split('.')
  return [Buffer.from('{"alg":"ES256","typ":"at+jwt"}').toString('base64url'), payload, signature].join('.')
}

const signed = async (key: JWK) =>
  new SignJWT({ ...people.toya })
    .setProtectedHeader({ alg: 'ES256', ...(key.kid !== undefined && { kid: key.kid }) })
    .setSubject('toya')
    .setIssuer(provider.issuer)
    .setAudience(audience)
    .setExpirationTime('1h')
    .sign(await importJWK(key, 'ES256'))
