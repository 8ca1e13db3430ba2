import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import * as z from 'zod/mini'
import { maskSettings, readSettings, secret, setting, settingsTable } from './index.ts'

const schema = z.strictObject({
  listen: z.prefault(
    z.strictObject({
      port: z._default(z.int().check(z.minimum(0), z.maximum(65_535)), 8080),
      trustedNames: z._default(z.array(z.string()), []),
    }),
    {},
  ),
  database: z.strictObject({
    url: setting(z.string(), { secret: 'url' }),
    photos: setting(z.string(), { isPath: true }),
  }),
  key: z.optional(secret(z.string())),
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'))
})
afterEach(() => rm(folder, { recursive: true }))

const good = { database: { url: 'postgres://whistle@db/whistle', photos: 'photos' } }

async function read(content: unknown, env: Record<string, string> = {}) {
  const file = join(folder, 'config.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readSettings({ schema, file, env, prefix: 'WHISTLE', cwd: '/somewhere' })
}

const faultsOf = async (content: unknown, env: Record<string, string> = {}) => {
  const result = await read(content, env)
  return result.ok ? [] : result.faults.map(({ path, code }) => `${path} ${code}`)
}

describe('a configuration', () => {
  it('has its defaults, and paths that begin at its file', async () => {
    expect(await read(good)).toEqual({
      ok: true,
      settings: {
        listen: { port: 8080, trustedNames: [] },
        database: { url: 'postgres://whistle@db/whistle', photos: join(folder, 'photos') },
      },
    })
  })

  it('gives way to the environment, whose paths begin where the program was started', async () => {
    const result = await read(good, {
      WHISTLE_LISTEN_PORT: '81',
      WHISTLE_LISTEN_TRUSTED_NAMES: 'a, b',
      WHISTLE_DATABASE_PHOTOS: 'elsewhere',
    })
    expect(result).toMatchObject({
      settings: {
        listen: { port: 81, trustedNames: ['a', 'b'] },
        database: { photos: '/somewhere/elsewhere' },
      },
    })
  })

  it('is told all its mistakes at once, each with its place', async () => {
    const faults = await faultsOf(
      { listen: { port: 99_999, prot: 1 }, databse: {} },
      { WHISTLE_LISTEN_PROT: '1' },
    )
    expect(faults.toSorted()).toEqual([
      'WHISTLE_LISTEN_PROT unknownKey',
      'database missing',
      'databse unknownKey',
      'listen.port invalid',
      'listen.prot unknownKey',
    ])
  })

  it('names what was probably meant, and what is allowed, in both languages', async () => {
    const result = await read({ ...good, listen: { prot: 1, port: 'many' } })
    const faults = result.ok ? [] : result.faults
    expect(faults.find(({ path }) => path === 'listen.prot')?.allowed).toEqual({
      zh: '是否为 port',
      en: 'perhaps port',
    })
    expect(faults.find(({ path }) => path === 'listen.port')?.allowed).toEqual({
      zh: '0 到 65535 的整数',
      en: 'a whole number from 0 to 65535',
    })
  })

  it('tells what the schema itself says against a value, in both languages', async () => {
    const even = z.int().check(z.refine((it) => it % 2 === 0, { error: '不是偶数 / is not even' }))
    const file = join(folder, 'numbers.json')
    await writeFile(file, JSON.stringify({ a: 1, b: 'two' }))
    const result = await readSettings({
      schema: z.strictObject({ a: even, b: even }),
      file,
      env: {},
      prefix: 'X',
    })
    expect(result.ok ? [] : result.faults.map(({ message }) => message)).toEqual([
      { zh: '配置项 a 的值不对：不是偶数', en: 'a is not what it may be: is not even' },
      { zh: '配置项 b 的值不对', en: 'b is not what it may be' },
    ])
  })

  it('that is no JSON, or not there, is refused', async () => {
    expect(await faultsOf('{')).toEqual([' notJson'])
    const broken = await read('{\n  "database": { "url": "postgres://secret@db/x" }\n  "listen": {}\n}')
    const [fault] = broken.ok ? [] : broken.faults
    expect(fault?.message.zh).toContain('（第 3 行第 3 列）')
    expect(fault?.message.en).toContain('(line 3, column 3)')
    expect(JSON.stringify(fault)).not.toContain('secret')
  })

  it('reads a file as Windows writes it', async () => {
    expect(await faultsOf(`\ufeff${JSON.stringify(good)}\r\n`)).toEqual([])
    const nowhere = await readSettings({
      schema,
      file: join(folder, 'none.json'),
      env: {},
      prefix: 'WHISTLE',
    })
    expect(nowhere.ok ? [] : nowhere.faults.map(({ code }) => code)).toEqual(['unreadable'])
  })
})

describe('a secret', () => {
  const withPassword = { database: { ...good.database, url: 'postgres://whistle:hunter2@db/whistle' } }

  it('may not stand in the file, and is not repeated', async () => {
    const result = await read({ ...withPassword, key: 'hunter3' })
    expect(result.ok ? [] : result.faults.map(({ path, code }) => [path, code])).toEqual([
      ['database.url', 'secretInFile'],
      ['key', 'secretInFile'],
    ])
    expect(JSON.stringify(result)).not.toMatch(/hunter/)
  })

  it('comes from a variable or a file that the configuration names', async () => {
    await writeFile(join(folder, 'key'), 'hunter3\n')
    const content = {
      database: { ...good.database, url: { env: 'DB' } },
      key: { file: 'key' },
    }
    expect(await read(content, { DB: 'postgres://a:hunter2@db/x' })).toMatchObject({
      settings: { database: { url: 'postgres://a:hunter2@db/x' }, key: 'hunter3' },
    })
    expect(await faultsOf({ ...content, key: { file: 'no' } })).toEqual([
      'database.url missing',
      'key unreadable',
    ])
  })

  it('comes from a variable of its own, or the file that `…_FILE` names, but not from both', async () => {
    await writeFile(join(folder, 'key'), 'hunter3\n')
    const env = { WHISTLE_KEY_FILE: join(folder, 'key') }
    expect(await read(good, env)).toMatchObject({ settings: { key: 'hunter3' } })
    expect(await faultsOf(good, { ...env, WHISTLE_KEY: 'x' })).toEqual(['WHISTLE_KEY setTwice'])
  })

  it('is masked where the configuration is shown', async () => {
    const result = await read(good, {
      WHISTLE_KEY: 'hunter3',
      WHISTLE_DATABASE_URL: 'postgres://a:hunter2@db/x',
    })
    const shown = JSON.stringify(maskSettings(schema, result.ok ? result.settings : undefined))
    expect(shown).toContain('postgres://a:•••@db/x')
    expect(shown).not.toMatch(/hunter/)
  })
})

it('a table of all settings says their variables, defaults and what is allowed', () => {
  expect(settingsTable(schema, { prefix: 'WHISTLE' })[0]).toEqual({
    path: 'listen.port',
    variable: 'WHISTLE_LISTEN_PORT',
    allowed: { zh: '0 到 65535 的整数', en: 'a whole number from 0 to 65535' },
    default: '8080',
    required: false,
  })
})

test('a password among the parameters of a URL is refused in the file and masked where it is shown', async () => {
  const url = 'postgres://whistle@db/x?sslmode=require&password=&PASSWORD=hunter2&name=%E4'
  const inFile = await faultsOf({ database: { url, photos: 'p' } })
  expect(inFile).toEqual(['database.url secretInFile'])
  const read = { database: { url, photos: 'p' } }
  const shown = JSON.stringify(maskSettings(schema, read))
  expect(shown).not.toContain('hunter2')
  expect(shown).toContain('sslmode=require')
})

test('a password in an address that is not meant to have one is masked too, and other addresses stay as they are', () => {
  const page = z.object({ page: z.string() })
  const shown = (text: string) => JSON.stringify(maskSettings(page, { page: text }))
  expect(shown('https://user:hunter2@example.cn/h?access_token=hunter3&at=1')).not.toContain('hunter')
  expect(shown('https://example.cn/?id={ticketId}')).toBe('{"page":"https://example.cn/?id={ticketId}"}')
  expect(shown('8:30')).toBe('{"page":"8:30"}')
})

test('a schema that stands in two places means its own in each', () => {
  const name = z.string()
  const two = z.strictObject({
    a: setting(name, { about: { zh: '甲', en: 'first' } }),
    b: setting(name, { about: { zh: '乙', en: 'second' } }),
    c: name,
  })
  expect(settingsTable(two, { prefix: 'X' }).map(({ about }) => about?.en)).toEqual([
    'first',
    'second',
    undefined,
  ])
})
