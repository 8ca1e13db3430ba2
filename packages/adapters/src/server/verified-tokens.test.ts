import { generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { bearerAuth } from './auth.ts'
import { verifiedTokens } from './verified-tokens.ts'

const exp = 1_000
const claims = { sub: 'person-1', exp, nbf: 900 }
const at = (elapsedMs: number, sinceEpoch = 950_000) => ({ elapsedMs, sinceEpoch })

describe('a verified token', () => {
  it('is known for its time', () => {
    const tokens = verifiedTokens({ keepSeconds: 30 })
    tokens.keep('token', claims, at(0))
    expect(tokens.claimsOf('token', at(29_999))).toBe(claims)
    expect(tokens.claimsOf('token', at(30_000))).toBeUndefined()
    expect(tokens.claimsOf('token2', at(0))).toBeUndefined()
  })

  it('is not known before its own beginning or beyond its own end', () => {
    const tokens = verifiedTokens({ keepSeconds: 30 })
    tokens.keep('token', claims, at(0))
    expect(tokens.claimsOf('token', at(1, exp * 1000 - 1))).toBe(claims)
    expect(tokens.claimsOf('token', at(1, exp * 1000))).toBeUndefined()
    expect(tokens.claimsOf('token', at(1, 899_999))).toBeUndefined()
  })

  it('makes room for others: the one that was verified first goes, and all whose time is over', () => {
    const tokens = verifiedTokens({ keepSeconds: 30, maxTokens: 2 })
    for (const token of ['a', 'b', 'c']) tokens.keep(token, claims, at(0))
    expect(['a', 'b', 'c'].map((token) => tokens.claimsOf(token, at(0)))).toEqual([undefined, claims, claims])
    tokens.keep('d', claims, at(100_000))
    expect(tokens.kept()).toBe(1)
  })
})

describe('bearerAuth', () => {
  it('computes the signature of a token once within the time, and takes none of it for another token', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    let asked = 0
    let now = Date.now()
    const authenticate = bearerAuth({
      jwks: async () => ((asked += 1), publicKey),
      issuer: 'https://issuer.test',
      audience: 'here',
      algorithms: ['ES256'],
      resolveActor: ({ sub }) => ({
        tenantId: '150102',
        actor: { personId: sub ?? '', name: 'Somebody', roles: ['citizen'] },
      }),
      keepVerifiedSeconds: 30,
      elapsedMs: () => now,
      now: () => new Date(now),
    })
    const sign = (sub: string) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256' })
        .setSubject(sub)
        .setIssuer('https://issuer.test')
        .setAudience('here')
        .setExpirationTime(Math.floor(now / 1000) + 60)
        .sign(privateKey)
    const ask = (token: string) =>
      authenticate(new Request('https://here.test', { headers: { Authorization: `Bearer ${token}` } }))
    const token = await sign('one')
    const who = { ok: true, session: { actor: { personId: 'one' } } }
    expect(await ask(token)).toMatchObject(who)
    expect(await ask(token)).toMatchObject(who)
    expect(asked).toBe(1)
    const [header, , signature] = token.split('.')
    const [, payload] = (await sign('two')).split('.')
    expect(await ask(`${header}.${payload}.${signature}`)).toMatchObject({ ok: false, code: 'tokenInvalid' })
    now += 30_000
    expect(await ask(token)).toMatchObject(who)
    expect(asked).toBe(3)
    now += 60_000
    expect(await ask(token)).toEqual({ ok: false, code: 'tokenExpired' })
  })
})
