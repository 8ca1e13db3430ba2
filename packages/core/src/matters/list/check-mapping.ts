/** Holds a mapping to both lists: every code known, no item forgotten, no district slower than the city promises. */
import type { Limit } from '../../ticket/limit.ts'
import type { Matter } from '../../ticket/matter.ts'
import type { Profile } from '../../ticket/policy.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { Unit } from '../../ticket/unit.ts'
import { limitText } from '../../time/limit-text.ts'
import type { MatterMapping } from './mapping.ts'
import { fieldLabel } from './matter-words.ts'
import { endsLater } from './longer-limit.ts'

export const mappingFaultCodes = [
  'unknownDistrictItem',
  'unknownCityItem',
  'codeInBothLists',
  'repeatedLink',
  'longerLimit',
  'sometimesLongerLimit',
  'otherResponsible',
  'unmapped',
] as const
export type MappingFaultCode = (typeof mappingFaultCodes)[number]

export interface MappingFault {
  code: MappingFaultCode
  severity: 'error' | 'warning'
  /** Position in `mapping.links`; absent where the fault is in no link, as with `unmapped`. */
  link?: number
  /** The item that the fault is about: the district's, or the city's where only that is known. */
  matterCode: string
  message: Sentence
  /** What is allowed instead. */
  allowed: Sentence
}

export interface MappedLists {
  city: readonly Matter[]
  /** The items of all district lists. */
  district: readonly Matter[]
  mapping: MatterMapping
  /** The city's units; where given, a responsible unit is compared by what it is for, else only by its name. */
  units?: readonly Unit[]
  /** The limits of items that have none of their own; without it such items are not compared. */
  profile?: Pick<Profile, 'acceptLimit' | 'handleLimit'>
}

/** Every fault of a mapping. Errors make it unfit for use; warnings are for the city to judge. */
export function checkMapping({ city, district, mapping, units = [], profile }: MappedLists): MappingFault[] {
  const cityItems = new Map(city.map((matter) => [matter.code, matter]))
  const districtItems = new Map(district.map((matter) => [matter.code, matter]))
  const duties = dutyLookup(units)
  const seen = new Set<string>()
  const mapped = new Set<string>()
  const faults: MappingFault[] = []

  const inBoth = district.filter(({ code }) => cityItems.has(code))
  for (const { code } of inBoth)
    faults.push({ code: 'codeInBothLists', matterCode: code, ...inBothLists(code) })

  for (const [link, { district: lower, city: upper }] of mapping.links.entries()) {
    const own = districtItems.get(lower)
    const above = cityItems.get(upper)
    mapped.add(lower)
    if (!own)
      faults.push({ code: 'unknownDistrictItem', link, matterCode: lower, ...unknownItem('district', lower) })
    if (!above)
      faults.push({ code: 'unknownCityItem', link, matterCode: upper, ...unknownItem('city', upper) })
    const pair = `${lower} ${upper}`
    if (seen.has(pair)) {
      faults.push({ code: 'repeatedLink', link, matterCode: lower, ...repeated(lower, upper) })
    } else if (own && above) {
      for (const found of conflicts(own, above, duties, profile)) {
        faults.push({ ...found, link, matterCode: lower })
      }
    }
    seen.add(pair)
  }
  for (const { code, name } of district) {
    if (!mapped.has(code)) faults.push({ code: 'unmapped', matterCode: code, ...unmapped(code, name) })
  }
  return faults
}

type Words = Pick<MappingFault, 'severity' | 'message' | 'allowed'>

function* conflicts(
  own: Matter,
  above: Matter,
  dutyOf: (name: string) => string,
  profile: MappedLists['profile'],
): Generator<Words & { code: MappingFaultCode }> {
  for (const field of ['acceptLimit', 'handleLimit'] as const) {
    const limit = own[field] ?? profile?.[field]
    const most = above[field] ?? profile?.[field]
    const later = limit && most ? endsLater(limit, most) : 'never'
    if (!limit || !most || later === 'never') continue
    yield later === 'always'
      ? { code: 'longerLimit', ...longer('error', field, limit, above, most) }
      : { code: 'sometimesLongerLimit', ...longer('warning', field, limit, above, most) }
  }
  if (dutyOf(own.responsible) !== dutyOf(above.responsible)) {
    yield { code: 'otherResponsible', ...otherResponsible(own, above) }
  }
}

/** What a responsible unit is for: its duty, else its superior's, else itself. */
function dutyLookup(units: readonly Unit[]): (name: string) => string {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  return (name) => {
    if (name.startsWith('duty:')) return name
    const unit = byId.get(name)
    const parent = unit?.parentId === undefined ? undefined : byId.get(unit.parentId)
    const duty = unit?.duty ?? parent?.duty
    return duty === undefined ? (parent?.id ?? name) : `duty:${duty}`
  }
}

function unknownItem(level: 'city' | 'district', code: string): Words {
  const zh = level === 'city' ? '市级' : '区级'
  return {
    severity: 'error',
    message: { zh: `${zh}清单没有事项“${code}”`, en: `the ${level} list has no item "${code}"` },
    allowed: { zh: `${zh}清单中的事项编码`, en: `a code of the ${level} list` },
  }
}

const inBothLists = (code: string): Words => ({
  severity: 'error',
  message: { zh: `编码“${code}”在市级和区级清单中都有`, en: `the code "${code}" is in both lists` },
  allowed: { zh: '一个编码只用于一个事项', en: 'one code for one item' },
})

const repeated = (lower: string, upper: string): Words => ({
  severity: 'error',
  message: { zh: `“${lower}”对应“${upper}”写了两次`, en: `"${lower}" to "${upper}" is there twice` },
  allowed: { zh: '每个对应关系只写一次', en: 'each link once' },
})

function longer(
  severity: Words['severity'],
  field: 'acceptLimit' | 'handleLimit',
  limit: Limit,
  above: Matter,
  most: Limit,
): Words {
  const label = fieldLabel(field)
  const [own, city] = [limitText(limit), limitText(most)]
  const sometimes = severity === 'warning'
  return {
    severity,
    message: {
      zh: `${label.zh} ${own.zh}${sometimes ? '遇周末会' : ''}长于市级事项“${above.code}”的 ${city.zh}`,
      en: `the ${label.en} of ${own.en} ${sometimes ? 'may end after' : 'is longer than'} the ${city.en} of the city's "${above.code}"`,
    },
    allowed: { zh: `不长于 ${city.zh}`, en: `at most ${city.en}` },
  }
}

const otherResponsible = (own: Matter, above: Matter): Words => ({
  severity: 'warning',
  message: {
    zh: `责任单位“${own.responsible}”与市级事项“${above.code}”的“${above.responsible}”职能不同`,
    en: `the responsible unit "${own.responsible}" is for something else than "${above.responsible}" of the city's "${above.code}"`,
  },
  allowed: {
    zh: '同一职能的单位，或确认无误',
    en: 'a unit for the same function, or the knowledge that it is right',
  },
})

const unmapped = (code: string, name: string): Words => ({
  severity: 'warning',
  message: { zh: `区级事项“${code} ${name}”没有对应的市级事项`, en: `"${code} ${name}" has no city item` },
  allowed: {
    zh: '至少一个市级事项，或确认为区级独有',
    en: 'at least one city item, or the knowledge that only the district has it',
  },
})
