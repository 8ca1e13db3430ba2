/** Whatever a provider puts into a token: nobody gets a role, an id or a unit that the configuration does not give. */
import { Actor } from '@chuishao/core/ticket'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readActingPerson } from '../http/acting-person.ts'
import { personFromClaims } from './person-from-claims.ts'
import { listClaim, textClaim } from './read-claims.ts'
import { configOf } from './testing/city-identity.ts'

const { person } = configOf('https://sso.example.cn')
if (person.from !== 'claims') throw new Error('The sample takes people from claims.')
const units = new Set<unknown>(Object.values(person.unitId?.map ?? {}))
const mapped = new Set<unknown>([...Object.values(person.roles.map ?? {}), 'citizen'])

const names = ['sub', 'name', 'dept', 'code', 'realm_access', 'roles', '__proto__', 'constructor']
const words = [
  'wgy',
  'sj',
  'ddy',
  'system',
  'dispatcher',
  'toString',
  '__proto__',
  '150102001',
  'community-1',
]
const anything = fc.object({
  key: fc.constantFrom(...names),
  values: [fc.constantFrom(...words), fc.string(), fc.integer(), fc.constant(null)],
  withNullPrototype: true,
  maxDepth: 3,
})

describe('claims of any shape', () => {
  it('make an actor of the configured roles and units, or nobody', () => {
    const outcomes = { somebody: 0, nobody: 0 }
    const roles = fc.oneof(anything, fc.record({ roles: fc.subarray(words) }))
    const claims = fc.record({
      sub: fc.oneof(anything, fc.string()),
      name: fc.string(),
      dept: anything,
      realm_access: roles,
    })
    fc.assert(
      fc.property(fc.oneof(anything, claims), (given) => {
        const found = personFromClaims(JSON.parse(JSON.stringify(given)), person)
        outcomes[found.ok ? 'somebody' : 'nobody'] += 1
        if (!found.ok) return
        expect(Actor.safeParse(found.actor).success).toBe(true)
        expect(found.actor.roles.every((role) => mapped.has(role))).toBe(true)
        expect(found.actor.unitId === undefined || units.has(found.actor.unitId)).toBe(true)
      }),
      { numRuns: 2000 },
    )
    expect(outcomes.somebody).toBeGreaterThan(20)
    expect(outcomes.nobody).toBeGreaterThan(50)
  })

  it('of a shape that is not ours are told apart from those that are missing, without their values', () => {
    const reasonOf = (claims: Record<string, unknown>) => {
      const found = personFromClaims(
        { realm_access: { roles: ['wgy'] }, dept: { code: 'x' }, ...claims },
        person,
      )
      return found.ok ? undefined : found.reason
    }
    expect(reasonOf({ name: '托娅' })).toBe('the claims give no personId')
    for (const sub of ['auth0|5f7c', 'toya@city.example', 'a'.repeat(80)])
      expect(reasonOf({ name: '托娅', sub })).toBe(
        'the claims give a personId that does not fit: 1 to 64 letters, digits, and . _ : -',
      )
    expect(reasonOf({ sub: 'auth0|5f7c' })).toBe(
      'the claims give no name; the claims give a personId that does not fit: 1 to 64 letters, digits, and . _ : -',
    )
  })

  it('give a name of one line, whatever they are broken into', () => {
    const claims = { sub: 'toya', name: '托娅\r\n  赵', realm_access: { roles: ['wgy'] } }
    expect(personFromClaims(claims, person)).toMatchObject({ ok: true, actor: { name: '托娅 赵' } })
  })

  it('have no value but their own', () => {
    for (const path of [
      'toString',
      'constructor',
      '__proto__',
      ['sub', 'length'],
      ['roles', '0', 'length'],
    ]) {
      expect(textClaim({ sub: 'toya', roles: ['a'] }, path)).toBeUndefined()
      expect(listClaim({ sub: 'toya', roles: ['a'] }, path)).toEqual([])
    }
    expect(textClaim({ 'https://city.example/unit': 'a' }, 'https://city.example/unit')).toBe('a')
    expect(textClaim({ roles: ['a', 'b'] }, 'roles')).toBeUndefined()
    expect(textClaim({ roles: ['a'] }, 'roles')).toBe('a')
  })
})

it('an acting person’s id comes through a header as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
      const headers = new Headers({ 'Chuishao-Acting-Person': encodeURIComponent(id) })
      expect(readActingPerson(headers)).toBe(id)
    }),
  )
  expect(readActingPerson(new Headers({ 'Chuishao-Acting-Person': '%E4%B9' }))).toBe('%E4%B9')
  expect(readActingPerson(new Headers())).toBeUndefined()
})
