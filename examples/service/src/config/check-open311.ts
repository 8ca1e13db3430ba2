/** What one setting of the Open311 face says of another, and of the cities. */
import { loadCity } from '@chuishao/adapters/city-files'
import type { SettingFault } from '@chuishao/adapters/settings'
import type { Sentence } from '@chuishao/core/ticket'
import { cityFiles } from '../parts/city-files.ts'
import { digestOf } from '../parts/open311-keys.ts'
import type { Open311Config } from './open311-config.ts'
import type { ServiceConfig } from './service-config.ts'

export function open311Faults(open311: Open311Config, cities: ServiceConfig['cities']): SettingFault[] {
  const faces = Object.entries(open311.cities)
  const jurisdictions = faces.map(([, { jurisdictionId }]) => jurisdictionId)
  return faces.flatMap(([tenantId, { jurisdictionId, keys }]) => [
    ...(tenantId in cities
      ? []
      : [fault(tenantId, { zh: `没有城市 ${tenantId}`, en: `there is no city ${tenantId}` }, oneOfCities)]),
    ...(faces.length > 1 &&
    jurisdictionId !== undefined &&
    jurisdictions.filter((it) => it === jurisdictionId).length > 1
      ? [fault(`${tenantId}.jurisdictionId`, alike, { zh: '各不相同', en: 'another one for each city' })]
      : []),
    ...(faces.length > 1 && jurisdictionId === undefined
      ? [fault(`${tenantId}.jurisdictionId`, missing, { zh: '每个城市一个', en: 'one for each city' })]
      : []),
    ...keys.flatMap((key, index) => {
      const path = `${tenantId}.keys.${index}`
      if ((key.key === undefined) === (key.sha256 === undefined))
        return fault(
          path,
          { zh: `密钥 ${key.id} 须有且只有一种写法`, en: `${key.id} is given in one way` },
          eitherWay,
        )
      const isFirst = keys.findIndex((it) => it.id === key.id || digestOf(it) === digestOf(key)) === index
      return isFirst
        ? []
        : fault(
            path,
            { zh: `密钥 ${key.id} 重复`, en: `${key.id} is there twice` },
            { zh: '各不相同', en: 'another key' },
          )
    }),
  ])
}

/** Whether everybody who has a key is of a community; needs the cities' files. What is wrong with those is told elsewhere. */
export async function open311UnitFaults(
  open311: Open311Config,
  cities: ServiceConfig['cities'],
): Promise<SettingFault[]> {
  const each = Object.entries(open311.cities).map(async ([tenantId, { keys }]) => {
    const files = cities[tenantId]
    const city = files && (await loadCity(cityFiles(tenantId, files)).catch(() => undefined))
    if (!city) return []
    return keys.flatMap(({ person: { unitId } }, index) =>
      city.index.unit(unitId)?.type === 'community'
        ? []
        : fault(
            `${tenantId}.keys.${index}.person.unitId`,
            { zh: `没有村居 ${unitId}`, en: `there is no community ${unitId}` },
            { zh: '单位名单中一个村居的编号', en: 'the id of a community of the units’ file' },
          ),
    )
  })
  return (await Promise.all(each)).flat()
}

const fault = (path: string, message: Sentence, allowed: Sentence): SettingFault => ({
  path: `open311.cities.${path}`,
  code: 'invalid',
  message,
  allowed,
})

const alike: Sentence = { zh: 'jurisdictionId 重复', en: 'two cities have the same jurisdictionId' }
const missing: Sentence = { zh: '缺少 jurisdictionId', en: 'jurisdictionId is missing' }
const oneOfCities: Sentence = { zh: 'cities 中的一个编号', en: 'one of cities' }
const eitherWay: Sentence = { zh: 'key 或 sha256，二者之一', en: 'either key or sha256' }
