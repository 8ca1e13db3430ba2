/**
 * A city of the real system's shape for logs made to its totals: nine banners and districts, their communities and
 * departments, a bike company. Limits and matters are for tests, and no city's rules.
 */
import type { City, CityData } from '../lifecycle/city.ts'
import { indexCity } from '../matters/index.ts'
import type { Limit, Matter, Policy, Unit } from '../ticket/index.ts'
import { weekendCalendar } from '../time/index.ts'
import { testPolicy } from './test-city.ts'

/** GB/T 2260 codes of Hohhot's nine districts, banners and counties. */
export const seedRegions = [
  '150102',
  '150103',
  '150104',
  '150105',
  '150121',
  '150122',
  '150123',
  '150124',
  '150125',
] as const

/** Communities of a region in this city; the real one has 1,415 in all. */
export const communitiesPerRegion = 5

const duties = [
  ['cityManagement', '城市管理'],
  ['housing', '住房建设'],
  ['power', '供电'],
  ['market', '市场监管'],
  ['police', '公安'],
] as const

const unit = (
  id: string,
  name: string,
  type: Unit['type'],
  regionCode: string,
  more: Partial<Unit> = {},
): Unit => ({
  id,
  name,
  type,
  regionCode,
  ...more,
})

const unitsOf = (region: string): Unit[] => [
  unit(`street-${region}`, `街道 ${region}`, 'street', region),
  ...Array.from({ length: communitiesPerRegion }, (_, i) =>
    unit(`community-${region}-${i}`, `社区 ${region}-${i}`, 'community', region, {
      parentId: `street-${region}`,
    }),
  ),
  ...duties.map(([duty, name]) =>
    unit(`${duty}-${region}`, `${name} ${region}`, 'districtDepartment', region, { duty }),
  ),
]

interface SeedMatter {
  code: string
  name: string
  category: string
  duty: string
  acceptLimit?: Limit
  handleLimit?: Limit
}

const matters: SeedMatter[] = [
  {
    code: 'shared-bikes',
    name: '共享单车乱停放',
    category: '共享单车',
    duty: 'bikes',
    acceptLimit: { amount: 30, unit: 'minute' },
    handleLimit: { amount: 4, unit: 'hour' },
  },
  {
    code: 'manhole-cover',
    name: '井盖破损',
    category: '井盖',
    duty: 'cityManagement',
    acceptLimit: { amount: 1, unit: 'hour' },
    handleLimit: { amount: 4, unit: 'hour' },
  },
  { code: 'pavement', name: '占道经营', category: '市容市貌', duty: 'cityManagement' },
  { code: 'street-lamp', name: '路灯不亮', category: '市容市貌', duty: 'cityManagement' },
  { code: 'property', name: '物业服务不到位', category: '物业服务', duty: 'housing' },
  { code: 'fitness-gear', name: '健身器材损坏', category: '物业服务', duty: 'housing' },
  { code: 'ageing-wiring', name: '线路老化', category: '公用事业', duty: 'power' },
  { code: 'lift', name: '电梯困人或停运', category: '特种设备', duty: 'market' },
  { code: 'noise', name: '噪声扰民', category: '治安', duty: 'police' },
]

/** Codes of the matters that are neither bikes nor manhole covers. */
export const otherMatters = matters.slice(2).map(({ code }) => code)

const matter = ({ code, name, category, duty, acceptLimit, handleLimit }: SeedMatter): Matter => ({
  code,
  name,
  synonyms: [],
  category,
  level: 'city',
  route: 'department',
  responsible: `duty:${duty}`,
  coUnits: [],
  whistleEvidence: 'optional',
  resultEvidence: 'optional',
  ...(acceptLimit && { acceptLimit }),
  ...(handleLimit && { handleLimit }),
})

const policy: Policy = {
  ...testPolicy,
  profile: {
    ...testPolicy.profile,
    acceptLimit: { amount: 1, unit: 'workingDay' },
    responseLimit: { amount: 1, unit: 'workingDay' },
  },
  rateWeights: { response: 20, solved: 40, satisfied: 40 },
}

export const seedCityData: CityData = {
  id: 'seed',
  name: { zh: '种子数据城市', en: 'Seed city' },
  demo: true,
  listVersion: 'seed-1',
  policy,
  matters: matters.map(matter),
  units: [
    ...seedRegions.flatMap(unitsOf),
    unit('bike-company', '共享单车企业', 'outsideHandler', '150100', { duty: 'bikes' }),
    unit('dispatch', '接诉即办指挥调度中心', 'dispatchCentre', '150100'),
  ],
}

export const seedCity: City = indexCity(seedCityData, weekendCalendar)
