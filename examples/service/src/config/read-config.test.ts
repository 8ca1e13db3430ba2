import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultText } from '@chuishao/adapters/settings'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cityFiles, tenantId } from '../testing/test-city.ts'
import { readConfig } from './read-config.ts'

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'chuishao-config-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const person = {
  from: 'claims',
  personId: { claim: 'sub' },
  name: { claim: 'name' },
  unitId: { claim: 'unit' },
  roles: { claim: 'roles' },
}
const identity = {
  issuer: 'https://login.example.cn',
  audience: 'chuishao',
  algorithms: ['ES256'],
  tenant: { value: tenantId },
  person,
}
const good = {
  databases: [{ directory: 'database' }],
  attachments: { directory: 'photos' },
  cities: { [tenantId]: cityFiles },
  identity,
}

const linesFor = async (more: object, env: Record<string, string> = {}) => {
  const file = join(folder, 'config.json')
  await writeFile(file, JSON.stringify({ ...good, ...more }))
  const read = await readConfig({ file, env, cwd: folder, withFiles: 'webhooks' in more || 'cities' in more })
  return read.ok ? [] : read.faults.map(faultText)
}

it('mistakes of sections, between them and in the environment are told at once', async () => {
  const lines = await linesFor(
    {
      databases: [{ directory: 'a', url: 'postgres://u@h/x' }],
      identity: { ...identity, algorithms: ['HS256'], tenant: { value: '999999' } },
      rollup: { directory: 'a', cityTenant: '777' },
      log: { level: 'loud' },
    },
    { WHISTLE_DRAIN_DELAY_MS: 'soon' },
  )
  const paths = lines.map((line) => line.split(/[ ：:]/)[0])
  for (const path of [
    'databases.0',
    'identity.algorithms.0',
    'identity.tenant.value',
    'rollup.cityTenant',
    'rollup.directory',
    'log.level',
    'drain.delayMs',
  ])
    expect(paths).toContain(path)
})

it('the missing key of an endpoint is told beside the mistakes of another', async () => {
  const url = 'https://bus.example.cn'
  const lines = await linesFor({
    webhooks: {
      endpoints: [
        { ...hook, id: 'one', url, events: ['ticket.whistle'] },
        { ...hook, id: 'two', url },
      ],
    },
  })
  const paths = lines.map((line) => line.split(/[ ：:]/)[0])
  expect(paths.toSorted()).toEqual(['webhooks.endpoints.0.events.0', 'webhooks.endpoints.1.keys.0'])
})

it('a good configuration has no mistake, also with two databases, ports and an own network of a webhook', async () => {
  const config = {
    listen: { port: 0 },
    admin: { port: 0 },
    databases: [
      { directory: 'a', tenants: [tenantId] },
      { directory: 'b', tenants: ['other'] },
    ],
    cities: { [tenantId]: cityFiles, other: cityFiles },
    webhooks: {
      allowNetworks: ['10.1.0.0/16'],
      endpoints: ['https://10.1.2.3/hook', 'https://bus.example.cn'].map((url, index) => ({
        ...hook,
        id: `hook-${index}`,
        url,
      })),
    },
  }
  expect(await linesFor(config, { KEY: key })).toEqual([])
})

const key = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const hook = { id: 'hook', kind: 'webhook', keys: [{ env: 'KEY' }] }

it.each([
  [
    'a tenant that is no city',
    { identity: { ...identity, tenant: { value: '150101' } } },
    ['identity.tenant.value', '没有城市 150101', `one of cities: ${tenantId}`],
  ],
  [
    'accounts that no city has',
    { identity: { ...identity, person: { from: 'accounts', account: { claim: 'sub' } } } },
    ['identity.person.from', 'no city has a file of accounts', '为城市设置 accounts'],
  ],
  [
    'one directory for two databases',
    {
      databases: [
        { directory: 'a', tenants: [tenantId] },
        { directory: './a/', tenants: ['other'] },
      ],
      cities: { [tenantId]: cityFiles, other: cityFiles },
    },
    ['databases.1.directory', '与 databases.0.directory 是同一目录', 'a directory of its own'],
  ],
  [
    'one directory for a database and the city-wide copy',
    { rollup: { directory: 'database', cityTenant: tenantId } },
    ['rollup.directory', 'is the directory of databases.0.directory, too'],
  ],
  [
    'one port for the public and for operators',
    { listen: { port: 8000, host: '0.0.0.0' }, admin: { port: 8000 } },
    ['admin.port', '8000 is listen.port, too', '0 为任一空闲端口'],
  ],
  [
    'a webhook to the metadata of a cloud',
    { webhooks: { endpoints: [{ ...hook, url: 'https://169.254.169.254/latest' }] } },
    ['webhooks.endpoints.0.url', '[refusedAddress]', '内部地址', 'a network of allowNetworks'],
  ],
  [
    'a city whose id is none',
    { cities: { [tenantId]: cityFiles, '../x': cityFiles } },
    ['cities.../x', '不能以 ../x 为名', '1 to 64 letters, digits or . _ : -'],
  ],
  [
    'a bucket whose name is none',
    {
      attachments: {
        s3: {
          endpoint: 'https://s3.example.cn',
          bucket: 'b',
          accessKeyId: 'a',
          secretAccessKey: { env: 'KEY' },
        },
      },
    },
    ['attachments.s3.bucket', '3 to 63 small letters', '3 到 63 个小写字母'],
  ],
])('%s is told with what is allowed', async (_name, more, words) => {
  const lines = await linesFor(more, { KEY: key })
  expect(lines).toHaveLength(1)
  for (const word of words) expect(lines[0]).toContain(word)
})

it('a rule of a policy under a name that nobody knows is told with the one that is meant', async () => {
  const policy = JSON.parse(await readFile(cityFiles.policy, 'utf8'))
  const file = join(folder, 'policy.json')
  await writeFile(
    file,
    JSON.stringify({ ...policy, extensons: {}, resultReview: { ...policy.resultReview, silense: 'waits' } }),
  )
  const lines = await linesFor({ cities: { [tenantId]: { ...cityFiles, policy: file } } })
  expect(lines).toHaveLength(2)
  expect(lines.join('\n')).toMatch(/extensons.*perhaps extensions/)
  expect(lines.join('\n')).toMatch(/resultReview\.silense.*perhaps silence/)
})

it('a value of the environment is told with the name of its variable', async () => {
  const lines = await linesFor({}, { PORT: 'abc', DATABASE_URL: 'nonsense', WHISTLE_ADMIN_PORT: 'x' })
  expect(lines).toHaveLength(3)
  expect(lines.find((it) => it.startsWith('listen.port'))).toMatch(
    /来自环境变量 PORT.*from the variable PORT/,
  )
  expect(lines.find((it) => it.startsWith('databases.0.url'))).toContain('from the variable DATABASE_URL')
  expect(lines.find((it) => it.startsWith('admin.port'))).toContain('from the variable WHISTLE_ADMIN_PORT')
  expect(lines.join('\n')).not.toContain('nonsense')
})

it('PORT leaves the host of the file as it is', async () => {
  const file = join(folder, 'host.json')
  await writeFile(file, JSON.stringify({ ...good, listen: { host: '0.0.0.0', port: 1 } }))
  const read = await readConfig({ file, env: { PORT: '8001' }, cwd: folder })
  expect(read).toMatchObject({ ok: true, settings: { listen: { host: '0.0.0.0', port: 8001 } } })
})
