import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleAppend, sampleTenant, ticketStoreConformance } from '../conformance/index.ts'
import { openPglite, type PgliteDatabase } from './pglite.ts'
import { postgresStore } from './postgres-store.ts'
import { emptyTables } from './testing/empty-tables.ts'

let root: string
let template: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'chuishao-pglite-'))
  template = join(root, 'template')
  const { close } = await openPglite({ directory: template })
  await close()
}, 60_000)

afterAll(() => rm(root, { recursive: true, force: true }))

/** An empty database with its tables. */
async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(root, 'store-'))
  await cp(template, directory, { recursive: true })
  return directory
}

describe('on a directory', () => {
  let directory: string
  let opened: PgliteDatabase

  beforeAll(async () => {
    directory = await emptyDirectory()
    opened = await openPglite({ directory })
  }, 60_000)

  afterAll(() => opened.close())

  ticketStoreConformance(
    { describe, it: (sentence, run) => it(sentence, run, 30_000) },
    {
      name: 'postgresStore on PGlite',
      capabilities: { durability: 'process' },
      // Opening a database again takes its time where others work on the machine; the runner's own limit is beyond.
      timeoutMs: 25_000,
      // The database stays open and is emptied: opening one for every test would take minutes.
      create: async () => {
        await emptyTables(opened.db)
        // Feeds must not need the poll: it is set beyond the length of any test.
        const store = postgresStore(opened.db, { durability: 'process', pollMs: 3_600_000 })
        return {
          store,
          reopen: async () => {
            await opened.close()
            opened = await openPglite({ directory })
            return opened.store
          },
          dispose: () => store.close(),
        }
      },
    },
  )
})

describe('openPglite', () => {
  it('refuses a directory that is open already, and names it', async () => {
    const directory = await emptyDirectory()
    const first = await openPglite({ directory })
    await expect(openPglite({ directory })).rejects.toMatchObject({
      code: 'directoryInUse',
      directory,
      pid: process.pid,
    })
    await first.store.append(sampleAppend())
    await first.close()
    const second = await openPglite({ directory })
    expect(await second.store.position(sampleTenant)).toBe(1)
    await second.close()
  }, 30_000)

  it('frees the directory where opening fails', async () => {
    const directory = await emptyDirectory()
    await rm(join(directory, 'data', 'global'), { recursive: true })
    await expect(openPglite({ directory })).rejects.toMatchObject({
      code: 'directoryFault',
      sentence: {
        zh: expect.stringContaining(`${directory} 中的数据库无法打开`),
        en: expect.stringContaining('Restore a backup into a new directory'),
      },
    })
    await rm(join(directory, 'data'), { recursive: true })
    await cp(join(template, 'data'), join(directory, 'data'), { recursive: true })
    const { close } = await openPglite({ directory })
    await close()
  }, 30_000)

  it('tells what is no directory', async () => {
    const directory = join(root, 'a-file')
    await writeFile(directory, '')
    await expect(openPglite({ directory })).rejects.toMatchObject({
      sentence: {
        zh: `${directory} 不是目录，请换一个位置。`,
        en: expect.stringContaining('is no directory'),
      },
    })
  })
})
