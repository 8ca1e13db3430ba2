/** The device's storage in IndexedDB. */
import { protocolVersion } from '@chuishao/core/versions'
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { CommandRow, Kept, KeptKind, PhotoRow, StoredCommand } from './rows.ts'
import { storageFull } from './space.ts'
import type { OfflineStorage } from './storage.ts'

/** A raised version means new stores or another shape; `upgrade` then brings old rows along. */
const version = 1

interface Schema extends DBSchema {
  commands: {
    key: number
    value: CommandRow & { order?: number }
    indexes: { commandId: string; personId: string }
  }
  photos: {
    key: [commandId: string, sha256: string]
    value: PhotoRow
    indexes: { sha256: string }
  }
  kept: {
    key: [personId: string, kind: KeptKind, key: string]
    /** `protocol`: of the page that kept it; one of another version reads it anew. */
    value: Kept & { personId: string; kind: KeptKind; key: string; protocol: number }
  }
  /** The last person of each account. */
  persons: { key: string; value: string }
}

type StoreName = 'commands' | 'photos' | 'kept' | 'persons'
type Writing = IDBPTransaction<Schema, StoreName[], 'readwrite'>

/** How many lists of a person are kept: the screens of a working day. */
const mostLists = 20

/**
 * Opens at once; where the browser allows no database, every call rejects.
 * @param name of the database; other tabs with the same name share it
 */
export function idbStorage(name: string): OfflineStorage {
  const opening = openDB<Schema>(name, version, {
    upgrade(db) {
      const commands = db.createObjectStore('commands', { keyPath: 'order', autoIncrement: true })
      commands.createIndex('commandId', 'commandId', { unique: true })
      commands.createIndex('personId', 'personId')
      const photos = db.createObjectStore('photos', { keyPath: ['commandId', 'sha256'] })
      photos.createIndex('sha256', 'sha256')
      db.createObjectStore('kept', { keyPath: ['personId', 'kind', 'key'] })
      db.createObjectStore('persons')
    },
    // A newer page of this portal wants to upgrade: this one reopens when it is loaded again.
    blocking: (_, __, event) => (event.target as unknown as IDBDatabase).close(),
  })

  opening.catch(() => {})

  return {
    async save(row, photos, replaces) {
      await written(opening, ['commands', 'photos'], 'strict', async (transaction) => {
        const commands = transaction.objectStore('commands')
        const order = replaces === undefined ? undefined : await commands.index('commandId').getKey(replaces)
        if (replaces !== undefined) await removeCommand(transaction, replaces)
        await Promise.all([
          commands.put(order === undefined ? row : { ...row, order }),
          ...photos.map((photo) => transaction.objectStore('photos').put(photo)),
        ])
      })
    },

    commands: async (personId) =>
      (await (await opening).getAllFromIndex('commands', 'personId', personId)) as StoredCommand[],

    command: async (commandId) =>
      (await (await opening).getFromIndex('commands', 'commandId', commandId)) as StoredCommand | undefined,

    change: (commandId, change) =>
      written(opening, ['commands'], 'relaxed', async (transaction) => {
        const commands = transaction.objectStore('commands')
        const row = await commands.index('commandId').get(commandId)
        if (row === undefined) return false
        const { problem = undefined, ...changed } = { ...row, ...change }
        await commands.put(problem === undefined ? changed : { ...changed, problem })
        return true
      }),

    remove: (commandId, after) =>
      written(opening, ['commands', 'photos', 'kept'], after ? 'relaxed' : 'strict', async (transaction) => {
        const removed = await removeCommand(transaction, commandId)
        if (removed && after) {
          const { ticket: value, asOf } = after
          const key = { personId: removed.personId, kind: 'ticket', key: removed.ticketId } as const
          await transaction.objectStore('kept').put({ ...key, value, asOf, protocol: protocolVersion })
        }
        return removed !== undefined
      }),

    photos: async (commandId) => (await opening).getAll('photos', photosOf(commandId)),

    async photo(personId, sha256) {
      const transaction = (await opening).transaction(['commands', 'photos'])
      const commands = transaction.objectStore('commands').index('commandId')
      for (const photo of await transaction.objectStore('photos').index('sha256').getAll(sha256)) {
        if ((await commands.get(photo.commandId))?.personId === personId) return photo
      }
      return undefined
    },

    async keep(personId, kind, key, kept) {
      await written(opening, ['kept'], 'relaxed', async (transaction) => {
        const store = transaction.objectStore('kept')
        await store.put({ ...kept, personId, kind, key, protocol: protocolVersion })
        if (kind !== 'list') return
        const lists = await store.getAll(allOf(personId, kind))
        const old = lists.sort(byAge).slice(0, -mostLists)
        await Promise.all(old.map((it) => store.delete([personId, kind, it.key])))
      })
    },

    async kept(personId, kind, key) {
      const kept = await (await opening).get('kept', [personId, kind, key])
      return kept?.protocol === protocolVersion ? kept : undefined
    },

    async allKept(personId, kind) {
      const all = await (await opening).getAll('kept', allOf(personId, kind))
      return all.filter(({ protocol }) => protocol === protocolVersion).sort(byAge)
    },

    lastPerson: async (account) => (await opening).get('persons', account),
    setLastPerson: async (account, personId) =>
      void (await (await opening).put('persons', personId, account)),

    async forget(personId, { commands: alsoCommands }) {
      const stores: StoreName[] = ['commands', 'photos', 'kept', 'persons']
      await written(opening, stores, 'strict', async (transaction) => {
        const rows = transaction.objectStore('commands').index('personId')
        for (const { commandId } of alsoCommands ? await rows.getAll(personId) : [])
          await removeCommand(transaction, commandId)
        await transaction.objectStore('kept').delete(IDBKeyRange.bound([personId], [personId, []]))
        const persons = transaction.objectStore('persons')
        for (const account of await persons.getAllKeys())
          if ((await persons.get(account)) === personId) await persons.delete(account)
      })
    },

    close: () => void opening.then((database) => database.close()).catch(() => {}),
  }
}

const photosOf = (commandId: string) => IDBKeyRange.bound([commandId], [commandId, []])
const allOf = (personId: string, kind: KeptKind) => IDBKeyRange.bound([personId, kind], [personId, kind, []])
const byAge = (a: Kept, b: Kept) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0)

/** What it took away; undefined where there was nothing. */
async function removeCommand(transaction: Writing, commandId: string): Promise<CommandRow | undefined> {
  const commands = transaction.objectStore('commands')
  const cursor = await commands.index('commandId').openCursor(commandId)
  if (!cursor) return undefined
  await Promise.all([
    commands.delete(cursor.primaryKey),
    transaction.objectStore('photos').delete(photosOf(commandId)),
  ])
  return cursor.value
}

/**
 * One transaction, resolved when it is committed. `strict`: once it is on the disk, so that it survives a battery that
 * runs out; by default browsers wait for the operating system's cache alone.
 */
async function written<T>(
  opening: Promise<IDBPDatabase<Schema>>,
  stores: StoreName[],
  durability: IDBTransactionDurability,
  work: (transaction: Writing) => Promise<T>,
): Promise<T> {
  const transaction = (await opening).transaction(stores, 'readwrite', { durability })
  // Its rejection is the reason why `work` rejects, or that of `done` below.
  transaction.done.catch(() => {})
  try {
    const result = await work(transaction)
    await transaction.done
    return result
  } catch (error) {
    throw isFull(error) ? storageFull(error) : error
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'QuotaExceededError' || /quota/i.test(error.message))
