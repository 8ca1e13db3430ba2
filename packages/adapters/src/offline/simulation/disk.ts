/**
 * The database of one device: one transaction after the other for all tabs, each committed or not where a tab is killed,
 * those that were not flushed lost where the power is.
 */
import type { Chance } from '../../faults/testing/chance.ts'
import { memoryStorage } from '../memory-storage.ts'
import { GatewayError } from '@chuishao/core/service'
import type { OfflineStorage } from '../storage.ts'
import type { Life } from './life.ts'
import type { VirtualTime } from './virtual-time.ts'

type Write = (storage: OfflineStorage) => Promise<unknown>

export interface Disk {
  /** The database as a tab sees it. */
  openFor(life: Life): OfflineStorage
  /** As it lies there, for the checks. */
  storage(): OfflineStorage
  setFull(isFull: boolean): void
  /** Part of all calls that fail for no reason that anybody knows, from 0 to 1. */
  setFaults(part: number): void
  /** What is in the database after the power was gone. */
  losePower(): Promise<void>
}

export function createDisk(time: VirtualTime, chance: Chance): Disk {
  let storage = memoryStorage()
  let journal: { write: Write; isFlushed: boolean }[] = []
  let isFull = false
  let faults = 0
  /** When the transaction before is done. */
  let freeAt = 0

  async function transact<T>(
    life: Life,
    work: (storage: OfflineStorage) => Promise<T>,
    write?: { isFlushed: boolean; isLarge?: boolean },
  ): Promise<T> {
    if (!life.isAlive) return life.never()
    if (life.isClosed) throw new Error('The database connection is closing.')
    freeAt = Math.max(freeAt, time.now()) + (chance.in(0.05) ? chance.below(400) : chance.below(4))
    await time.sleep(freeAt - time.now())
    // What a killed tab had asked for is committed, or not.
    if (!life.isAlive && chance.in(0.5)) return life.never()
    if (chance.in(faults)) return life.survive(Promise.reject(new Error('UnknownError')))
    if (write && isFull && (write.isLarge || chance.in(0.3)))
      return life.survive(Promise.reject(new GatewayError('storageFull')))
    if (write) journal.push({ write: work, isFlushed: write.isFlushed })
    const [result] = await Promise.allSettled([work(storage)])
    if (chance.in(0.3)) await time.sleep(chance.below(3))
    if (!life.isAlive) return life.never()
    if (result.status === 'rejected') throw result.reason
    return result.value
  }

  const flushed = { isFlushed: true }
  const lazy = { isFlushed: false }

  return {
    openFor: (life) => ({
      save: (row, photos, replaces) => {
        const [ownRow, ownPhotos] = structuredClone([row, photos] as const)
        return transact(life, (it) => it.save(ownRow, ownPhotos, replaces), { ...flushed, isLarge: true })
      },
      commands: (personId) => transact(life, (it) => it.commands(personId)),
      command: (commandId) => transact(life, (it) => it.command(commandId)),
      change: (commandIds, change) => transact(life, (it) => it.change(commandIds, change), lazy),
      remove: (commandId) => transact(life, (it) => it.remove(commandId), flushed),
      arrived: (arrivals, asOf) => transact(life, (it) => it.arrived(arrivals, asOf), lazy),
      photos: (commandId) => transact(life, (it) => it.photos(commandId)),
      photo: (personId, sha256) => transact(life, (it) => it.photo(personId, sha256)),
      keep: (personId, kind, key, kept) => transact(life, (it) => it.keep(personId, kind, key, kept), lazy),
      kept: (personId, kind, key) => transact(life, (it) => it.kept(personId, kind, key)),
      allKept: (personId, kind) => transact(life, (it) => it.allKept(personId, kind)),
      lastPerson: (account) => transact(life, (it) => it.lastPerson(account)),
      setLastPerson: (account, actor) => transact(life, (it) => it.setLastPerson(account, actor), lazy),
      forget: (personId, options) => transact(life, (it) => it.forget(personId, options), flushed),
      close: () => void (life.isClosed = true),
    }),
    storage: () => storage,
    setFull: (full) => void (isFull = full),
    setFaults: (part) => void (faults = part),
    async losePower() {
      const safe = journal.findLastIndex(({ isFlushed }) => isFlushed) + 1
      journal = journal.slice(0, safe + chance.below(journal.length - safe + 1))
      storage = memoryStorage()
      for (const { write } of journal) await write(storage).catch(() => {})
    },
  }
}
