import { readFile, readdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTicketService } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { memoryAttachments } from '../memory/index.ts'
import { openPglite } from '../postgres/pglite.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { eraseTickets } from './erase-tickets.ts'
import { vacuumErased } from './vacuum-erased.ts'

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'chuishao-vacuum-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

/**
 * Files of the directory in which two neighbouring characters of a word are: PostgreSQL compresses long values, and then
 * puts a byte of its own after every eight. Of ten rare characters, two are together somewhere.
 */
async function filesWith(directory: string, word: string): Promise<string[]> {
  const pairs = [...word].slice(1).map((second, index) => Buffer.from(`${[...word][index]}${second}`))
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name))
  const found = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path)
      return pairs.some((pair) => bytes.includes(pair)) ? [path] : []
    }),
  )
  return found.flat()
}

const erased = '龘鱻麤靐齉爨饕餮彘鬻'
const kept = '犇骉羴猋麣灥驫贔矗蠢'

it('no file of an embedded database has a byte of what was erased', async () => {
  const directory = join(folder, 'database')
  const opened = await openPglite({ directory })
  const { id: tenantId } = testCityData
  const service = createTicketService({
    store: opened.store,
    attachments: memoryAttachments(),
    cities: () => ({ index: testCity, data: testCityData }),
    clock: () => '2026-03-02T01:00:00.000Z',
    newSalt: randomSalt,
  })
  for (const [name, phone] of [
    [erased, '13800001234'],
    [kept, '13800005678'],
  ] as const) {
    const outcome = await service.execute(
      { tenantId, actor: people.gridWorker },
      freshTicketId(),
      { type: 'WHISTLE', draft: { ...sampleDraft(), contact: { name, phone } } },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    )
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  }
  await sql`checkpoint`.execute(opened.db)
  expect(await filesWith(directory, erased)).not.toEqual([])
  const report = await eraseTickets({
    db: opened.db,
    store: opened.store,
    service,
    tenantId,
    selection: { phone: '13800001234' },
    reason: '应居民要求',
    operator: 'archivist-1',
    confirm: true,
  })
  expect(report.tickets.map(({ result }) => result)).toEqual(['erased'])
  await vacuumErased(opened.db, { how: 'rewrite', embedded: true })
  expect(await filesWith(directory, erased)).toEqual([])
  await opened.close()
  expect(await filesWith(directory, erased)).toEqual([])
  expect(await filesWith(directory, kept)).not.toEqual([])
}, 60_000)
