/** Who can sign in to the demonstration, and what the service is told of the provider that knows them. */
import type { IdentityConfig } from '@chuishao/adapters/identity'

export const audience = 'urn:chuishao:api'
/** Everybody's, because the whole cluster is a demonstration on loopback addresses. */
export const demoPassword = 'demo'
export const demoTenant = 'demo'

/** Claims by login. Units are those of the portal's demo city. */
export const demoPeople: Record<string, Record<string, unknown>> = {
  gridworker: { person: 'grid-1', name: '网格员', unit: 'xincheng-s1-c1', roles: ['gridWorker'] },
  secretary: {
    person: 'secretary-1',
    name: '社区书记',
    unit: 'xincheng-s1-c1',
    roles: ['communitySecretary'],
  },
  department: {
    person: 'handler-1',
    name: '城管承办人',
    unit: 'xincheng-cityManagement',
    roles: ['departmentHandler'],
  },
  dispatcher: { person: 'dispatcher-1', name: '调度员', unit: 'dispatch', roles: ['dispatcher'] },
}

export const identityConfig = (issuer: string): IdentityConfig => ({
  issuer,
  audience,
  algorithms: ['ES256'],
  tokenType: 'at+jwt',
  allowHttp: true,
  tenant: { value: demoTenant },
  person: {
    from: 'claims',
    personId: { claim: 'person' },
    name: { claim: 'name' },
    unitId: { claim: 'unit' },
    roles: { claim: 'roles' },
  },
})
