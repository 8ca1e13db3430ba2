/** The test city of the core as an existing portal holds it, so that `ticketGatewayConformance` can be run on one. */
import { people, testCityData } from '@chuishao/core/testing'
import type { Actor } from '@chuishao/core/ticket'
import type { DemoAccount, DemoCity, DemoUnit } from '../demo-city.ts'

const kinds: Record<string, DemoUnit['kind']> = { community: 'community', dispatchCentre: 'centre' }

const parts: Record<string, DemoAccount['part']> = {
  gridWorker: 'reporter',
  departmentHandler: 'handler',
  dispatcher: 'centre',
  citizen: 'citizen',
}

function accountOf({ personId, name, unitId, roles: [role] }: Actor): DemoAccount[] {
  const part = parts[role ?? '']
  if (part === undefined) return []
  return [{ userName: personId, nickName: name, part, ...(unitId !== undefined && { unit: unitId }) }]
}

/** Departments by the duty that the list of matters names. */
const departments: Record<string, string> = {
  'duty:cityManagement': 'city-management',
  'duty:water': 'water',
}

export const conformanceCity: DemoCity = {
  units: testCityData.units
    .filter(({ type }) => type !== 'street')
    .map(({ id, name, type }) => ({ key: id, name, kind: kinds[type] ?? 'department' })),
  accounts: Object.values(people).flatMap(accountOf),
  matters: testCityData.matters
    .filter(({ route }) => route === 'department')
    .map(({ code, name, category, responsible, whistleEvidence }) => ({
      key: code,
      name,
      category,
      department: departments[responsible] ?? 'city-management',
      signHours: 2,
      finishHours: 48,
      photo: whistleEvidence,
    })),
}

/** The numbers that a portal gives the units, by their names of the test city. */
export const unitNumbers = (first: number): Record<string, number> =>
  Object.fromEntries(conformanceCity.units.map(({ key }, index) => [key, first + index]))
