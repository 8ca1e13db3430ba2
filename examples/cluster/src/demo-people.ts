/** Who can sign in to the demonstration, and what the service is told of the provider that knows them. */
import type { IdentityConfig } from '@chuishao/adapters/identity'

export { demoPeople } from '../../service/src/demo/demo-people.ts'

/** Claims by login. */
export type People = Readonly<Record<string, object>>

export const audience = 'urn:chuishao:api'
/** Everybody's, because the whole cluster is a demonstration on loopback addresses. */
export const demoPassword = 'demo'
export const demoTenant = 'demo'

export const identityConfig = (
  issuer: string,
  tenant: IdentityConfig['tenant'] = { value: demoTenant },
): IdentityConfig => ({
  issuer,
  audience,
  algorithms: ['ES256'],
  tokenType: 'at+jwt',
  allowHttp: true,
  tenant,
  person: {
    from: 'claims',
    personId: { claim: 'person' },
    name: { claim: 'name' },
    unitId: { claim: 'unit' },
    roles: { claim: 'roles' },
  },
})
