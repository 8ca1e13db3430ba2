/** The portal's demo city as the service is configured with it, and a real identity provider for its people. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { audience, makeKey, startProvider } from './adapters.ts'
import { startService, type RunningService, type StartServiceOptions } from './start-service.ts'

export const tenantId = '150100'
export const community = 'xincheng-s1-c1'

/** Claims by login. */
const people = {
  grid: { person: 'grid-1', name: '网格员', unit: community, roles: ['gridWorker'] },
  secretary: { person: 'secretary-1', name: '社区书记', unit: community, roles: ['communitySecretary'] },
  department: {
    person: 'handler-1',
    name: '城管承办人',
    unit: 'xincheng-cityManagement',
    roles: ['departmentHandler'],
  },
  dispatcher: { person: 'dispatcher-1', name: '调度员', unit: 'dispatch', roles: ['dispatcher'] },
}
export type Login = keyof typeof people

const cityFolder = join(import.meta.dirname, '../../../portal/city')

export const cityFiles = {
  name: { zh: '演示市', en: 'Demo city' },
  demo: true,
  listVersion: 'demo',
  policy: join(import.meta.dirname, '../../city/policy.json'),
  matters: join(cityFolder, 'matters.csv'),
  units: join(cityFolder, 'units.csv'),
}

export type TestDatabase = { url: string } | { directory: string }
type StartOptions = Omit<StartServiceOptions, 'folder' | 'config'>

export interface TestCity {
  /** For files of this test; removed with it. */
  folder: string
  /** A token of the provider. */
  tokenFor(login: Login): Promise<string>
  /** What a configuration file holds, on free ports; `more` goes before it. */
  config(database: TestDatabase, more?: Record<string, unknown>): object
  /** Starts the service in a process of its own. */
  start(config: object, options?: StartOptions): Promise<RunningService>
  /** Ends at once whatever still runs. */
  close(): Promise<void>
}

export async function openTestCity(): Promise<TestCity> {
  const folder = mkdtempSync(join(tmpdir(), 'chuishao-service-'))
  const provider = await startProvider({ keys: [await makeKey('one')], people })
  let signing: Promise<unknown> = Promise.resolve()
  const running: RunningService[] = []
  const often = { requests: 100_000, seconds: 60 }
  return {
    folder,
    tokenFor(login) {
      // The provider signs one person in at a time.
      const signed = signing.then(() => provider.signIn(login))
      signing = signed
      return signed.then((it) => it.access_token)
    },
    config: (database, more = {}) => ({
      listen: { port: 0 },
      admin: { port: 0 },
      drain: { delayMs: 0 },
      databases: [database],
      attachments: { directory: join(folder, 'photos') },
      cities: { [tenantId]: cityFiles },
      identity: {
        issuer: provider.issuer,
        audience,
        algorithms: ['ES256'],
        allowHttp: true,
        tenant: { value: tenantId },
        person: {
          from: 'claims',
          personId: { claim: 'person' },
          name: { claim: 'name' },
          unitId: { claim: 'unit' },
          roles: { claim: 'roles' },
        },
      },
      limits: { perActor: often, perAddress: often },
      ...more,
    }),
    async start(config, options) {
      const service = await startService({ folder, config, ...options })
      running.push(service)
      return service
    },
    async close() {
      await Promise.all(running.map((it) => it.kill()))
      await provider.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
