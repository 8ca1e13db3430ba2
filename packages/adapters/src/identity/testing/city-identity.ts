/** The sample service behind its HTTP face, with people from a real provider. */
import type { Account } from '@chuishao/core/accounts'
import { testCity, testCityData } from '@chuishao/core/testing'
import { sampleServer } from '../../server/testing/sample-server.ts'
import { accountDirectory } from '../account-directory.ts'
import { oidcAuth, type OidcAuthOptions } from '../oidc-auth.ts'
import { readIdentityConfig } from '../read-identity-config.ts'
import { audience } from './start-provider.ts'

export const tenantId = testCityData.id

/** Two people share the account of a community; a department's has one. */
export const accounts: Account[] = [
  {
    id: 'community-1',
    people: [
      { personId: 'grid-1', name: '托娅', roles: ['gridWorker'], unitId: 'community-1' },
      { personId: '书记-1', name: '赵淑芬', roles: ['communitySecretary'], unitId: 'community-1' },
    ],
  },
  {
    id: 'water',
    people: [{ personId: 'water-1', name: '乌云', roles: ['departmentHandler'], unitId: 'water' }],
  },
]

export const fromAccounts = { from: 'accounts', account: { claim: 'login' } }

/** As a Keycloak realm would have it, with the provider's own words for roles and units. */
export const fromClaims = {
  from: 'claims',
  personId: { claim: 'sub' },
  name: { claim: 'name' },
  unitId: { claim: ['dept', 'code'], map: { '150102001': 'community-1', '150102900': 'water' } },
  roles: {
    claim: ['realm_access', 'roles'],
    map: { wgy: 'gridWorker', sj: 'communitySecretary', cbr: 'departmentHandler', ddy: 'dispatcher' },
    otherwise: 'citizen',
  },
}

export const configOf = (issuer: string, change: Record<string, unknown> = {}) => {
  const base = { issuer, audience, algorithms: ['ES256'], tenant: { value: tenantId }, person: fromClaims }
  const read = readIdentityConfig({ ...base, ...change })
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return read.config
}

export interface CityIdentityOptions extends Partial<OidcAuthOptions> {
  issuer: string
  change?: Record<string, unknown>
}

export const cityIdentity = ({ issuer, change, ...options }: CityIdentityOptions) => {
  const clock = { ms: 0 }
  const reasons: string[] = []
  const failures: unknown[] = []
  const authenticate = oidcAuth({
    config: configOf(issuer, change),
    accounts: accountDirectory({ [tenantId]: accounts }),
    cities: (tenant) => (tenant === tenantId ? testCity : undefined),
    onUnrecognised: (reason) => reasons.push(reason),
    onError: (error) => failures.push(error),
    elapsedMs: () => clock.ms,
    ...options,
  })
  const server = sampleServer({ authenticate })

  const ask = (token: string | undefined, path = '/api/v1/me', init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`)
    return server.handler(new Request(`http://service.test${path}`, { ...init, headers }))
  }
  /** `200`, or `401 tokenInvalid (audience)`. */
  const answerTo = async (token: string | undefined, path?: string, init?: RequestInit) => {
    const response = await ask(token, path, init)
    const body: { code?: string } = JSON.parse(await response.text())
    const [, fault] = /error_description="(\w+)"/.exec(response.headers.get('WWW-Authenticate') ?? '') ?? []
    return [response.status, body.code, fault && `(${fault})`].filter((it) => it !== undefined).join(' ')
  }
  return {
    ...server,
    authenticate,
    reasons,
    failures,
    ask,
    answerTo,
    /** Seconds go by for the keys. */
    wait: (seconds: number) => void (clock.ms += seconds * 1000),
  }
}
