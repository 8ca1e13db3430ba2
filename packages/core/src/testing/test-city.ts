/** A tiny city for tests: one community, its street, departments, and four matters. */
import { indexCity } from '../matters/index.ts'
import type { Actor, Matter, Policy, Unit } from '../ticket/index.ts'
import { weekendCalendar } from '../time/index.ts'
import type { City, CityData } from '../lifecycle/city.ts'

const unit = (id: string, type: Unit['type'], more: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  type,
  regionCode: '150102',
  ...more,
})

const matter = (code: string, more: Partial<Matter> = {}): Matter => ({
  code,
  name: code,
  synonyms: [],
  category: 'streets',
  level: 'city',
  route: 'department',
  responsible: 'duty:cityManagement',
  coUnits: [],
  whistleEvidence: 'optional',
  resultEvidence: 'optional',
  ...more,
})

export const testPolicy: Policy = {
  profile: {
    id: 'test',
    name: { zh: '测试', en: 'Test' },
    source: { zh: '测试', en: 'Test' },
    acceptLimit: { amount: 2, unit: 'hour' },
    handleLimit: { amount: 5, unit: 'workingDay' },
    acceptWarning: { amount: 30, unit: 'minute' },
    handleWarning: { amount: 1, unit: 'workingDay' },
  },
  returns: { max: 2, reasons: [{ code: 'notOurs', label: { zh: '不属职责', en: 'Not our duty' } }] },
  extensions: { max: 1, maxLimit: { amount: 10, unit: 'workingDay' } },
  suspension: { pausesClock: true },
  resultReview: {
    enabled: true,
    silenceLimit: { amount: 3, unit: 'day' },
    reworkLimit: { amount: 2, unit: 'workingDay' },
  },
  evaluation: {
    requiredRaters: ['community', 'citizen'],
    silenceLimit: { amount: 7, unit: 'day' },
    tags: [],
  },
  reopening: { max: 1, window: { amount: 15, unit: 'day' } },
  notes: [],
}

export const testCityData: CityData = {
  id: 'test',
  name: { zh: '测试市', en: 'Testville' },
  demo: true,
  listVersion: 'test-1',
  policy: testPolicy,
  matters: [
    matter('manhole', { whistleEvidence: 'required', resultEvidence: 'required' }),
    matter('parking'),
    matter('lamp', { name: '路灯不亮' }),
    matter('pipe', { name: '水管破裂', category: 'water', responsible: 'duty:water' }),
    matter('benches', { route: 'selfGovernance' }),
    matter('signs', { route: 'street' }),
    matter('quiet', { whistleEvidence: 'none', resultEvidence: 'none' }),
  ],
  units: [
    unit('community-1', 'community', { parentId: 'street-1' }),
    unit('community-2', 'community', { parentId: 'street-1' }),
    unit('street-1', 'street'),
    unit('city-management', 'districtDepartment', { duty: 'cityManagement' }),
    unit('water', 'districtDepartment', { duty: 'water' }),
    unit('police', 'districtDepartment', { duty: 'police' }),
    unit('dispatch', 'dispatchCentre'),
  ],
}

export const testCity: City = indexCity(testCityData, weekendCalendar)

/** The test city with parts of its policy replaced. */
export const cityWith = (change: Partial<Policy>): City =>
  indexCity({ ...testCityData, policy: { ...testPolicy, ...change } }, weekendCalendar)

const person = (personId: string, role: Actor['roles'][number], unitId?: string): Actor => ({
  personId,
  name: personId,
  roles: [role],
  ...(unitId && { unitId }),
})

/** One person for every part. */
export const people = {
  gridWorker: person('grid-1', 'gridWorker', 'community-1'),
  secretary: person('secretary-1', 'communitySecretary', 'community-1'),
  neighbour: person('grid-2', 'gridWorker', 'community-2'),
  buildingHead: person('head-1', 'buildingHead', 'community-1'),
  street: person('street-officer', 'streetOfficer', 'street-1'),
  cityManagement: person('handler-cm', 'departmentHandler', 'city-management'),
  water: person('handler-water', 'departmentHandler', 'water'),
  police: person('handler-police', 'departmentHandler', 'police'),
  dispatcher: person('dispatcher-1', 'dispatcher', 'dispatch'),
  reviewer: person('reviewer-1', 'returnReviewer', 'dispatch'),
  ownReviewer: person('reviewer-2', 'returnReviewer', 'city-management'),
  supervisor: person('supervisor-1', 'supervisor', 'dispatch'),
  citizen: person('citizen-1', 'citizen'),
  stranger: person('citizen-2', 'citizen'),
  analyst: person('analyst-1', 'analyst'),
  system: person('system', 'system'),
} as const

export type TestPerson = keyof typeof people
