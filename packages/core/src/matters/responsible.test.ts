import { describe, expect, test } from 'vitest'
import type { CityData } from '../lifecycle/city.ts'
import type { Matter } from '../ticket/matter.ts'
import type { Policy } from '../ticket/policy.ts'
import type { Unit } from '../ticket/unit.ts'
import { demoProfile } from '../time/profiles.ts'
import { weekendCalendar } from '../time/custom-calendar.ts'
import { indexCity } from './city-index.ts'
import { coUnitsFor, departmentFor, nextHigherUnit, responsibleUnit } from './responsible.ts'

const hour = { amount: 1, unit: 'hour' } as const
const policy: Policy = {
  profile: demoProfile,
  returns: { max: 2, reasons: [{ code: 'notOurs', label: { zh: '非本单位职责', en: 'Not ours' } }] },
  extensions: { max: 1, maxLimit: { amount: 10, unit: 'workingDay' } },
  suspension: { pausesClock: true },
  resultReview: { enabled: true, silenceLimit: hour, reworkLimit: hour },
  evaluation: { requiredRaters: ['community'], silenceLimit: hour, tags: [] },
  reopening: { max: 1, window: hour },
  notes: [],
}

const units: Unit[] = [
  { id: 'city-cm', name: '市城管', type: 'cityDepartment', regionCode: '150100', duty: 'cityManagement' },
  { id: 'city-water', name: '市水务', type: 'cityDepartment', regionCode: '150100', duty: 'water' },
  { id: 'cm', name: '新城城管', type: 'districtDepartment', regionCode: '150102', duty: 'cityManagement' },
  {
    id: 'cm-2',
    name: '新城城管二队',
    type: 'districtDepartment',
    regionCode: '150102',
    duty: 'cityManagement',
  },
  { id: 's1', name: '街道', type: 'street', regionCode: '150102' },
  { id: 'c1', name: '社区', type: 'community', regionCode: '150102', parentId: 's1' },
  { id: 'c2', name: '直管社区', type: 'community', regionCode: '150103' },
]

const matter = (changes: Partial<Matter>): Matter => ({
  code: 'M-1',
  name: '井盖破损',
  synonyms: [],
  category: '市政',
  level: 'district',
  route: 'department',
  responsible: 'duty:cityManagement',
  coUnits: [],
  whistleEvidence: 'none',
  resultEvidence: 'none',
  ...changes,
})

const data: CityData = {
  id: 'demo',
  name: { zh: '演示', en: 'Demo' },
  demo: true,
  listVersion: '1',
  policy,
  matters: [matter({})],
  units,
}
const city = indexCity(data, weekendCalendar)
const leader = (changes: Partial<Matter>, communityId = 'c1') =>
  responsibleUnit({ matter: matter(changes), communityId, city })?.id

describe('an indexed city', () => {
  test('finds matters and units by their identifiers', () => {
    expect(city.matter('M-1')?.name).toBe('井盖破损')
    expect(city.unit('s1')?.name).toBe('街道')
    expect(city.matter('M-2')).toBeUndefined()
    expect(city.calendar.version).toBe('weekends-only')
  })

  test('finds the unit with a duty in the region, else in the city, the first of several', () => {
    expect(city.unitWithDuty('cityManagement', '150102')?.id).toBe('cm')
    expect(city.unitWithDuty('cityManagement', '150103')?.id).toBe('city-cm')
    expect(city.unitWithDuty('water', '150102')?.id).toBe('city-water')
    expect(city.unitWithDuty('police', '150102')).toBeUndefined()
  })
})

describe('the first lead', () => {
  test('is the community where the matter is self-governed', () => {
    expect(leader({ route: 'selfGovernance' })).toBe('c1')
  })

  test('is the community’s street where the street starts', () => {
    expect(leader({ route: 'street' })).toBe('s1')
    expect(leader({ route: 'street' }, 'c2')).toBeUndefined()
  })

  test('is the department of the community’s region', () => {
    expect(leader({})).toBe('cm')
    expect(leader({}, 'c2')).toBe('city-cm')
    expect(leader({ responsible: 'city-water' })).toBe('city-water')
  })

  test('is nobody for a community or a department that the city does not have', () => {
    expect(leader({}, 'elsewhere')).toBeUndefined()
    expect(leader({ responsible: 'duty:police' })).toBeUndefined()
    expect(leader({ route: 'selfGovernance' }, 's1')).toBeUndefined()
  })

  test('is never a community for what its own list does not have', () => {
    expect(leader({ responsible: 'c1' })).toBeUndefined()
    expect(nextHigherUnit(matter({ responsible: 'c1' }), 's1', 'c1', city)).toBeUndefined()
  })
})

test('assisting departments are found once each, without the lead and without those the city lacks', () => {
  const joint = matter({ coUnits: ['duty:water', 'city-water', 'duty:cityManagement', 'duty:police'] })
  expect(coUnitsFor(joint, 'c1', city).map((unit) => unit.id)).toEqual(['city-water'])
  expect(departmentFor(joint, 'c1', city)?.id).toBe('cm')
})

describe('an escalation', () => {
  const next = (currentLeadId: string, communityId = 'c1') =>
    nextHigherUnit(matter({}), currentLeadId, communityId, city)?.id

  test('goes from the community to the street, then to the department, and no further', () => {
    expect(next('c1')).toBe('s1')
    expect(next('s1')).toBe('cm')
    expect(next('cm')).toBeUndefined()
    expect(next('unknown')).toBeUndefined()
  })

  test('goes straight to the department where a community has no street', () => {
    expect(next('c2', 'c2')).toBe('city-cm')
  })
})
