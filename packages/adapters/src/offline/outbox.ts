/** The outbox as screens see it: what waits, and what a person may do about it. */
import type { Outbox, OutboxItem, TicketGateway } from '@chuishao/core/service'
import { attachmentsOf } from '@chuishao/core/ticket'
import { newCommandId } from './new-command-id.ts'
import type { PhotoFinder } from './photos-for.ts'
import type { StoredCommand } from './rows.ts'
import { repeats } from './send-one.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'
import type { Tabs } from './tabs.ts'
import type { Who } from './who.ts'

export interface OutboxOptions {
  inner: TicketGateway
  storage: OfflineStorage
  surroundings: Surroundings
  tabs: Tabs
  who: Who
  photosFor: PhotoFinder
  viewOf: Outbox['viewOf']
}

export function createOutbox({
  inner,
  storage,
  surroundings,
  tabs,
  who,
  photosFor,
  viewOf,
}: OutboxOptions): Outbox {
  const changed = () => tabs.tell({ type: 'changed' })
  const isOnItsWay = (commandId: string) => tabs.status().sending.includes(commandId)

  const itemOf = (row: StoredCommand): OutboxItem => {
    const { commandId, ticketId, command, ifVersion, savedAt, attempted, sent, seen, problem } = row
    const all = attachmentsOf(command)
    const failure = tabs.status().failures[commandId]
    return {
      ...{ commandId, ticketId, command, ifVersion, savedAt, attempted },
      state: problem ? 'needsYou' : isOnItsWay(commandId) ? 'sending' : 'waiting',
      photos: { all: all.length, sent: all.filter(({ sha256 }) => sent?.[sha256]).length },
      ...(seen && { seen }),
      ...(failure && { failure }),
      ...(problem && { problem }),
    }
  }

  const replace: Outbox['replace'] = async (commandId, command) => {
    const row = await storage.command(commandId)
    if (!row || isOnItsWay(commandId)) return false
    const { order: _, problem: __, ...kept } = row
    const anew = {
      ...kept,
      ...onCurrent(row),
      commandId: newCommandId(),
      command,
      savedAt: surroundings.now(),
      attempted: false,
    }
    await storage.save(...(await photosFor(anew)), commandId)
    changed()
    return true
  }

  return {
    async read() {
      const { personId } = await who.known()
      const rows = await storage.commands(personId)
      const items = rows.map(itemOf)
      const space = await surroundings.space()
      const { pause } = tabs.status()
      return { items, ...(pause && items.length > 0 && { pause }), ...(space && { space }) }
    },

    subscribe(onChange, { signal }) {
      const stop = tabs.listen(({ type }) => type !== 'hello' && onChange())
      signal.addEventListener('abort', stop)
    },

    async retry(commandId) {
      const row = commandId === undefined ? undefined : await storage.command(commandId)
      // A backend that tells no repetition from a new command gets a new one: somebody has looked, and taps again.
      if (row?.problem?.kind === 'failed' && !repeats(inner)) await replace(row.commandId, row.command)
      else if (row?.problem)
        await storage.change(row.commandId, { ...onCurrent(row), problem: undefined, attempted: false })
      changed()
    },

    replace,
    viewOf,

    async keep(key, value) {
      const { personId } = await who.known()
      await storage.keep(personId, 'form', key, { value, asOf: surroundings.now() })
    },

    async kept(key) {
      const { personId } = await who.known()
      return (await storage.kept(personId, 'form', key))?.value
    },

    async discard(commandId) {
      if (isOnItsWay(commandId)) return false
      const isRemoved = await storage.remove(commandId)
      changed()
      return isRemoved
    },
  }
}

/** Who has seen the ticket as it is now decides for that. */
function onCurrent({ problem }: StoredCommand): Pick<StoredCommand, 'ifVersion' | 'seen'> | undefined {
  const current = problem?.kind === 'conflict' ? problem.current : undefined
  return current && { ifVersion: current.version, seen: current }
}
