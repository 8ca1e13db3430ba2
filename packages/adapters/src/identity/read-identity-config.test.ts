/** A configuration with faults has them all told at once, each with its place and what is allowed instead. */
import { describe, expect, it } from 'vitest'
import { readIdentityConfig } from './read-identity-config.ts'
import { fromAccounts, fromClaims } from './testing/city-identity.ts'

const good = {
  issuer: 'https://sso.example.cn/realms/city',
  audience: 'chuishao',
  algorithms: ['ES256', 'RS256'],
  tenant: { value: '150100' },
  person: fromClaims,
}

const faultsOf = (input: unknown) => {
  const read = readIdentityConfig(input)
  if (read.ok) return []
  for (const { message, allowed } of read.errors) {
    for (const { zh, en } of [message, allowed]) {
      expect(zh).not.toBe('')
      expect(en).not.toBe('')
    }
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/)
  }
  return read.errors.map(({ path, code }) => `${path} ${code}`)
}

describe('a configuration of identity', () => {
  it('is read as it stands', () => {
    for (const person of [fromClaims, fromAccounts, { ...fromAccounts, actingPerson: { claim: ['a', 'b'] } }])
      expect(readIdentityConfig({ ...good, person })).toEqual({ ok: true, config: { ...good, person } })
  })

  it('has every fault told at once', () => {
    const faulty = {
      issuer: 'http://sso.example.cn',
      jwksUri: 'sso.example.cn/jwks',
      audience: [],
      algorithms: ['HS256', 'none', 'ES256'],
      clockToleranceSeconds: 3600,
      keys: { refreshSeconds: '600', retry: 5 },
      tenant: { value: '150100', claim: 'tenant' },
      person: {
        ...fromClaims,
        name: {},
        unitId: { claim: [] },
        roles: {
          claim: 'roles',
          map: { wgy: 'gridWorker', admin: 'system', boss: 'chief' },
          otherwise: 'dispatcher',
        },
      },
      secret: 'x',
    }
    expect(faultsOf(faulty).sort()).toEqual(
      [
        'algorithms.0 invalid',
        'algorithms.1 invalid',
        'audience invalid',
        'clockToleranceSeconds invalid',
        'issuer insecureAddress',
        'jwksUri invalid',
        'keys.refreshSeconds invalid',
        'keys.retry unknownKey',
        'person.name.claim missing',
        'person.roles.map.admin invalid',
        'person.roles.map.boss invalid',
        'person.roles.otherwise invalid',
        'person.unitId.claim invalid',
        'secret unknownKey',
        'tenant invalid',
      ].sort(),
    )
  })

  it('is missing where it is missing', () => {
    expect(faultsOf({})).toEqual([
      'issuer missing',
      'audience missing',
      'algorithms missing',
      'tenant missing',
      'person missing',
    ])
    expect(faultsOf({ ...good, person: { from: 'magic' } })).toEqual(['person.from invalid'])
    expect(faultsOf({ ...good, person: { from: 'accounts' } })).toEqual(['person.account missing'])
    expect(faultsOf('text')).toEqual([' invalid'])
    expect(faultsOf(undefined)).toEqual([' missing'])
  })

  it('says in words what is wrong and what is allowed', () => {
    const read = readIdentityConfig({ ...good, algorithms: ['HS256'] })
    expect(read).toMatchObject({
      ok: false,
      errors: [
        {
          path: 'algorithms.0',
          message: { zh: '配置项 algorithms.0 的值不对', en: 'algorithms.0 is not what it may be' },
          allowed: { en: expect.stringContaining('ES256, ES384') },
        },
      ],
    })
  })

  it('may have a provider without HTTPS on this machine, or where that is allowed', () => {
    const issuer = 'http://sso.example.cn'
    expect(faultsOf({ ...good, issuer: 'http://127.0.0.1:3000' })).toEqual([])
    expect(faultsOf({ ...good, issuer })).toEqual(['issuer insecureAddress'])
    expect(faultsOf({ ...good, issuer: 'http://127.0.0.1.example.cn' })).toEqual(['issuer insecureAddress'])
    expect(faultsOf({ ...good, issuer, allowHttp: true })).toEqual([])
  })
})
