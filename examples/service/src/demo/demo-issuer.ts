/**
 * A token issuer for trying a service out: it signs for any of the demo people, whoever asks. Its key is made anew at
 * each start and kept nowhere.
 */
import { randomUUID } from 'node:crypto'
import type { IdentityConfig } from '@chuishao/adapters/identity'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { demoPeople, type DemoClaims } from './demo-people.ts'

const lifetime = '8 hours'

export type DemoIssuer = (request: Request) => Promise<Response>

/** Answers `/token/LOGIN`, and what OpenID Connect Discovery and the keys are asked for by the service. */
export async function demoIssuer({
  issuer,
  audience,
  algorithm,
  tokenType = 'JWT',
}: {
  issuer: string
  audience: string
  algorithm: IdentityConfig['algorithms'][number]
  tokenType?: string
}): Promise<DemoIssuer> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm)
  const kid = randomUUID()
  const key = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' }

  const sign = ({ person, ...claims }: DemoClaims) =>
    new SignJWT({ ...claims, person })
      .setProtectedHeader({ alg: algorithm, typ: tokenType, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(person)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(privateKey)

  return async (request) => {
    const { host, pathname } = new URL(request.url)
    // A page of another site that points its own name at this address must not get a token.
    if (host !== new URL(issuer).host) return text('没有这个地址 / There is no such address', 421)
    if (pathname === '/.well-known/openid-configuration')
      return Response.json({ issuer, jwks_uri: new URL('/keys', issuer).href })
    if (pathname === '/keys') return Response.json({ keys: [key] })
    const login = /^\/token\/(\w+)$/.exec(pathname)?.[1] ?? ''
    const claims = Object.hasOwn(demoPeople, login) ? demoPeople[login] : undefined
    if (claims) return text(await sign(claims))
    const people = Object.keys(demoPeople)
    return text(`没有这个人；可用 / Nobody is called so; there are: ${people.join(', ')}`, 404)
  }
}

const text = (body: string, status = 200) =>
  new Response(body, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
