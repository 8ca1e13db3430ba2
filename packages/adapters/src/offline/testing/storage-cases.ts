/** What every storage of the device has to do, for whatever test runner: IndexedDB is in browsers alone. */
import { newTicket, type Actor, type AttachmentRef, type Command } from '@chuishao/core/ticket'
import type { CommandRow, PhotoRow } from '../rows.ts'
import type { OfflineStorage } from '../storage.ts'

/** Fails the test where the two are not deeply equal. */
export type Same = (actual: unknown, expected: unknown) => void

export interface StorageCase {
  /** A sentence. */
  name: string
  /** @param storage an empty one */
  holds(storage: OfflineStorage, same: Same): Promise<void>
}

const [grid, secretary] = ['grid-1', 'secretary-1'] as const
const ticketId = '0198c0de-0000-7000-8000-000000000001'
const asOf = (minute: number) => `2026-03-02T01:${String(minute).padStart(2, '0')}:00.000Z`
const comment = (text: string): Command => ({ type: 'COMMENT', text })

const row = (commandId: string, more: Partial<CommandRow> = {}): CommandRow => ({
  personId: grid,
  commandId,
  ticketId,
  command: comment(commandId),
  ifVersion: 1,
  savedAt: asOf(0),
  attempted: false,
  ...more,
})
const photo = (commandId: string, sha256: string, personId: string = grid): PhotoRow => ({
  personId,
  commandId,
  sha256,
  mediaType: 'image/jpeg',
  bytes: Uint8Array.from([0xff, 0xd8, 0x00, sha256.length]),
})
const actor = (personId: string): Actor => ({ personId, name: personId, roles: ['gridWorker'] })
const sent: AttachmentRef = { sha256: 'f'.repeat(64), mediaType: 'image/jpeg', bytes: 3 }

const idsOf = async (storage: OfflineStorage, personId: string = grid) =>
  (await storage.commands(personId)).map(({ commandId }) => commandId)
const digestsOf = async (storage: OfflineStorage, commandId: string) =>
  (await storage.photos(commandId)).map(({ sha256 }) => sha256).sort()

export const storageCases: StorageCase[] = [
  {
    name: 'keeps the commands of each person, in the order of the taps, as they were saved',
    async holds(storage, same) {
      await storage.save(row('b'), [])
      await storage.save(row('x', { personId: secretary }), [])
      await storage.save(row('a', { seen: newTicket(ticketId) }), [])
      same(await idsOf(storage), ['b', 'a'])
      same(await idsOf(storage, secretary), ['x'])
      const { order, ...kept } = (await storage.command('a')) ?? { order: 0 }
      same(kept, row('a', { seen: newTicket(ticketId) }))
      same(typeof order, 'number')
      same(await storage.command('nobody'), undefined)
    },
  },
  {
    name: 'takes no second command under an id, and keeps nothing of it',
    async holds(storage, same) {
      await storage.save(row('a'), [photo('a', 'one')])
      const again = storage.save(row('a', { command: comment('another') }), [photo('a', 'two')])
      same(
        await again.then(
          () => 'taken',
          () => 'refused',
        ),
        'refused',
      )
      same((await storage.command('a'))?.command, comment('a'))
      same(await digestsOf(storage, 'a'), ['one'])
    },
  },
  {
    name: 'puts a corrected command into the place of the first one, with its own photos',
    async holds(storage, same) {
      for (const id of ['a', 'b', 'c']) await storage.save(row(id), [photo(id, `of ${id}`)])
      await storage.save(row('b2'), [photo('b2', 'of b2')], 'b')
      same(await idsOf(storage), ['a', 'b2', 'c'])
      same(await storage.command('b'), undefined)
      same(await digestsOf(storage, 'b'), [])
      same(await digestsOf(storage, 'b2'), ['of b2'])
    },
  },
  {
    name: 'changes a command where it stands, and forgets a problem',
    async holds(storage, same) {
      await storage.save(row('a'), [])
      await storage.save(row('b'), [])
      await storage.change(['a'], { attempted: true, problem: { kind: 'reused' } })
      same((await storage.command('a'))?.problem, { kind: 'reused' })
      await storage.change(['a'], { ifVersion: 7, problem: undefined })
      const changed = await storage.command('a')
      same([changed?.ifVersion, changed?.attempted, changed?.problem], [7, true, undefined])
      same(await idsOf(storage), ['a', 'b'])
      await storage.change(['nobody'], { ifVersion: 7 })
      same(await storage.command('nobody'), undefined)
    },
  },
  {
    name: 'takes a command away with its photos, once',
    async holds(storage, same) {
      await storage.save(row('a'), [photo('a', 'one')])
      await storage.save(row('b'), [photo('b', 'one')])
      same([await storage.remove('a'), await storage.remove('a')], [true, false])
      same(await idsOf(storage), ['b'])
      same([await digestsOf(storage, 'a'), await digestsOf(storage, 'b')], [[], ['one']])
    },
  },
  {
    name: 'takes what has arrived away, and keeps the ticket as it is after it',
    async holds(storage, same) {
      await storage.save(row('a'), [photo('a', 'one')])
      await storage.save(row('b', { ifVersion: 2 }), [photo('b', 'two')])
      const ticket = { ...newTicket(ticketId), version: 2 }
      const nobodys = { commandId: 'nobody', ticket: { ...ticket, version: 9 } }
      await storage.arrived([{ commandId: 'a', ticket }, nobodys], asOf(5))
      same(await idsOf(storage), ['b'])
      same([await digestsOf(storage, 'a'), await digestsOf(storage, 'b')], [[], ['two']])
      const kept = await storage.kept(grid, 'ticket', ticketId)
      same([kept?.value, kept?.asOf], [{ ticket }, asOf(5)])
      same((await storage.command('b'))?.ifVersion, 2)
    },
  },
  {
    name: 'sends what was tapped behind it after it: to the name and the version that the backend gave',
    async holds(storage, same) {
      const other = ticketId.replace('1', '2')
      await storage.save(row('a', { ifVersion: 0 }), [])
      await storage.save(row('b', { ifVersion: 1 }), [])
      await storage.save(row('elsewhere', { ticketId: other }), [])
      await storage.save(row('another person', { personId: secretary }), [])
      await storage.save(row('c', { ifVersion: 2 }), [])
      await storage.save(row('on a later version', { ifVersion: 8 }), [])
      await storage.arrived([{ commandId: 'a', ticket: { ...newTicket('renamed'), version: 40 } }], asOf(5))
      const waiting = [...(await storage.commands(grid)), ...(await storage.commands(secretary))]
      same(
        waiting.map((it) => [it.commandId, it.ticketId, it.ifVersion]),
        [
          ['b', 'renamed', 40],
          ['elsewhere', other, 1],
          ['c', 'renamed', 41],
          ['on a later version', 'renamed', 8],
          ['another person', ticketId, 1],
        ],
      )
    },
  },
  {
    name: 'saves a tap under the name that the backend has given its ticket meanwhile',
    async holds(storage, same) {
      await storage.save(row('a', { ifVersion: 0 }), [])
      await storage.arrived([{ commandId: 'a', ticket: { ...newTicket('renamed'), version: 1 } }], asOf(5))
      await storage.save(row('late'), [photo('late', 'one')])
      await storage.save(row('of another', { personId: secretary }), [])
      same((await storage.command('late'))?.ticketId, 'renamed')
      same((await storage.command('of another'))?.ticketId, ticketId)
    },
  },
  {
    name: 'keeps every byte of a photo, and with the command which of them the server has',
    async holds(storage, same) {
      await storage.save(row('a'), [photo('a', 'one'), photo('a', 'two')])
      await storage.change(['a'], { sent: { one: sent } })
      same((await storage.command('a'))?.sent, { one: sent })
      same((await digestsOf(storage, 'a')).sort(), ['one', 'two'])
      same(await storage.photo(grid, 'two'), photo('a', 'two'))
    },
  },
  {
    name: 'shows a photo to the person whose command has it, and to nobody else',
    async holds(storage, same) {
      await storage.save(row('x', { personId: secretary }), [photo('x', 'one', secretary)])
      same(await storage.photo(grid, 'one'), undefined)
      await storage.save(row('a'), [photo('a', 'one')])
      same((await storage.photo(grid, 'one'))?.commandId, 'a')
      await storage.remove('a')
      same(await storage.photo(grid, 'one'), undefined)
      same((await storage.photo(secretary, 'one'))?.commandId, 'x')
    },
  },
  {
    name: 'gives copies away, which nobody changes it by',
    async holds(storage, same) {
      const saved = row('a')
      await storage.save(saved, [])
      saved.attempted = true
      const read = await storage.command('a')
      if (read) read.ifVersion = 99
      const again = await storage.command('a')
      same([again?.attempted, again?.ifVersion], [false, 1])
    },
  },
  {
    name: 'keeps what was read by person, kind and key, and the latest of it',
    async holds(storage, same) {
      await storage.keep(grid, 'ticket', 't1', { value: 1, asOf: asOf(1) })
      await storage.keep(grid, 'ticket', 't1', { value: 2, asOf: asOf(2) })
      await storage.keep(grid, 'ticket', 't2', { value: 3, asOf: asOf(3) })
      await storage.keep(grid, 'history', 't1', { value: 4, asOf: asOf(4) })
      await storage.keep(secretary, 'ticket', 't1', { value: 5, asOf: asOf(5) })
      same((await storage.kept(grid, 'ticket', 't1'))?.value, 2)
      same((await storage.kept(grid, 'history', 't1'))?.value, 4)
      same(await storage.kept(grid, 'city', ''), undefined)
      same(
        (await storage.allKept(grid, 'ticket')).map(({ value }) => value),
        [2, 3],
      )
    },
  },
  {
    name: 'knows the last person of each account, and forgets one with all that was kept, but not what waits',
    async holds(storage, same) {
      for (const [account, personId] of [
        ['hall', grid],
        ['phone', grid],
        ['desk', secretary],
      ] as const)
        await storage.setLastPerson(account, actor(personId))
      for (const personId of [grid, secretary]) {
        await storage.keep(personId, 'city', '', { value: personId, asOf: asOf(1) })
        await storage.save(row(`of ${personId}`, { personId }), [photo(`of ${personId}`, 'one', personId)])
      }
      await storage.forget(grid, { commands: false })
      same(await storage.lastPerson('hall'), undefined)
      same(await storage.lastPerson('phone'), undefined)
      same(await storage.lastPerson('desk'), actor(secretary))
      same(await storage.kept(grid, 'city', ''), undefined)
      same((await storage.kept(secretary, 'city', ''))?.value, secretary)
      same(await idsOf(storage), [`of ${grid}`])

      await storage.forget(grid, { commands: true })
      same(await idsOf(storage), [])
      same(await storage.photo(grid, 'one'), undefined)
      same(await idsOf(storage, secretary), [`of ${secretary}`])
      same((await storage.photo(secretary, 'one'))?.sha256, 'one')

      // Nobody knows who it was.
      await storage.forget('', { commands: true })
      same(await storage.lastPerson('desk'), undefined)
      same((await storage.kept(secretary, 'city', ''))?.value, secretary)
      same(await idsOf(storage, secretary), [`of ${secretary}`])
    },
  },
]
