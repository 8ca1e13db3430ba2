/// <reference types="mocha" />
import { expect } from 'chai'
import { idbStorage } from './idb-storage.ts'
import { storageCases } from './testing/storage-cases.ts'

const same = (actual: unknown, expected: unknown) => expect(actual).to.deep.equal(expected)
let databases = 0
let name = ''

beforeEach(() => {
  databases += 1
  name = `storage-test-${Date.now()}-${databases}`
})
afterEach(() => void indexedDB.deleteDatabase(name))

describe('storage in IndexedDB', () => {
  for (const { name: sentence, holds } of storageCases)
    it(sentence, async () => {
      const storage = idbStorage(name)
      await holds(storage, same)
      storage.close()
    })

  it('has everything still when it is opened again, and for another tab at once', async () => {
    const storage = idbStorage(name)
    const row = {
      personId: 'grid-1',
      commandId: 'a',
      ticketId: '0198c0de-0000-7000-8000-000000000001',
      command: { type: 'COMMENT', text: '已到现场' },
      ifVersion: 1,
      savedAt: '2026-03-02T01:00:00.000Z',
      attempted: false,
    } as const
    const bytes = crypto.getRandomValues(new Uint8Array(60_000))
    await storage.save(row, [
      { personId: 'grid-1', commandId: 'a', sha256: 'one', mediaType: 'image/jpeg', bytes },
    ])
    await storage.keep('grid-1', 'city', '', { value: { id: 'test' }, asOf: row.savedAt })
    const otherTab = idbStorage(name)
    same((await otherTab.command('a'))?.command, row.command)
    otherTab.close()
    storage.close()
    const again = idbStorage(name)
    same((await again.photos('a'))[0]?.bytes, bytes)
    same((await again.kept('grid-1', 'city', ''))?.value, { id: 'test' })
    again.close()
  })

  it('keeps the lists of the last screens, not those of all screens ever', async () => {
    const storage = idbStorage(name)
    for (let minute = 10; minute < 35; minute += 1)
      await storage.keep('grid-1', 'list', `list ${minute}`, {
        value: minute,
        asOf: `2026-03-02T01:${minute}:00.000Z`,
      })
    const kept = (await storage.allKept('grid-1', 'list')).map(({ value }) => value)
    same(
      kept,
      Array.from({ length: 20 }, (_, index) => index + 15),
    )
    storage.close()
  })
})
