/** The service's configuration from `--config FILE` and the environment. */
import { readIdentityConfig } from '@chuishao/adapters/identity'
import { readSettings, type SettingFault } from '@chuishao/adapters/settings'
import { faultsBetweenSections } from './between-sections.ts'
import { open311Faults, open311UnitFaults } from './check-open311.ts'
import { lookIntoFiles } from './look-into-files.ts'
import { ServiceConfig } from './service-config.ts'

/** As the tables of the database: it fits beside what a host has. */
export const variablePrefix = 'WHISTLE'

export interface ConfigSource {
  file?: string
  env: Readonly<Record<string, string | undefined>>
  /** Where relative paths begin that stand in the environment. */
  cwd: string
  /** Whether to look into the files that it names, too. */
  withFiles?: boolean
}

export const readConfig = ({ file, env, cwd, withFiles = false }: ConfigSource) =>
  readSettings({
    schema: ServiceConfig,
    ...(file !== undefined && { file }),
    env,
    cwd,
    prefix: variablePrefix,
    aliases: {
      DATABASE_URL: (url) => ({ databases: [{ url }] }),
      PORT: (text) => ({ listen: { port: /^\d+$/.test(text) ? Number(text) : text } }),
    },
    sections: {
      identity: (section) => {
        const read = readIdentityConfig(section)
        return read.ok ? [] : read.errors
      },
      ...(withFiles && lookIntoFiles(env)),
    },
    check: async (right) => {
      const { databases, cities, rollup, open311 } = right
      return [
        ...(databases ? eachHasOnePlace(databases) : []),
        ...(databases && cities ? eachHasADatabase(databases, cities) : []),
        ...(rollup ? rollupFaults(rollup, cities) : []),
        ...(open311 && cities ? open311Faults(open311, cities) : []),
        ...(open311 && cities && withFiles ? await open311UnitFaults(open311, cities) : []),
        ...faultsBetweenSections(right),
      ]
    },
  })

const eachHasOnePlace = (databases: ServiceConfig['databases']): SettingFault[] =>
  databases.flatMap(({ url, directory }, index) => {
    if ((url === undefined) !== (directory === undefined)) return []
    return {
      path: `databases.${index}`,
      code: 'invalid',
      message: { zh: '数据库须有且只有一个位置', en: 'a database has one place' },
      allowed: { zh: 'url 或 directory，二者之一', en: 'either url or directory' },
    }
  })

function rollupFaults(
  { url, directory, cityTenant }: NonNullable<ServiceConfig['rollup']>,
  cities: ServiceConfig['cities'] | undefined,
): SettingFault[] {
  const onePlace = (url === undefined) !== (directory === undefined)
  return [
    ...(onePlace
      ? []
      : [
          {
            path: 'rollup',
            code: 'invalid' as const,
            message: { zh: '数据库须有且只有一个位置', en: 'a database has one place' },
            allowed: { zh: 'url 或 directory，二者之一', en: 'either url or directory' },
          },
        ]),
    ...(cities === undefined || cityTenant in cities
      ? []
      : [
          {
            path: 'rollup.cityTenant',
            code: 'invalid' as const,
            message: { zh: `没有城市 ${cityTenant}`, en: `there is no city ${cityTenant}` },
            allowed: { zh: 'cities 中的一个编号', en: 'one of cities' },
          },
        ]),
  ]
}

function eachHasADatabase(
  databases: ServiceConfig['databases'],
  cities: ServiceConfig['cities'],
): SettingFault[] {
  return Object.keys(cities).flatMap((tenantId) => {
    const holding = databases.filter(({ tenants }) => tenants === 'all' || tenants.includes(tenantId))
    if (holding.length === 1) return []
    const many = holding.length > 1
    return {
      path: 'databases',
      code: 'invalid',
      message: {
        zh: many ? `城市 ${tenantId} 在多个数据库中` : `城市 ${tenantId} 没有数据库`,
        en: many ? `${tenantId} is in several databases` : `${tenantId} is in no database`,
      },
      allowed: { zh: '每个城市恰好在一个数据库中', en: 'each tenant in exactly one database' },
    }
  })
}
