/**
 * What the README tells a stranger to type is typed here, word for word, but for the ports and the place of the data; and
 * what an operator then does to it: erase a resident, and see that the store holds nothing of them any more.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { diskAttachments } from '@chuishao/adapters/attachments-disk'
import { auditDatabase, photoCheck } from '@chuishao/adapters/audit'
import { openPglite } from '@chuishao/adapters/pglite'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPeople } from '../demo/demo-people.ts'
import { freePorts } from '../testing/adapters.ts'
import { runCommand } from '../testing/run-command.ts'
import { startCommand, type RunningCommand } from '../testing/start-command.ts'

const root = join(import.meta.dirname, '../../../..')
const readme = await readFile(join(root, 'examples/service/README.md'), 'utf8')
const demo = JSON.parse(await readFile(join(root, 'examples/service/config.demo.json'), 'utf8'))

const blocks = [...readme.matchAll(/^```bash\n([\s\S]*?)^```/gm)].map(([, code = '']) => code)
const [serveLine = '', issuerLine = '', whistling = ''] = blocks
/** What stands after `npm run service --`, which installs and then runs the same program with it. */
const argsOf = (line: string) =>
  line
    .trim()
    .replace(/^npm run service -- /, '')
    .split(' ')
const config = ['--config', 'examples/service/config.demo.json']

let folder: string
let env: Record<string, string>
let serve: RunningCommand | undefined
let issuer: RunningCommand
let ports: { api: number; admin: number; issuer: number }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chuishao-first-'))
  const [api = 0, admin = 0, third = 0] = await freePorts(3)
  ports = { api, admin, issuer: third }
  env = {
    WHISTLE_LISTEN_PORT: String(api),
    WHISTLE_ADMIN_PORT: String(admin),
    WHISTLE_DATABASES: JSON.stringify([{ directory: join(folder, 'database') }]),
    WHISTLE_ATTACHMENTS_DIRECTORY: join(folder, 'photos'),
    WHISTLE_IDENTITY: JSON.stringify({ ...demo.identity, issuer: `http://127.0.0.1:${third}` }),
  }
  serve = await startCommand(argsOf(serveLine), { until: /已就绪/, env, cwd: root })
  issuer = await startCommand(argsOf(issuerLine), { until: /token\/resident/, env, cwd: root })
}, 60_000)
afterAll(async () => {
  await Promise.all([serve?.stop(), issuer?.stop()])
  await rm(folder, { recursive: true, force: true })
})

const url = (path: string) => `http://127.0.0.1:${ports.api}/api/v1${path}`
const tokenOf = async (login: string) =>
  (await fetch(`http://127.0.0.1:${ports.issuer}/token/${login}`)).text()
const as = async (login: string) => ({ Authorization: `Bearer ${await tokenOf(login)}` })

describe('the README', () => {
  it('begins with the demo configuration, which serves, and with somebody who hands out tokens', () => {
    expect(argsOf(serveLine)).toEqual(['serve', ...config])
    expect(argsOf(issuerLine)).toEqual(['demo-issuer', ...config])
    expect(issuer.output()).toContain('谁都可以要到令牌，仅供试用 / Anybody gets a token here')
  })

  it('whistles, and the department answers for it', async ({ skip }) => {
    skip(spawnSync('curl', ['--version']).status !== 0, 'curl is not installed here')
    const typed = whistling
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${ports.api}`)
      .replaceAll('127.0.0.1:8091', `127.0.0.1:${ports.issuer}`)
    expect(typed.match(/127\.0\.0\.1:\d+/g)).toEqual([`127.0.0.1:${ports.api}`, `127.0.0.1:${ports.issuer}`])
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', typed], { cwd: root })
    const [me, outcome, list] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(me).toMatchObject({ personId: 'grid-1', unitId: 'xincheng-s1-c1', roles: ['gridWorker'] })
    expect(outcome).toMatchObject({ version: 1, ticket: { status: 'whistled' } })
    expect(list.items).toMatchObject([
      { ticketId: outcome.ticket.id, matterCode: 'SR-01', excerpt: '路边摆摊，行人绕行' },
    ])
  })

  it('leads to the description of every call, to readiness and to metrics', async () => {
    const answers = await Promise.all(
      [
        url('/reference'),
        `http://127.0.0.1:${ports.admin}/readyz`,
        `http://127.0.0.1:${ports.admin}/metrics`,
      ].map((it) => fetch(it)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(readme).toContain('http://127.0.0.1:9090/readyz')
    expect(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).scripts.service).toBe(
      'exec node scripts/service.mjs',
    )
  })
})

describe('demo-issuer', () => {
  it('gives each of its people a token with which the service knows them', async () => {
    for (const [login, { person, roles }] of Object.entries(demoPeople)) {
      const me = await (await fetch(url('/me'), { headers: await as(login) })).json()
      expect(me).toMatchObject({ personId: person, roles })
    }
  })

  it('knows nobody else, and answers no page that calls it by another name', async () => {
    const nobody = await fetch(`http://127.0.0.1:${ports.issuer}/token/mayor`)
    expect([nobody.status, await nobody.text()]).toEqual([
      404,
      expect.stringContaining('there are: gridworker'),
    ])
    const rebound = await fetch(`http://localhost:${ports.issuer}/token/gridworker`).catch(() => undefined)
    expect(rebound?.status ?? 421).toBe(421)
  })
})

/** All rows of all tables as text, and whether every history and every photo is whole. */
async function lookIntoStore(): Promise<{ rows: string; breaks: unknown[] }> {
  const { db, close } = await openPglite({ directory: join(folder, 'database') })
  const tables = (await db.introspection.getTables()).map(({ name }) => name)
  const read = tables.map((name) => sql`select * from ${sql.table(name)}`.execute(db))
  const rows = JSON.stringify((await Promise.all(read)).map((it) => it.rows))
  const photos = diskAttachments({ directory: join(folder, 'photos') })
  const checkPhoto = photoCheck(photos, { bytes: true })
  const { breaks } = await auditDatabase({ db, at: new Date().toISOString(), checkPhoto })
  await close()
  return { rows, breaks }
}

describe('erase', () => {
  const resident = { name: '王小明', phone: '139 1234 5678' }
  const personal = [...Object.values(resident), '灯坏了']
  const whose = [
    'erase',
    '--tenant',
    '150100',
    '--phone-env',
    'RESIDENT',
    '--reason',
    '本人申请',
    '--operator',
    'archivist-1',
  ]
  const erase = (...more: string[]) =>
    runCommand([...whose, ...more, ...config], { ...env, RESIDENT: '+86 139-1234-5678' }, root)
  const photos = async () =>
    (await readdir(join(folder, 'photos'), { recursive: true, withFileTypes: true })).filter((it) =>
      it.isFile(),
    )

  async function whistle(description: string, contact: object): Promise<string> {
    const body = await sharp({
      create: { width: 8, height: 8, channels: 3, background: description === '灯坏了' ? 'red' : 'blue' },
    })
      .jpeg()
      .toBuffer()
    const headers = await as('gridworker')
    const uploaded = await fetch(url('/attachments'), {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'image/jpeg' },
      body: new Uint8Array(body),
    })
    const draft = {
      matterCode: 'SR-01',
      description,
      contact,
      attachments: [await uploaded.json()],
      location: { crs: 'cgcs2000', lng: 111.67, lat: 40.82, communityId: 'xincheng-s1-c1' },
    }
    const ticketId = crypto.randomUUID()
    const sent = await fetch(url(`/tickets/${ticketId}/commands`), {
      method: 'POST',
      headers: {
        ...headers,
        'Content-Type': 'application/json',
        'Idempotency-Key': ticketId,
        'If-Match': '"v0"',
      },
      body: JSON.stringify({ type: 'WHISTLE', draft }),
    })
    expect(sent.status).toBe(201)
    return ticketId
  }

  it('takes a resident out of the store, photo and all, and leaves others and the history whole', async () => {
    const theirs = await whistle('灯坏了', resident)
    const other = await whistle('路不平', { name: '李大方', phone: '13700000000' })

    const busy = await erase('--confirm')
    expect([busy.code, busy.err]).toEqual([1, expect.stringMatching(/in use by process \d+/)])
    expect(await serve?.stop()).toBe(0)
    const photosBefore = (await photos()).length
    const shown = await erase()
    expect(shown).toMatchObject({ code: 0, err: '' })
    expect(shown.out).toMatch(
      new RegExp(
        `^wouldErase  ${theirs}  whistled  1 events \\(contact, description\\), 1 photos\n.*1 tickets would be erased`,
      ),
    )
    expect(shown.out).not.toMatch(/王小明|1234|灯坏了/)
    const { rows: before } = await lookIntoStore()
    for (const word of personal) expect(before).toContain(word)

    const done = await erase('--confirm', '--json')
    expect(done.code).toBe(0)
    expect(JSON.parse(done.out)).toMatchObject({
      dryRun: false,
      tickets: [{ ticketId: theirs, result: 'erased' }],
    })
    const { rows: after, breaks } = await lookIntoStore()
    for (const word of personal) expect(after).not.toContain(word)
    for (const word of ['李大方', '13700000000', '路不平', other]) expect(after).toContain(word)
    for (const word of ['personalErased', 'archivist-1', '本人申请']) expect(after).toContain(word)
    expect((await photos()).length).toBeLessThan(photosBefore)
    expect(breaks).toEqual([])
  }, 60_000)
})
