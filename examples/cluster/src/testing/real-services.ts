/** The two tenants of the fault rounds as the real service is told of them: spreadsheets, limits, and people of a provider. */
import { exportMattersCsv } from '@chuishao/core/matters/export'
import { people, testCityData, type TestPerson } from '@chuishao/core/testing'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityConfig } from '../demo-people.ts'
import { startIdentityProvider } from '../start-identity-provider.ts'
import { serviceCommand } from '../service-config.ts'
import { personOf, tenants, type BearerOf, type Tenant } from './faults.ts'

/** Limits so short that deadlines of tickets that nobody answers fall due under load: after a half and a whole minute. */
const policy = {
  ...testCityData.policy,
  profile: { ...testCityData.policy.profile, acceptLimit: { amount: 1, unit: 'minute' } },
}

const login = (tenantId: Tenant, person: TestPerson) => `${tenantId}-${person}`

/** Starts the provider and answers how services are started that believe it, and what people show to them. */
export async function realServices(folder: string) {
  const claims: Record<string, object> = {}
  for (const tenantId of tenants) {
    for (const person of persons) {
      const { personId, name, unitId, roles } = personOf(tenantId, person)
      claims[login(tenantId, person)] = { tenant: tenantId, person: personId, name, unit: unitId, roles }
    }
  }
  const provider = await startIdentityProvider({ folder, people: claims })
  const tokens = new Map<string, string>()
  for (const it of Object.keys(claims)) tokens.set(it, await provider.token(it))

  const bearerOf: BearerOf = (tenantId, person) => `Bearer ${tokens.get(login(tenantId, person))}`
  const command = serviceCommand({
    identity: identityConfig(provider.issuer, { claim: 'tenant' }),
    cities: () => cities(folder),
    more: {
      deadlines: { pollSeconds: 1 },
      // A few people make all the load, from one address.
      limits: { perActor: plenty, perAddress: plenty },
    },
  })
  return { command, bearerOf, stop: () => provider.process.stop() }
}

const plenty = { requests: 1_000_000, seconds: 1 }

const persons = Object.keys(people).filter(
  (it): it is Exclude<TestPerson, 'system'> => it in people && it !== 'system',
)

function cities(folder: string) {
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const { name, demo, listVersion, matters, units } = testCityData
  const fields = ['id', 'name', 'type', 'regionCode', 'parentId', 'duty'] as const
  const rows = units.map((unit) => fields.map((field) => unit[field] ?? '').join(','))
  const city = {
    name,
    demo,
    listVersion,
    policy: file('policy.json', JSON.stringify(policy)),
    matters: file('matters.csv', exportMattersCsv(matters, { language: 'en' })),
    units: file('units.csv', [fields.join(','), ...rows, ''].join('\n')),
  }
  return Object.fromEntries(tenants.map((tenantId) => [tenantId, city]))
}
