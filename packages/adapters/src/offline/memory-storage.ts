/**
 * The device's storage in memory, for tests: several tabs may share one, and it survives them as a disk would.
 * Everything is copied on its way in and out, as a browser does.
 */
import type { Actor } from '@chuishao/core/ticket'
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

export interface MemoryStorageOptions {
  /** Bytes of photos that there is room for. */
  capacityBytes?: number
}

interface KeptRow extends Kept {
  personId: string
  kind: KeptKind
  key: string
}

export function memoryStorage({ capacityBytes = Infinity }: MemoryStorageOptions = {}): OfflineStorage {
  let rows: StoredCommand[] = []
  let photos: PhotoRow[] = []
  let kept: KeptRow[] = []
  const persons = new Map<string, Actor>()
  let order = 0

  const find = (commandId: string) => rows.find((row) => row.commandId === commandId)
  const without = (commandId: string) => {
    rows = rows.filter((row) => row.commandId !== commandId)
    photos = photos.filter((photo) => photo.commandId !== commandId)
  }
  const put = (row: KeptRow) => {
    kept = [
      ...kept.filter((it) => it.personId !== row.personId || it.kind !== row.kind || it.key !== row.key),
      structuredClone(row),
    ]
  }

  const keptOf = (personId: string, kind: KeptKind, key: string) =>
    kept.find((it) => it.personId === personId && it.kind === kind && it.key === key)

  return {
    async save(row: CommandRow, added, replaces) {
      const place = replaces === undefined ? undefined : find(replaces)?.order
      const bytes = [...photos, ...added].reduce((sum, photo) => sum + photo.bytes.byteLength, 0)
      if (bytes > capacityBytes) throw new GatewayError('storageFull')
      if (replaces !== undefined) without(replaces)
      if (find(row.commandId)) throw new Error(`The command ${row.commandId} is there already.`)
      const ticketId = nameNow(row, keptOf(row.personId, 'ticket', row.ticketId))
      rows = [...rows, { ...structuredClone(row), ticketId, order: place ?? (order += 1) }].sort(
        (a, b) => a.order - b.order,
      )
      photos = [...photos, ...structuredClone([...added])]
    },
    commands: async (personId) => structuredClone(rows.filter((row) => row.personId === personId)),
    command: async (commandId) => structuredClone(find(commandId)),
    async change(commandIds, change) {
      for (const commandId of commandIds) Object.assign(find(commandId) ?? {}, structuredClone(change))
    },
    async remove(commandId) {
      const row = find(commandId)
      without(commandId)
      return row !== undefined
    },
    async arrived(arrivals, asOf) {
      for (const { commandId, ticket } of arrivals) {
        const row = find(commandId)
        if (!row) continue
        without(commandId)
        const { personId, ticketId } = row
        put({ personId, kind: 'ticket', key: ticketId, value: { ticket }, asOf })
        const waiting = rows.filter((it) => it.personId === personId)
        for (const next of behind(row, waiting, ticket)) Object.assign(find(next.commandId) ?? {}, next)
      }
    },
    photos: async (commandId) => structuredClone(photos.filter((photo) => photo.commandId === commandId)),
    photo: async (personId, sha256) =>
      structuredClone(photos.find((it) => it.sha256 === sha256 && it.personId === personId)),
    keep: async (personId, kind, key, value) => put({ ...value, personId, kind, key }),
    kept: async (personId, kind, key) => structuredClone(keptOf(personId, kind, key)),
    allKept: async (personId, kind) =>
      structuredClone(kept.filter((it) => it.personId === personId && it.kind === kind)),
    lastPerson: async (account) => structuredClone(persons.get(account)),
    setLastPerson: async (account, actor) => void persons.set(account, structuredClone(actor)),
    async forget(personId, { commands }) {
      kept = kept.filter((it) => it.personId !== personId)
      for (const [account, person] of persons)
        if (!personId || person.personId === personId) persons.delete(account)
      if (!commands) return
      for (const { commandId } of rows.filter((row) => row.personId === personId)) without(commandId)
    },
    close: () => {},
  }
}
