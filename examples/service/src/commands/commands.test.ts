/** Every command as an operator types it: what it answers when all is well, and to what does not fit. */
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPglite } from '@chuishao/adapters/pglite'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  connectAsItIs,
  lockDirectory,
  newPgliteDirectory,
  versionOneRows,
  writeAsVersionOne,
} from '../testing/adapters.ts'
import { runCommand } from '../testing/run-command.ts'
import { cityFiles, tenantId } from '../testing/test-city.ts'

const example = join(import.meta.dirname, '../..')
const demo = JSON.parse(await readFile(join(example, 'config.demo.json'), 'utf8'))

const { ticketId } = versionOneRows.find(({ line }) => line.status === 'evaluated')?.line ?? { ticketId: '' }

let folder: string
let file: string

const written = async (name: string, config: object) => {
  const path = join(folder, name)
  await writeFile(path, JSON.stringify(config))
  return path
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chuishao-commands-'))
  const page = await readFile(join(example, '../../docs/backup.md'), 'utf8')
  await writeFile(join(folder, 'announced.json'), /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '')
  file = await written('config.json', {
    ...demo,
    databases: [{ directory: 'database' }],
    attachments: { directory: 'photos' },
    cities: { [tenantId]: cityFiles },
  })
  await (await openPglite({ directory: await newPgliteDirectory(join(folder, 'database')) })).close()
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the example configurations', () => {
  it.each(['config.demo.json', 'config.example.json'])('%s is right', async (name) => {
    const { code, out } = await runCommand(['config', '--check', '--config', join(example, name)])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ listen: { host: '127.0.0.1', port: 8080 } })
  })
})

describe('config --check', () => {
  it('tells at once whatever serving would refuse', async () => {
    const units = join(folder, 'units.csv')
    const policy = join(folder, 'policy.json')
    await writeFile(units, 'id,name\nx,\n')
    await writeFile(policy, '{"returns":1}')
    const bad = await written('bad.json', {
      ...demo,
      listen: { port: 99_999 },
      corsOrigins: ['*'],
      proxies: { trusted: ['everybody'] },
      cities: {
        [tenantId]: { ...cityFiles, units, policy },
        other: { ...cityFiles, matters: 'nowhere.csv' },
      },
      webhooks: {
        endpoints: [
          {
            kind: 'webhook',
            id: 'one',
            url: 'https://city.example.cn/hook',
            keys: [{ file: 'no-such-key' }],
          },
        ],
      },
    })
    for (const args of [['config', '--check'], ['serve']]) {
      const { code, err } = await runCommand([...args, '--config', bad])
      expect(code).toBe(1)
      expect(err).toContain('listen.port [invalid]')
      expect(err).toMatch(/corsOrigins\.0 .*one origin such as/)
      expect(err).toMatch(/proxies\.trusted\.0 .*one network such as/)
      expect(err).toMatch(new RegExp(`cities.${tenantId} \\[cityFile\\] .*units.csv.*第 ?\\d`))
      expect(err).toMatch(/policy\.json.*returns/)
      expect(err).toMatch(/returns is not what it may be; allowed: an object with max, reasons/)
      expect(err).toContain(
        'row 2, column "name" (B2): must not be empty; allowed: one line of at most 200 letters',
      )
      expect(err).toMatch(/nowhere\.csv: cannot be read \(ENOENT\); allowed: the path of a file/)
      expect(err).not.toContain('without this mistake')
      expect(err).toContain(join(folder, 'nowhere.csv'))
      expect(err).toContain('webhooks.endpoints.0.keys.0 [missingSecret]')
      expect(err).toContain(join(folder, 'no-such-key'))
    }
  })

  it('tells tenants and units that webhooks name and nobody has, also beside other mistakes', async () => {
    const policy = join(folder, 'broken-policy.json')
    await writeFile(policy, '{}')
    const robot = { kind: 'wecom', url: { env: 'ROBOT' } }
    const misspelt = await written('misspelt.json', {
      ...demo,
      cities: { [tenantId]: { ...cityFiles, policy } },
      webhooks: {
        endpoints: [
          { ...robot, id: 'one', tenants: [tenantId, '15010'], units: ['dispatch', 'dispach'] },
          { ...robot, id: 'two', tenants: ['nobody'], units: ['not-told-without-a-city'] },
          { ...robot, id: 'three', units: ['xincheng-citymanagement'], evnts: [] },
        ],
      },
    })
    for (const args of [['config', '--check'], ['serve']]) {
      const { code, err } = await runCommand([...args, '--config', misspelt], { ROBOT: 'https://example.cn' })
      expect(code).toBe(1)
      const told = err.split('\n').filter((line) => line.includes('[unknown'))
      expect(told.map((line) => line.trim().split(']')[0])).toEqual([
        'webhooks.endpoints.2.evnts [unknownKey',
        'webhooks.endpoints.0.tenants.1 [unknownTenant',
        'webhooks.endpoints.0.units.1 [unknownUnit',
        'webhooks.endpoints.1.tenants.0 [unknownTenant',
        'webhooks.endpoints.2.units.0 [unknownUnit',
      ])
      expect(err).toContain(`没有城市 15010；可用：cities 中的编号：${tenantId} / there is no tenant 15010`)
      expect(err).toMatch(
        /没有单位 dispach；可用：是否为 dispatch；.* has no unit dispach; allowed: perhaps dispatch/,
      )
      expect(err).toContain('perhaps xincheng-cityManagement')
      expect(err).toContain('broken-policy.json')
    }
  })

  it.runIf(process.platform === 'linux')(
    'serve ends where no directory can be made for the database',
    async () => {
      const config = JSON.parse(await readFile(file, 'utf8'))
      const nowhere = await written('nowhere.json', {
        ...config,
        listen: { port: 0 },
        admin: { enabled: false },
        databases: [{ directory: '/proc/chuishao/database' }],
      })
      const { code, err } = await runCommand(['serve', '--config', nowhere])
      expect(code).toBe(1)
      expect(err).toContain('No directory can be made at /proc/chuishao/database')
      expect(err).toContain('不能建立目录')
    },
  )

  it('tells directories of photos that are none, and a serve whose photos cannot be written ends', async () => {
    const config = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(join(folder, 'no-photos'), '')
    const place = join(folder, 'no-photos')
    const broken = await written('no-photos.json', {
      ...config,
      attachments: { directory: 'no-photos', uploadDirectory: 'no-photos/uploads' },
    })
    for (const args of [['config', '--check'], ['serve']]) {
      const { code, err } = await runCommand([...args, '--config', broken])
      expect(code).toBe(1)
      expect(err).toContain(`attachments.directory [unwritable] ${place} 不是目录`)
      expect(err).toMatch(/attachments\.uploadDirectory \[unwritable\] .* is no directory/)
      expect(err).toContain('the path of a directory that the user of the service may write to')
    }
    // What one cannot know without writing.
    await mkdir(join(folder, 'half-photos'))
    await writeFile(join(folder, 'half-photos', '.unfinished'), '')
    const half = await written('half-photos.json', {
      ...config,
      listen: { port: 0 },
      admin: { enabled: false },
      attachments: { directory: 'half-photos' },
    })
    const { code, err } = await runCommand(['serve', '--config', half])
    expect(code).toBe(1)
    expect(err).toContain(`${join(folder, 'half-photos')} is no directory. Name another place.`)
  })

  it('finds the key of a webhook beside the configuration file', async () => {
    const { out: key } = await runCommand(['webhooks', 'new-key', '--config', file])
    expect(key).toMatch(/^whsec_/)
    await writeFile(join(folder, 'key'), key)
    const reach = { tenants: [tenantId], units: ['dispatch', 'xincheng-cityManagement'] }
    const endpoints = [
      { kind: 'webhook', id: 'one', url: 'https://city.example.cn/hook', keys: [{ file: 'key' }], ...reach },
    ]
    const good = await written('hooks.json', {
      ...JSON.parse(await readFile(file, 'utf8')),
      webhooks: { endpoints },
    })
    const { code, err } = await runCommand(['config', '--check', '--config', good])
    expect([code, err]).toEqual([0, ''])
  })
})

describe('commands on a new database', () => {
  it('audit, backup, restore, recalculate and webhooks list do what they say', async () => {
    const keys = generateKeyPairSync('ed25519')
    await writeFile(join(folder, 'audit.pem'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await writeFile(join(folder, 'audit.pub'), keys.publicKey.export({ type: 'spki', format: 'pem' }))
    const audit = await runCommand(
      [
        ...['audit', '--json', '--photo-bytes', '--config', file],
        ...['--anchor-out', 'anchor.json', '--sign-key', 'audit.pem'],
      ],
      {},
      folder,
    )
    expect([audit.code, JSON.parse(audit.out).ok]).toEqual([0, true])
    expect(audit.err).toContain('The database holds no ticket at all')
    const backup = join(folder, 'backup')
    expect((await runCommand(['backup', '--to', backup, '--config', file])).code).toBe(0)
    const elsewhere = await written('elsewhere.json', {
      ...JSON.parse(await readFile(file, 'utf8')),
      databases: [{ directory: 'restored' }],
      attachments: { directory: 'restored-photos' },
    })
    expect(await runCommand(['restore', '--from', backup, '--config', elsewhere])).toMatchObject({ code: 0 })
    const recalculated = await runCommand([
      ...['recalculate', '--tenant', tenantId, '--dry-run', '--config', file],
    ])
    expect(recalculated.code).toBe(0)
    const announced = await runCommand(
      ['recalculate', '--tenant', tenantId, '--calendar', 'announced.json', '--dry-run', '--config', file],
      {},
      folder,
    )
    expect([announced.code, announced.err]).toEqual([0, expect.stringContaining('+announced-2026-08: 0')])
    expect(await runCommand(['webhooks', 'list', '--config', file])).toMatchObject({ code: 0 })
  }, 60_000)
})

it('audit walks what version 1 stored, and ends with 1 where somebody was at it', async () => {
  const place = { directory: await newPgliteDirectory(join(folder, 'old')) }
  const db = connectAsItIs(place)
  await writeAsVersionOne(db)
  await sql`update whistle_event set event = jsonb_set(event::jsonb, '{at}', '"2026-03-01T00:00:00.000Z"')::json
    where ticket_id = ${ticketId} and version = 5`.execute(db)
  await db.destroy()
  const old = await written('old.json', { ...JSON.parse(await readFile(file, 'utf8')), databases: [place] })
  const { code, out } = await runCommand(
    [
      'audit',
      '--json',
      '--no-photos',
      '--anchor',
      'anchor.json',
      '--verify-key',
      'audit.pub',
      '--config',
      old,
    ],
    {},
    folder,
  )
  expect([code, JSON.parse(out)]).toMatchObject([
    1,
    {
      total: 1,
      breaks: [{ ticketId, rule: 'chain', version: 5 }],
      tenants: [{ tickets: versionOneRows.length, events: 77 }],
    },
  ])
}, 60_000)

const erasing = (...selectors: string[]) => [
  ...['erase', '--tenant', tenantId, '--reason', '本人申请', '--operator', 'archivist-1'],
  ...selectors,
]
const hooked = (...args: string[]) => ['webhooks', ...args, '--tenant', tenantId]

describe('what does not fit', () => {
  const cases: [string, string[], string][] = [
    ['an unknown command', ['srve'], 'There is no command srve'],
    ['an unknown option of serve', ['serve', '--prot'], "选项有误 / Unknown option '--prot'"],
    ['a word after config', ['config', '--chek'], '--chek'],
    ['audit of a file that is not there', ['audit', '--anchor', 'nowhere.json'], 'nowhere.json'],
    ['audit of a tenant that is not served', ['audit', '--tenant', '15010'], 'There is no tenant 15010'],
    [
      'audit by what is no anchor',
      ['audit', '--anchor', import.meta.filename],
      'no anchor that an audit wrote',
    ],
    [
      'an anchor into a folder that is not there',
      ['audit', '--anchor-out', '/nowhere/at/all.json'],
      'its folder is not there',
    ],
    [
      'an anchor to be signed with what is no key',
      ['audit', '--anchor-out', join(import.meta.dirname, 'new.json'), '--sign-key', import.meta.filename],
      'no Ed25519 key in PEM',
    ],
    [
      'a key that signs nothing',
      ['audit', '--sign-key', import.meta.filename],
      '--sign-key needs --anchor-out',
    ],
    ['a key without an anchor', ['audit', '--verify-key', 'key.pub'], '--verify-key needs --anchor'],
    [
      'an anchor onto a file that is there',
      ['audit', '--anchor-out', import.meta.filename],
      'exists already',
    ],
    ['backup to nowhere', ['backup'], 'Missing option: --to'],
    ['restore from nowhere', ['restore'], 'Missing option: --from'],
    ['erase of nothing', ['erase'], 'Missing option: --tenant'],
    ['erase by two selectors', erasing('--citizen', 'citizen-1', '--ended-days', 'abc'), 'exactly one'],
    ['erase by nobody', [...erasing('--citizen', 'citizen-1'), '--operator', '%'], 'a history can hold: %'],
    [
      'erase for a reason with a number in it',
      [...erasing('--citizen', 'citizen-1'), '--reason', '机主 13912345678 要求'],
      '--reason: 不得含有电话、证件号等个人信息 / must hold no phone or identity number',
    ],
    [
      'erase for a reason that is too long',
      [...erasing('--citizen', 'citizen-1'), '--reason', '要求'.repeat(3_000)],
      '--reason: 至多 4000 个字符 / at most 4000 characters',
    ],
    ['erase of what is no ticket', erasing('--ticket', 'seven'), 'not the identifier of a ticket: seven'],
    ['erase by a number that is not set', erasing('--phone-env', 'NO_SUCH'), 'NO_SUCH holds no number'],
    ['erase by no number of days', erasing('--ended-days=-3'), 'a whole number from 1'],
    ['erase of somebody of whom there is nothing', erasing('--citizen', 'nobody'), 'No ticket that holds'],
    ['dead letters of no endpoint', hooked('dead', '--endpoint', 'nix'), 'No endpoint nix is configured'],
    ['recalculate in no language', ['recalculate', '--language', 'fr'], '--language zh | en'],
    ['recalculate for nobody', ['recalculate'], 'Missing option: --tenant'],
    ['no action of webhooks', ['webhooks', 'lst'], 'replay'],
    ['an unknown option of demo-issuer', ['demo-issuer', '--port'], '--port'],
  ]
  it.each(cases)('%s is told in a sentence, with exit code 1', async (_name, args, sentence) => {
    const { code, err } = await runCommand([...args, '--config', file])
    expect(code).toBe(1)
    expect(err).toContain(sentence)
    expect(err).not.toMatch(/\n\s+at |OptionsError/)
  })

  it('a command beside the process that has the embedded database says what to do', async () => {
    const directory = join(folder, 'taken')
    const lock = await lockDirectory(directory)
    await mkdir(join(directory, 'data'))
    const taken = await written('taken.json', {
      ...JSON.parse(await readFile(file, 'utf8')),
      databases: [{ directory }],
    })
    const { code, err } = await runCommand(['webhooks', 'list', '--config', taken])
    await lock.release()
    expect(code).toBe(1)
    expect(err).toContain(`正被进程 ${process.pid} 使用；请先停止它`)
    expect(err).toContain('stop it first, or use PostgreSQL')
  })

  it('a command that is asked how it is used tells that, whatever the configuration', async () => {
    const { code, out } = await runCommand(['erase', '--help'])
    expect(code).toBe(0)
    expect(out).toContain('erase --tenant ID')
    expect(out).not.toContain('serve')
  })

  it('a database that is away is told in both languages, with what to do', async () => {
    const away = { url: 'postgres://whistle@127.0.0.1:1/whistle', startTimeoutSeconds: 0 }
    const place = { WHISTLE_DATABASES: JSON.stringify([away]) }
    const runs = [['audit'], erasing('--citizen', 'citizen-1'), ['serve']].map((args) =>
      runCommand([...args, '--config', file], {
        ...place,
        WHISTLE_LISTEN_PORT: '0',
        WHISTLE_ADMIN_PORT: '0',
      }),
    )
    for (const { code, err } of await Promise.all(runs)) {
      expect(code).toBe(1)
      expect(err).toContain('数据库无法连接，请确认其已启动')
      expect(err).toContain('A database cannot be reached. See that it runs')
    }
  })

  it('a command that waits for a database says within seconds for which and until when, and names no password', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const url = { env: 'PLACE' }
    const waiting = await written('waiting.json', {
      ...JSON.parse(await readFile(file, 'utf8')),
      databases: [{ url, startTimeoutSeconds: 4, connectTimeoutMs: 3_000 }],
    })
    const env = { PLACE: `postgres://whistle:geheim@127.0.0.1:${port}/whistle` }
    const commands = [
      ['audit'],
      ['recalculate', '--tenant', tenantId],
      erasing('--citizen', 'citizen-1'),
      ['webhooks', 'list'],
    ]
    const runs = commands.map((args) => runCommand([...args, '--config', waiting], env))
    const backup = runCommand(['backup', '--to', join(folder, 'of-nothing'), '--config', waiting], env)
    try {
      for (const { code, err } of await Promise.all(runs)) {
        expect(code).toBe(1)
        const place = `127\\.0\\.0\\.1:${port}/whistle`
        const said = `正在等待数据库 1（${place}），至迟 \\d\\d:\\d\\d:\\d\\d / Waiting for database 1 \\(${place}\\), until`
        expect(err.match(new RegExp(said, 'g'))).toHaveLength(1)
        expect(err).toContain('A database cannot be reached')
        expect(err).not.toContain('geheim')
      }
      const { code, err } = await backup
      expect(code).toBe(1)
      expect(err).toContain('正在核对数据库 1 / reading database 1')
      expect(err).toContain('No backup: a database cannot be reached')
    } finally {
      silent.close()
    }
  }, 40_000)

  it('a directory without a database is told, and none is made in it', async () => {
    const mistyped = await written('mistyped.json', {
      ...JSON.parse(await readFile(file, 'utf8')),
      databases: [{ directory: 'datebase' }],
    })
    const commands = [['audit'], ['recalculate', '--tenant', tenantId], erasing('--citizen', 'citizen-1')]
    const runs = commands.map((args) => runCommand([...args, '--config', mistyped]))
    for (const { code, err } of await Promise.all(runs)) {
      expect(code).toBe(1)
      expect(err).toContain(`${join(folder, 'datebase')} 中没有数据库，请核对配置中的目录`)
    }
    expect(await readdir(folder)).not.toContain('datebase')
  })

  it('demo-issuer gives tokens neither for a real city nor for a provider elsewhere', async () => {
    const real = { ...demo, cities: { [tenantId]: { ...cityFiles, demo: false } } }
    const away = {
      ...demo,
      cities: { [tenantId]: cityFiles },
      identity: { ...demo.identity, issuer: 'https://login.example.cn' },
    }
    for (const [name, config] of Object.entries({ real, away })) {
      const { code, err } = await runCommand([
        'demo-issuer',
        '--config',
        await written(`${name}.json`, config),
      ])
      expect(code).toBe(1)
      expect(err).toMatch(/(demo": true|127\.0\.0\.1)/)
    }
  })
})
