/** Tokens of a real OpenID provider, obtained by its own flows: whom they stand for, and which are refused. */
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cityIdentity, fromClaims } from './testing/city-identity.ts'
import { audience, makeKey, otherAudience, startProvider } from './testing/start-provider.ts'

const people = {
  toya: {
    name: '托娅',
    dept: { code: '150102001' },
    realm_access: { roles: ['offline_access', 'wgy', 'sj'] },
  },
  wuyun: { name: '乌云', dept: { code: 150102900 }, realm_access: { roles: ['cbr'] } },
  hasi: { name: '哈斯', realm_access: { roles: ['offline_access'] } },
  upstart: { name: '孟和', dept: { code: '150102001' }, realm_access: { roles: ['ddy'] } },
  lost: { name: '巴图', dept: { code: '999' }, realm_access: { roles: ['wgy'] } },
  nameless: { dept: { code: '150102001' }, realm_access: { roles: ['wgy'] } },
  flat: { name: '高峰', unit: 'water', roles: 'departmentHandler,system' },
  texts: { name: '高峰', unit: 'water', roles: 'departmentHandler,nothing' },
}

const key = await makeKey('one')
let provider: Awaited<ReturnType<typeof startProvider>>
let city: ReturnType<typeof cityIdentity>

beforeAll(async () => {
  provider = await startProvider({ keys: [key], people })
  city = cityIdentity({ issuer: provider.issuer })
})
afterAll(async () => {
  expect(city.errors).toEqual([])
  await city.dispose()
  await provider.stop()
})

const tokenOf = async (person: keyof typeof people) => (await provider.signIn(person)).access_token

describe('a person whom the provider describes', () => {
  it('signs in there and acts here, with roles and unit by the city’s maps', async () => {
    const response = await city.ask(await tokenOf('toya'))
    expect(await response.json()).toEqual({
      personId: 'toya',
      name: '托娅',
      roles: ['gridWorker', 'communitySecretary'],
      unitId: 'community-1',
    })
  })

  it('may have a unit that is a number', async () => {
    expect(await (await city.ask(await tokenOf('wuyun'))).json()).toMatchObject({ unitId: 'water' })
  })

  it('is a resident where the claims have no role', async () => {
    expect(await (await city.ask(await tokenOf('hasi'))).json()).toEqual({
      personId: 'hasi',
      name: '哈斯',
      roles: ['citizen'],
    })
  })

  it('is nobody where the claims do not say all, and the log says what is missing', async () => {
    expect(await city.answerTo(await tokenOf('nameless'))).toBe('403 unknownPerson')
    expect(city.reasons.at(-1)).toBe('the claims give no name')
    expect(await city.answerTo((await provider.clientToken()).access_token)).toBe('403 unknownPerson')
  })

  it('is nobody in a role that does not act for the unit, or for a unit that is not mapped', async () => {
    expect(await city.answerTo(await tokenOf('upstart'))).toBe('403 unknownPerson')
    expect(city.reasons.at(-1)).toBe('the role dispatcher does not act for a community')
    expect(await city.answerTo(await tokenOf('lost'))).toBe('403 unknownPerson')
    expect(city.reasons.at(-1)).toBe('the role gridWorker does not act for no unit')
  })

  it('may have roles in one text, among them none that is the system’s', async () => {
    const person = { ...fromClaims, unitId: { claim: 'unit' }, roles: { claim: 'roles', separator: ',' } }
    const flat = cityIdentity({ issuer: provider.issuer, change: { person } })
    expect(await (await flat.ask(await tokenOf('texts'))).json()).toMatchObject({
      roles: ['departmentHandler'],
    })
    expect(await flat.answerTo(await tokenOf('flat'))).toBe('403 unknownPerson')
  })

  it('belongs to the tenant that a claim names, and to none that is not served', async () => {
    const map = { '150102001': 'test', '150102900': 'elsewhere' }
    const many = cityIdentity({
      issuer: provider.issuer,
      change: { tenant: { claim: ['dept', 'code'], map } },
    })
    expect(await many.answerTo(await tokenOf('toya'))).toBe('200')
    expect(await many.answerTo(await tokenOf('wuyun'))).toBe('403 unknownPerson')
    expect(await many.answerTo(await tokenOf('lost'))).toBe('403 unknownPerson')
  })
})

describe('a token is refused', () => {
  it('where it was made for another service', async () => {
    expect(await city.answerTo((await provider.signIn('toya', otherAudience)).access_token)).toBe(
      '401 tokenInvalid (audience)',
    )
  })

  it('where it is an ID token', async () => {
    const { id_token } = await provider.signIn('toya')
    expect(await city.answerTo(id_token)).toBe('401 tokenInvalid (audience)')
    const strict = cityIdentity({
      issuer: provider.issuer,
      change: { audience: [audience, 'portal'], tokenType: 'at+jwt' },
    })
    expect(await strict.answerTo(id_token)).toBe('401 tokenInvalid (tokenType)')
    expect(await strict.answerTo(await tokenOf('toya'))).toBe('200')
  })

  it('where another provider made it', async () => {
    const other = await startProvider({ keys: [await makeKey('one')], people })
    const { access_token } = await other.signIn('toya')
    expect(await city.answerTo(access_token)).toBe('401 tokenInvalid (signature)')
    // Even with the same key: the same software may serve several cities.
    other.rotate([key])
    expect(await city.answerTo((await other.signIn('toya')).access_token)).toBe('401 tokenInvalid (issuer)')
    await other.stop()
  })

  it('once it has expired, give or take the tolerance', async () => {
    const token = await tokenOf('toya')
    const after = (seconds: number) =>
      cityIdentity({
        issuer: provider.issuer,
        change: { clockToleranceSeconds: 60 },
        now: () => new Date(Date.now() + seconds * 1000),
      })
    expect(await after(3600 + 30).answerTo(token)).toBe('200')
    expect(await after(3600 + 90).answerTo(token)).toBe('401 tokenExpired (expired)')
  })

  it('where it is missing or no token', async () => {
    expect(await city.answerTo(undefined)).toBe('401 tokenMissing')
    expect(await city.answerTo('a.b.c')).toBe('401 tokenInvalid (malformed)')
    const token = await tokenOf('toya')
    expect(await city.answerTo(token.slice(0, -8))).toMatch(/^401 tokenInvalid \((signature|malformed)\)$/)
  })

  it('where it is without a signature', async () => {
    const claims = { ...people.toya, sub: 'toya' }
    const token = new UnsecuredJWT(claims)
      .setIssuer(provider.issuer)
      .setAudience(audience)
      .setExpirationTime('1h')
      .encode()
    expect(await city.answerTo(token)).toBe('401 tokenInvalid (algorithm)')
  })

  it('where it is signed with the public key as if that were a secret', async () => {
    const { d: _private, ...publicJwk } = key
    const spki = await exportSPKI(await asKey(publicJwk))
    for (const secret of [spki, JSON.stringify(publicJwk)]) {
      const token = await forged({ alg: 'HS256', kid: 'one' }, new TextEncoder().encode(secret))
      expect(await city.answerTo(token)).toBe('401 tokenInvalid (algorithm)')
    }
  })

  it('where it is signed by a key that the provider does not have, or that it brings along', async () => {
    const foreign = await makeKey('foreign')
    const { d: _private, ...jwk } = foreign
    const private_ = await asKey(foreign)
    expect(await city.answerTo(await forged({ alg: 'ES256', kid: 'foreign' }, private_))).toBe(
      '401 tokenInvalid (unknownKey)',
    )
    expect(await city.answerTo(await forged({ alg: 'ES256', kid: 'one', jwk }, private_))).toBe(
      '401 tokenInvalid (signature)',
    )
  })

  it('where it is signed with an algorithm that is not pinned', async () => {
    const strict = cityIdentity({ issuer: provider.issuer, change: { algorithms: ['RS256'] } })
    expect(await strict.answerTo(await tokenOf('toya'))).toBe('401 tokenInvalid (algorithm)')
  })
})

const asKey = async (jwk: Awaited<ReturnType<typeof makeKey>>) => {
  const made = await importJWK(jwk, 'ES256', { extractable: true })
  if (made instanceof Uint8Array) throw new Error('not an asymmetric key')
  return made
}

const forged = (
  header: { alg: string; kid: string; jwk?: Awaited<ReturnType<typeof makeKey>> },
  signingKey: CryptoKey | Uint8Array,
) =>
  new SignJWT({ ...people.toya })
    .setProtectedHeader(header)
    .setSubject('toya')
    .setIssuer(provider.issuer)
    .setAudience(audience)
    .setExpirationTime('1h')
    .sign(signingKey)
