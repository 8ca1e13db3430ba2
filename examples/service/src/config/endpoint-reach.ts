/** Whether the tenants and units that an endpoint names are there: a misspelt one would hear of nothing, for ever. */
import { nearestName, type SettingFault } from '@chuishao/adapters/settings'
import * as z from 'zod/mini'

/** Only what is looked at, so that other mistakes of the section hide none of these. */
const Section = z.object({ endpoints: z.array(z.unknown()) })
const Reach = z.object({ tenants: z.optional(z.unknown()), units: z.optional(z.unknown()) })
const Ids = z.array(z.string())

export interface KnownCities {
  tenantIds: readonly string[]
  /** Its units; undefined where they cannot be known, and then none is said to be wrong. */
  unitsOf: (tenantId: string) => Promise<readonly string[] | undefined>
}

/** Faults with paths below `webhooks`. */
export async function endpointReachFaults(
  section: unknown,
  { tenantIds, unitsOf }: KnownCities,
): Promise<SettingFault[]> {
  const { data } = Section.safeParse(section)
  const each = (data?.endpoints ?? []).map(async (endpoint, index) => {
    const reach = Reach.safeParse(endpoint).data
    const [tenants = [], units = []] = [reach?.tenants, reach?.units].map((it) => Ids.safeParse(it).data)
    const heard = tenants.length === 0 ? tenantIds : tenants.filter((it) => tenantIds.includes(it))
    return [
      ...tenants.flatMap((id, at) =>
        tenantIds.includes(id) ? [] : unknownTenant(`endpoints.${index}.tenants.${at}`, id, tenantIds),
      ),
      ...(await unknownUnits(`endpoints.${index}.units`, units, heard, unitsOf)),
    ]
  })
  return (await Promise.all(each)).flat()
}

async function unknownUnits(
  path: string,
  units: readonly string[],
  tenantIds: readonly string[],
  unitsOf: KnownCities['unitsOf'],
): Promise<SettingFault[]> {
  if (units.length === 0 || tenantIds.length === 0) return []
  const lists = await Promise.all(tenantIds.map(unitsOf))
  if (lists.includes(undefined)) return []
  const known = lists.flatMap((it) => it ?? [])
  return units.flatMap((id, at) =>
    known.includes(id) ? [] : unknownUnit(`${path}.${at}`, id, known, tenantIds),
  )
}

const unknownTenant = (path: string, id: string, known: readonly string[]): SettingFault => ({
  path,
  code: 'unknownTenant',
  message: { zh: `没有城市 ${id}`, en: `there is no tenant ${id}` },
  allowed: { zh: `cities 中的编号：${known.join('、')}`, en: `one of cities: ${known.join(', ')}` },
})

function unknownUnit(
  path: string,
  id: string,
  known: readonly string[],
  tenantIds: readonly string[],
): SettingFault {
  const meant = nearestName(id, known)
  const cities = tenantIds.join(', ')
  return {
    path,
    code: 'unknownUnit',
    message: { zh: `城市 ${cities} 没有单位 ${id}`, en: `${cities} has no unit ${id}` },
    allowed: {
      zh: `${meant === undefined ? '' : `是否为 ${meant}；`}城市 units 文件中的编号`,
      en: `${meant === undefined ? '' : `perhaps ${meant}; `}an id in the city’s file of units`,
    },
  }
}
