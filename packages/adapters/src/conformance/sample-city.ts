/** A small invented city with a cast of people: what a backend is filled with to be tested as a gateway. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { Actor, Matter, Unit } from '@chuishao/core/ticket'

const unit = (id: string, name: string, type: Unit['type'], more: Partial<Unit> = {}): Unit => ({
  id,
  name,
  type,
  regionCode: '150102',
  ...more,
})

const matter = (code: string, name: string, more: Partial<Matter> = {}): Matter => ({
  code,
  name,
  synonyms: [],
  category: '市容环境',
  level: 'district',
  route: 'department',
  responsible: 'duty:cityManagement',
  coUnits: [],
  whistleEvidence: 'optional',
  resultEvidence: 'optional',
  ...more,
})

/** Both raters are required and results are reviewed; limits are the sample's own. */
export const sampleCity: CityData = {
  id: '150100',
  name: { zh: '示例市', en: 'Sample City' },
  demo: true,
  listVersion: 'sample-1',
  policy: {
    profile: {
      id: 'sample',
      name: { zh: '示例', en: 'Sample' },
      source: { zh: '示例数据', en: 'Sample data' },
      acceptLimit: { amount: 2, unit: 'hour' },
      handleLimit: { amount: 5, unit: 'workingDay' },
      acceptWarning: { amount: 30, unit: 'minute' },
      handleWarning: { amount: 1, unit: 'workingDay' },
    },
    returns: { max: 2, reasons: [{ code: 'notOurs', label: { zh: '不属本单位职责', en: 'Not our duty' } }] },
    extensions: { max: 1 },
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
  },
  matters: [
    matter('lamp', '路灯不亮'),
    matter('manhole', '井盖缺失', { whistleEvidence: 'required' }),
    matter('pipe', '水管破裂', { category: '公用事业', responsible: 'duty:water' }),
  ],
  units: [
    unit('community-1', '示例社区', 'community', { parentId: 'street-1' }),
    unit('community-2', '邻近社区', 'community', { parentId: 'street-1' }),
    unit('street-1', '示例街道', 'street'),
    unit('city-management', '示例区城管局', 'districtDepartment', { duty: 'cityManagement' }),
    unit('water', '示例区水务局', 'districtDepartment', { duty: 'water' }),
    unit('dispatch', '示例指挥调度中心', 'dispatchCentre'),
  ],
}

const person = (personId: string, role: Actor['roles'][number], unitId?: string): Actor => ({
  personId,
  name: personId,
  roles: [role],
  ...(unitId === undefined ? {} : { unitId }),
})

/** One person for every part in the tests. */
export const samplePeople = {
  gridWorker: person('grid-1', 'gridWorker', 'community-1'),
  neighbour: person('grid-2', 'gridWorker', 'community-2'),
  handler: person('handler-1', 'departmentHandler', 'city-management'),
  otherHandler: person('handler-2', 'departmentHandler', 'water'),
  dispatcher: person('dispatcher-1', 'dispatcher', 'dispatch'),
  citizen: person('citizen-1', 'citizen'),
} as const satisfies Record<string, Actor>

export type SamplePerson = keyof typeof samplePeople
