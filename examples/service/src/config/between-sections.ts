/** What one section of a configuration says against another, of those that are right by themselves. */
import { readIdentityConfig } from '@chuishao/adapters/identity'
import type { SettingFault } from '@chuishao/adapters/settings'
import * as z from 'zod/mini'
import type { ServiceConfig } from './service-config.ts'

export const faultsBetweenSections = (config: Partial<ServiceConfig>): SettingFault[] => [
  ...identityFaults(config),
  ...sharedDirectories(config),
  ...sharedPort(config),
]

const FixedTenant = z.object({ tenant: z.object({ value: z.string() }) })

/** Nobody could sign in. */
function identityFaults({ identity, cities }: Partial<ServiceConfig>): SettingFault[] {
  if (!identity || !cities) return []
  // Whatever else is wrong with it.
  const tenantId = FixedTenant.safeParse(identity).data?.tenant.value
  const read = readIdentityConfig(identity)
  const ids = Object.keys(cities)
  const hasAccounts = Object.values(cities).some(({ accounts }) => accounts !== undefined)
  return [
    ...(tenantId !== undefined && !ids.includes(tenantId)
      ? [
          fault('identity.tenant.value', {
            message: { zh: `没有城市 ${tenantId}`, en: `there is no city ${tenantId}` },
            allowed: { zh: `cities 中的编号：${ids.join('、')}`, en: `one of cities: ${ids.join(', ')}` },
          }),
        ]
      : []),
    ...(read.ok && read.config.person.from === 'accounts' && !hasAccounts
      ? [
          fault('identity.person.from', {
            message: { zh: '没有一个城市有账号名单', en: 'no city has a file of accounts' },
            allowed: {
              zh: '"claims"，或为城市设置 accounts',
              en: '"claims", or a city with accounts',
            },
          }),
        ]
      : []),
  ]
}

/** An embedded database has one process and one place in it. */
function sharedDirectories({ databases = [], rollup }: Partial<ServiceConfig>): SettingFault[] {
  const named = [
    ...databases.map(({ directory }, index) => ({ path: `databases.${index}.directory`, directory })),
    { path: 'rollup.directory', directory: rollup?.directory },
  ]
  return named.flatMap(({ path, directory }, index) => {
    if (directory === undefined) return []
    const first = named.slice(0, index).find((it) => it.directory === directory)
    if (first === undefined) return []
    return fault(path, {
      message: { zh: `与 ${first.path} 是同一目录`, en: `is the directory of ${first.path}, too` },
      allowed: { zh: '每个数据库各用一个目录', en: 'a directory of its own' },
    })
  })
}

const everywhere = ['0.0.0.0', '::']

function sharedPort({ listen, admin }: Partial<ServiceConfig>): SettingFault[] {
  if (!listen || !admin) return []
  const hosts = [listen.host, admin.host]
  const meet = listen.host === admin.host || hosts.some((it) => everywhere.includes(it))
  if (!admin.enabled || listen.port === 0 || listen.port !== admin.port || !meet) return []
  return [
    fault('admin.port', {
      message: { zh: `${admin.port} 已是 listen.port`, en: `${admin.port} is listen.port, too` },
      allowed: { zh: '另一个端口，0 为任一空闲端口', en: 'another port, or 0 for any free one' },
    }),
  ]
}

const fault = (path: string, said: Pick<SettingFault, 'message' | 'allowed'>): SettingFault => ({
  path,
  code: 'invalid',
  ...said,
})
