/** A backup that is taken while people work comes back whole, with all that was acknowledged before it began. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { diskAttachments } from '../attachments/disk.ts'
import { whistledAt, dueTicketId } from '../deadlines/testing/due-city.ts'
import { attachmentOf, createTicketService, type TicketStore } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { openPglite } from '../postgres/pglite.ts'
import { openPostgres } from '../postgres/pg.ts'
import { newPgliteDirectory } from '../postgres/testing/new-pglite.ts'
import { startPostgres, type TestPostgres } from '../postgres/testing/start-postgres.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { backUp } from './back-up.ts'
import { connectAsItIs } from './database-place.ts'
import { restore } from './restore.ts'

const at = '2026-03-02T12:00:00.000Z'
const tenantId = '150102'
const session = { tenantId, actor: people.gridWorker }
let folder: string
let photos: string
const inFolder = (name: string) => join(folder, name)
const newCity = async () => ({ directory: await newPgliteDirectory(inFolder('city')) })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chuishao-backup-'))
  photos = inFolder('photos')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** People who whistle with a photo, one after the other, until they are stopped; answers what was acknowledged. */
function work(store: TicketStore) {
  const attachments = diskAttachments({ directory: photos })
  const service = createTicketService({
    store,
    attachments,
    cities: () => ({ index: testCity, data: testCityData }),
    clock: () => whistledAt,
    newSalt: randomSalt,
  })
  const acknowledged: string[] = []
  let stopped = false
  const person = async (first: number) => {
    for (let n = first; !stopped; n += 2) {
      const photo = await service.upload(
        session,
        attachmentOf(new TextEncoder().encode(`photo ${n}`), 'image/jpeg'),
      )
      const location = { crs: 'wgs84', lng: 111.67, lat: 40.82, communityId: 'community-1' }
      const draft = { matterCode: 'parking', description: '乱停车', location, attachments: [photo] }
      const options = { commandId: `whistle-${n}`, ifVersion: 0 }
      const outcome = await service.execute(session, dueTicketId(n), { type: 'WHISTLE', draft }, options)
      if (outcome.ok) acknowledged.push(options.commandId)
    }
  }
  const ended = Promise.all([person(0), person(1)])
  return {
    acknowledged,
    async until(count: number) {
      while (acknowledged.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    async stop() {
      stopped = true
      await ended
    },
  }
}

/** What others of the machine may open in a folder. */
async function openToOthers(directory: string): Promise<string[]> {
  const names = ['', ...(await readdir(directory, { recursive: true }))]
  const modes = await Promise.all(
    names.map(async (name) => [name, (await stat(join(directory, name))).mode] as const),
  )
  return modes.flatMap(([name, mode]) => ((mode & 0o077) === 0 ? [] : name))
}

async function commandsIn(place: { url: string } | { directory: string }): Promise<string[]> {
  const { db, close } = 'url' in place ? await openPostgres(place) : await openPglite(place)
  const rows = await db.selectFrom('whistle_command').select('command_id').execute()
  await close()
  return rows.map((row) => row.command_id)
}

describe('a server', () => {
  let server: TestPostgres
  const databaseUrl = (name: string) => server.url.replace(/postgres$/, name)
  beforeEach(async () => {
    server = await startPostgres({ settings: { fsync: 'off' } })
    const db = connectAsItIs({ url: server.url })
    for (const name of ['city', 'restored']) await sql`create database ${sql.id(name)}`.execute(db)
    await db.destroy()
  }, 60_000)
  afterEach(() => server.stop())

  test('in the middle of work', async () => {
    const place = { url: databaseUrl('city') }
    const { store, close } = await openPostgres(place)
    const people = work(store)
    await people.until(30)
    const before = [...people.acknowledged]
    await backUp({ databases: [place], photos, to: inFolder('backup'), at })
    expect(await openToOthers(inFolder('backup'))).toEqual([])
    await people.until(before.length + 30)
    await people.stop()
    await close()

    const target = { url: databaseUrl('restored') }
    const restored = inFolder('restored-photos')
    const report = await restore({
      from: inFolder('backup'),
      databases: [target],
      photos: restored,
      attachments: diskAttachments({ directory: restored }),
      at,
    })
    expect(report.audits.map(({ breaks }) => breaks)).toEqual([[]])
    expect(report).toMatchObject({ ok: true, audits: [{ tenants: [{ tenantId }] }] })
    const commands = await commandsIn(target)
    expect(commands).toEqual(expect.arrayContaining(before))
    expect(people.acknowledged.length).toBeGreaterThan(commands.length)
    expect(report.photos).toBeGreaterThanOrEqual(commands.length)

    // A second time there is something in the way.
    const again = restore({ from: inFolder('backup'), databases: [target], photos: inFolder('other'), at })
    await expect(again).rejects.toMatchObject({
      code: 'targetNotEmpty',
      sentence: { zh: expect.stringContaining('请') },
    })
  }, 60_000)

  test('that is not there', async () => {
    await server.kill()
    const backup = backUp({ databases: [{ url: server.url }], to: inFolder('backup'), at })
    await expect(backup).rejects.toMatchObject({
      code: 'backupFailed',
      message: expect.stringContaining('cannot be reached'),
    })
    expect((await readdir(folder)).filter((name) => name.startsWith('backup'))).toEqual([])
  })
})

describe('an embedded database', () => {
  test('after its process, in an empty directory, with nothing lost', async () => {
    const place = await newCity()
    const { store, close } = await openPglite(place)
    const people = work(store)
    await people.until(10)
    const busy = backUp({ databases: [place], photos, to: inFolder('backup'), at })
    await expect(busy).rejects.toMatchObject({ code: 'directoryInUse' })
    await people.stop()
    await close()
    await backUp({ databases: [place], photos, to: inFolder('backup'), at })
    expect(await openToOthers(inFolder('backup'))).toEqual([])
    await expect(backUp({ databases: [place], to: inFolder('backup'), at })).rejects.toMatchObject({
      code: 'backupExists',
    })

    const target = { directory: inFolder('restored') }
    const restored = inFolder('restored-photos')
    const options = { from: inFolder('backup'), databases: [target], photos: restored, at }
    const report = await restore({ ...options, attachments: diskAttachments({ directory: restored }) })
    expect(report).toMatchObject({ ok: true, audits: [{ breaks: [] }] })
    expect((await commandsIn(target)).toSorted()).toEqual(people.acknowledged.toSorted())
    const again = restore({ ...options, photos: inFolder('other') })
    await expect(again).rejects.toMatchObject({
      code: 'targetNotEmpty',
      sentence: { zh: expect.stringContaining('请') },
    })

    // A photo that is not where it should be is missed.
    const elsewhere = { ...options, databases: [{ directory: inFolder('again') }], photos: inFolder('other') }
    const attachments = diskAttachments({ directory: inFolder('none') })
    const missed = await restore({ ...elsewhere, attachments })
    expect(missed.ok).toBe(false)
    expect(missed.audits[0]?.breaks[0]).toMatchObject({ rule: 'photo', version: 1 })

    // So is one whose bytes are others by now, though it is where it should be.
    await damageOne(join(inFolder('backup'), 'photos'))
    const [third, damaged] = [{ directory: inFolder('third') }, inFolder('damaged')]
    const spoilt = await restore({
      ...{ ...options, databases: [third], photos: damaged },
      attachments: diskAttachments({ directory: damaged }),
    })
    expect(spoilt.audits[0]?.breaks.map(({ found }) => found)).toEqual([expect.stringMatching(/is damaged$/)])
    expect(spoilt.ok).toBe(false)
  }, 60_000)
})

/** Overwrites the first bytes of one stored photo, as a failing disk does. */
async function damageOne(directory: string): Promise<void> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true })
  const photo = files.find((it) => it.isFile())
  if (!photo) throw new Error(`no photo in ${directory}`)
  const path = join(photo.parentPath, photo.name)
  const bytes = await readFile(path)
  await writeFile(path, bytes.fill(0, 0, 4))
}

test('a folder that is not there to hold a backup is told with what to do', async () => {
  const place = await newCity()
  await (await openPglite(place)).close()
  const backup = backUp({ databases: [place], to: join(inFolder('nowhere'), 'backup'), at })
  await expect(backup).rejects.toMatchObject({
    code: 'backupFailed',
    sentence: { zh: expect.stringContaining('上级目录不存在') },
  })
}, 60_000)

test('a directory without a database is told, and not made', async () => {
  const backup = backUp({ databases: [{ directory: inFolder('typo') }], to: inFolder('backup'), at })
  await expect(backup).rejects.toMatchObject({ sentence: { en: expect.stringContaining('no database in') } })
  expect(await readdir(folder)).toEqual([])
})

test('photos that are not where they should be are missed before anything is copied', async () => {
  const place = await newCity()
  await (await openPglite(place)).close()
  const none = await backUp({ databases: [place], photos: inFolder('typo'), to: inFolder('first'), at })
  expect(none.photos).toBe(0)

  const opened = await openPglite(place)
  const people = work(opened.store)
  await people.until(1)
  await people.stop()
  await opened.close()
  await mkdir(inFolder('unmounted'))
  for (const name of ['typo', 'unmounted']) {
    const steps: string[] = []
    const backup = backUp({
      ...{ databases: [place], photos: inFolder(name), to: inFolder('backup'), at },
      onProgress: ({ step }) => steps.push(step),
    })
    await expect(backup).rejects.toMatchObject({
      code: 'photosMissing',
      sentence: { zh: expect.stringContaining('不存在或为空'), en: expect.stringContaining(inFolder(name)) },
    })
    expect(steps).toEqual(['anchor'])
  }
  expect((await readdir(folder)).toSorted()).toEqual(['city', 'first', 'photos', 'unmounted'])
}, 60_000)

test('a folder without a manifest is no backup', async () => {
  await writeFile(inFolder('manifest.json'), '{"format":1}')
  const places = { databases: [{ directory: inFolder('restored') }], at }
  await expect(restore({ from: folder, ...places })).rejects.toMatchObject({ code: 'notABackup' })
})
