/** How the real service (examples/service) is started as an instance; with the portal's demo city, if with no other. */
import type { IdentityConfig } from '@chuishao/adapters/identity'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPolicy } from '../../portal/src/server/policy.ts'
import { demoTenant } from './demo-people.ts'
import type { ServiceCommand } from './start-service.ts'

const city = new URL('../../portal/city/', import.meta.url).pathname
const service = new URL('../../service/src/main.ts', import.meta.url).pathname

export interface ServiceCommandOptions {
  identity: IdentityConfig
  /** Cities as in the service's configuration; may write their files into the folder. */
  cities?: (folder: string) => Record<string, unknown>
  /** Other sections of the configuration. */
  more?: Record<string, unknown>
}

export const serviceCommand =
  ({ identity, cities = demoCity, more = {} }: ServiceCommandOptions): ServiceCommand =>
  ({ name, port, databaseUrl, folder }) => {
    // Both hosts see one directory; on two machines that is a network file system, or S3.
    const photos = join(folder, 'photos')
    mkdirSync(photos, { recursive: true })
    const configFile = join(folder, `service-${name}.json`)
    const config = {
      listen: { port },
      admin: { port: 0 },
      // The password is not in the file.
      databases: [{ url: { env: 'CLUSTER_DATABASE_URL' } }],
      attachments: { directory: photos },
      cities: cities(folder),
      identity,
      proxies: { trusted: ['127.0.0.1/32'] },
      drain: { delayMs: 0, graceMs: 10_000 },
      ...more,
    }
    writeFileSync(configFile, `${JSON.stringify(config, undefined, 2)}\n`)
    chmodSync(configFile, 0o600)
    return {
      command: process.execPath,
      args: ['--no-warnings', service, 'serve', '--config', configFile],
      env: { CLUSTER_DATABASE_URL: databaseUrl },
    }
  }

function demoCity(folder: string) {
  const policy = join(folder, 'policy.json')
  writeFileSync(policy, JSON.stringify(demoPolicy))
  return {
    [demoTenant]: {
      name: { zh: '演示市', en: 'Demo city' },
      demo: true,
      listVersion: 'demo',
      policy,
      matters: join(city, 'matters.csv'),
      units: join(city, 'units.csv'),
    },
  }
}
