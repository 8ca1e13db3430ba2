/** The device's storage in IndexedDB. */
import type { Actor } from '@chuishao/core/ticket'
import { protocolVersion } from '@chuishao/core/versions'
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import {
  behind,
  nameNow,
  type CommandRow,
  type Kept,
  type KeptKind,
  type PhotoRow,
  type StoredCommand,
} from './rows.ts'
import { GatewayError } from '@chuishao/core/service'
import type { OfflineStorage } from './storage.ts'

/** A raised version means new stores or another shape; `upgrade` then brings old rows along. */
const version = 1

interface Schema extends DBSchema {
  commands: {
    key: number
    value: CommandRow & { order?: number }
    indexes: { commandId: string }
  }
  photos: {
    key: [commandId: string, sha256: string]
    value: PhotoRow
    indexes: { personId: [personId: string, sha256: string] }
  }
  kept: {
    /** `protocol`: of the page that kept it; one of another version reads it anew. */
    key: [personId: string, protocol: number, kind: KeptKind, key: string]
    value: Kept & { personId: string; protocol: number; kind: KeptKind; key: string }
  }
  /** The last person of each account. */
  persons: { key: string; value: Actor }
}

type StoreName = 'commands' | 'photos' | 'kept' | 'persons'
/** A store of the transaction under way. */
type At = IDBPTransaction<Schema, StoreName[], 'readwrite'>['objectStore']

/** How many lists of a person are kept: the screens of a working day. */
const mostLists = 20

/**
 * Opens at once; where the browser allows no database, every call rejects.
 * @param name of the database; other tabs with the same name share it
 */
export function idbStorage(name: string): OfflineStorage {
  const close = () => opening.then((database) => database.close()).catch(() => {})
  const opening: Promise<IDBPDatabase<Schema>> = openDB<Schema>(name, version, {
    upgrade(db) {
      const commands = db.createObjectStore('commands', { keyPath: 'order', autoIncrement: true })
      commands.createIndex('commandId', 'commandId', { unique: true })
      const photos = db.createObjectStore('photos', { keyPath: ['commandId', 'sha256'] })
      photos.createIndex('personId', ['personId', 'sha256'])
      db.createObjectStore('kept', { keyPath: ['personId', 'protocol', 'kind', 'key'] })
      db.createObjectStore('persons')
    },
    // A newer page of this portal wants to upgrade: this one reopens when it is loaded again.
    blocking: close,
  })

  opening.catch(() => {})

  /**
   * One transaction, resolved when it is committed. `strict`: once it is on the disk, so that it survives a battery that
   * runs out; by default browsers wait for the operating system's cache alone.
   */
  async function write<T>(
    stores: StoreName[],
    work: (at: At) => Promise<T>,
    durability: IDBTransactionDurability = 'strict',
  ): Promise<T> {
    const transaction = (await opening).transaction(stores, 'readwrite', { durability })
    // Its rejection is the reason why `work` rejects, or that of `done` below.
    transaction.done.catch(() => {})
    try {
      const result = await work((store) => transaction.objectStore(store))
      await transaction.done
      return result
    } catch (error) {
      // A browser says in the name of the error, or in its message, that the quota is used up.
      throw /quota/i.test(String(error)) ? new GatewayError('storageFull') : error
    }
  }

  return {
    save: (row, photos, replaces) =>
      write(['commands', 'photos', 'kept'], async (at) => {
        const replaced = replaces && (await takeAway(at, replaces))
        const kept = await at('kept').get([row.personId, protocolVersion, 'ticket', row.ticketId])
        const ticketId = nameNow(row, kept)
        await Promise.all([
          at('commands').put({ ...row, ticketId, ...(replaced && { order: replaced.order }) }),
          ...photos.map((photo) => at('photos').put(photo)),
        ])
      }),

    commands: async (personId) => of(personId, await (await opening).getAll('commands')),

    command: async (commandId) =>
      (await opening).getFromIndex('commands', 'commandId', commandId) as Promise<StoredCommand | undefined>,

    change: (commandIds, change) =>
      write(
        ['commands'],
        async (at) => {
          const commands = at('commands')
          for (const commandId of commandIds) {
            const row = await commands.index('commandId').get(commandId)
            if (row) await commands.put({ ...row, ...change } as StoredCommand)
          }
        },
        'relaxed',
      ),

    remove: (commandId) =>
      write(['commands', 'photos'], async (at) => Boolean(await takeAway(at, commandId))),

    arrived: (arrivals, asOf) =>
      write(
        ['commands', 'photos', 'kept'],
        async (at) => {
          const commands = at('commands')
          for (const { commandId, ticket } of arrivals) {
            const row = await takeAway(at, commandId)
            if (!row) continue
            const { personId, ticketId: key, ifVersion } = row
            await at('kept').put({
              ...{ value: { ticket }, asOf },
              ...{ personId, protocol: protocolVersion, kind: 'ticket', key },
            })
            if (ticket.id === key && ticket.version === ifVersion + 1) continue
            for (const next of behind(row, of(personId, await commands.getAll()), ticket))
              await commands.put(next)
          }
        },
        'relaxed',
      ),

    photos: async (commandId) => (await opening).getAll('photos', within(commandId)),
    photo: async (personId, sha256) => (await opening).getFromIndex('photos', 'personId', [personId, sha256]),

    keep: (personId, kind, key, kept) =>
      write(
        ['kept'],
        async (at) => {
          const store = at('kept')
          await store.put({ ...kept, personId, protocol: protocolVersion, kind, key })
          if (kind !== 'list') return
          const lists = await store.getAll(within(personId, protocolVersion, kind))
          for (const old of lists.sort(byAge).slice(0, -mostLists))
            await store.delete([personId, protocolVersion, kind, old.key])
        },
        'relaxed',
      ),

    kept: async (personId, kind, key) => (await opening).get('kept', [personId, protocolVersion, kind, key]),
    allKept: async (personId, kind) =>
      (await (await opening).getAll('kept', within(personId, protocolVersion, kind))).sort(byAge),

    lastPerson: async (account) => (await opening).get('persons', account),
    setLastPerson: async (account, actor) => (await opening).put('persons', actor, account),

    forget: (personId, { commands }) =>
      write(['commands', 'photos', 'kept', 'persons'], async (at) => {
        if (commands)
          for (const { commandId } of of(personId, await at('commands').getAll()))
            await takeAway(at, commandId)
        await at('kept').delete(within(personId))
        for await (const cursor of at('persons'))
          if (!personId || cursor.value.personId === personId) await cursor.delete()
      }),

    close,
  }
}

/** All keys that begin so. */
const within = (...key: (string | number)[]) => IDBKeyRange.bound(key, [...key, []])
const byAge = (a: Kept, b: Kept) => (a.asOf > b.asOf ? 1 : -1)

/** Those of one person. Not by an index: every writing would have to keep it, and few are of others. */
const of = (personId: string, rows: object[]) =>
  (rows as StoredCommand[]).filter((row) => row.personId === personId)

/** A command with its photos. Answers it; undefined where it is not there. */
async function takeAway(at: At, commandId: string): Promise<StoredCommand | undefined> {
  const commands = at('commands')
  const row = (await commands.index('commandId').get(commandId)) as StoredCommand | undefined
  if (row) await Promise.all([commands.delete(row.order), at('photos').delete(within(commandId))])
  return row
}
