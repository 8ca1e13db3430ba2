import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cityFiles, community, tenantId } from '../testing/test-city.ts'
import { readConfig } from './read-config.ts'

const person = { personId: 'grid-1', name: '网格员', unitId: community }
const key = 'a-key-of-the-test-0123456789'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chuishao-open311-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(open311: object, more: object = {}) {
  const file = join(folder, `${crypto.randomUUID()}.json`)
  const config = {
    databases: [{ directory: 'database' }],
    attachments: { directory: 'photos' },
    cities: { [tenantId]: cityFiles, other: cityFiles },
    identity: {
      issuer: 'https://login.example.cn',
      audience: 'chuishao',
      algorithms: ['ES256'],
      tenant: { value: tenantId },
      person: {
        from: 'claims',
        personId: { claim: 'sub' },
        name: { claim: 'name' },
        roles: { claim: 'roles' },
      },
    },
    open311,
    ...more,
  }
  await writeFile(file, JSON.stringify(config))
  return readConfig({ file, env: { OPEN311_KEY: key }, cwd: folder, withFiles: true })
}

const faultsOf = async (open311: object) => {
  const result = await read(open311)
  if (result.ok) throw new Error('It was taken for right')
  return result.faults.map(({ path, message }) => `${path}: ${message.en}`)
}

it('takes keys from the environment, a file, or as a digest, and publishes nothing by itself', async () => {
  await writeFile(join(folder, 'key.txt'), `${key}-2\n`)
  const keys = [
    { id: 'one', key: { env: 'OPEN311_KEY' }, person },
    { id: 'two', key: { file: 'key.txt' }, person },
    { id: 'three', sha256: 'a'.repeat(64), person },
  ]
  const result = await read({ cities: { [tenantId]: { keys } } })
  expect(result).toMatchObject({
    ok: true,
    settings: {
      open311: {
        cities: {
          [tenantId]: {
            publishes: [],
            keys: [{ key }, { key: `${key}-2` }, { person: { role: 'gridWorker' } }],
          },
        },
      },
    },
  })
})

it('tells every mistake at once: in what the schema sees', async () => {
  expect(
    await faultsOf({
      url: 'city',
      cities: {
        [tenantId]: {
          publishes: ['contact'],
          keys: [
            { id: 'one', key, person },
            { id: 'two', key: { env: 'NOT_SET' }, person: { ...person, role: 'dispatcher' } },
            { id: 'three', sha256: 'short', person },
          ],
        },
      },
    }),
  ).toEqual([
    expect.stringMatching(
      /^open311\.cities\.150100\.keys\.0\.key: .*must not stand in the configuration file/,
    ),
    expect.stringMatching(/^open311\.cities\.150100\.keys\.1\.key: .*NOT_SET/),
    expect.stringMatching(/^open311\.url: /),
    expect.stringMatching(/^open311\.cities\.150100\.publishes\.0: /),
    expect.stringMatching(/^open311\.cities\.150100\.keys\.1\.person\.role: /),
    expect.stringMatching(/^open311\.cities\.150100\.keys\.2\.sha256: /),
  ])
})

it('tells every mistake at once: in what one setting says of another, and of the cities', async () => {
  const keys = [
    { id: 'one', sha256: 'a'.repeat(64), person },
    { id: 'two', sha256: 'a'.repeat(64), person },
    { id: 'three', person: { ...person, unitId: 'dispatch' } },
  ]
  expect(
    await faultsOf({
      cities: {
        [tenantId]: { jurisdictionId: 'city.example', keys },
        other: { jurisdictionId: 'city.example' },
        nowhere: {},
      },
    }),
  ).toEqual([
    'open311.cities.150100.jurisdictionId: two cities have the same jurisdictionId',
    'open311.cities.150100.keys.1: two is there twice',
    'open311.cities.150100.keys.2: three is given in one way',
    'open311.cities.other.jurisdictionId: two cities have the same jurisdictionId',
    'open311.cities.nowhere: there is no city nowhere',
    'open311.cities.nowhere.jurisdictionId: jurisdictionId is missing',
    'open311.cities.150100.keys.2.person.unitId: there is no community dispatch',
  ])
})
