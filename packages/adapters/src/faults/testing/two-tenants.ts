/** The sample city twice, as two tenants whose people are not the same. */
import { people, testCityData, type TestPerson } from '@chuishao/core/testing'
import { indexCity } from '@chuishao/core/matters'
import type { Actor } from '@chuishao/core/ticket'
import { weekendCalendar } from '@chuishao/core/time'

export const tenants = ['alpha', 'beta'] as const
export type Tenant = (typeof tenants)[number]

const cities = new Map<string, { index: ReturnType<typeof indexCity>; data: typeof testCityData }>(
  tenants.map((id) => {
    const data = { ...testCityData, id }
    return [id, { index: indexCity(data, weekendCalendar), data }]
  }),
)

export const cityOf = (tenantId: string) => cities.get(tenantId)

export const personOf = (tenantId: Tenant, person: TestPerson): Actor => ({
  ...people[person],
  personId: `${tenantId}-${people[person].personId}`,
})

/** The header `Authorization` of a person's request. */
export type BearerOf = (tenantId: Tenant, person: TestPerson) => string

/** What a request of the load carries instead of a signed token: identity is not what is tested here. */
export const bearer: BearerOf = (tenantId, person) => `Bearer ${tenantId}:${person}`

export function sessionOf(authorization: string | null) {
  const [, tenant, person] = /^Bearer (\w+):(\w+)$/.exec(authorization ?? '') ?? []
  const tenantId = tenants.find((it) => it === tenant)
  if (!tenantId || !person || !isPerson(person)) return undefined
  return { tenantId, actor: personOf(tenantId, person) }
}

const isPerson = (name: string): name is TestPerson => name in people
