/** Starts the real service (examples/service) as an instance, with the demo city of the portal and the demo identities. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPolicy } from '../../portal/src/server/policy.ts'
import { demoTenant, identityConfig } from './demo-people.ts'
import type { ServiceCommand } from './start-service.ts'

const city = new URL('../../portal/city/', import.meta.url).pathname
const service = new URL('../../service/src/main.ts', import.meta.url).pathname

export const serviceCommand =
  (issuer: string): ServiceCommand =>
  ({ name, port, databaseUrl, folder }) => {
    // Both hosts see one directory; on two machines that is a network file system, or S3.
    const photos = join(folder, 'photos')
    mkdirSync(photos, { recursive: true })
    const policy = join(folder, 'policy.json')
    writeFileSync(policy, JSON.stringify(demoPolicy))
    const configFile = join(folder, `service-${name}.json`)
    const config = {
      listen: { port },
      admin: { port: 0 },
      // The password is not in the file.
      databases: [{ url: { env: 'CLUSTER_DATABASE_URL' } }],
      attachments: { directory: photos },
      cities: {
        [demoTenant]: {
          name: { zh: '演示市', en: 'Demo city' },
          demo: true,
          listVersion: 'demo',
          policy,
          matters: join(city, 'matters.csv'),
          units: join(city, 'units.csv'),
        },
      },
      identity: identityConfig(issuer),
      proxies: { trusted: ['127.0.0.1/32'] },
      drain: { delayMs: 0, graceMs: 10_000 },
    }
    writeFileSync(configFile, `${JSON.stringify(config, undefined, 2)}\n`)
    chmodSync(configFile, 0o600)
    return {
      command: process.execPath,
      args: ['--no-warnings', service, 'serve', '--config', configFile],
      env: { CLUSTER_DATABASE_URL: databaseUrl },
    }
  }
