/** The outbox as screens see it: what waits, and what a person may do about it. */
import type { Outbox, OutboxItem } from '@chuishao/core/service'
import { attachmentsOf, uuidv7 } from '@chuishao/core/ticket'
import type { Device } from './device.ts'
import type { StoredCommand } from './rows.ts'
import { repeats } from './send-one.ts'

export function createOutbox(
  { inner, storage, surroundings, tabs, who, photos }: Device,
  viewOf: Outbox['viewOf'],
): Outbox {
  const changed = () => tabs.tell({ type: 'changed' })
  const isOnItsWay = (commandId: string) => tabs.status.sending.has(commandId)

  const itemOf = ({ personId: _, order: __, sent, ...row }: StoredCommand): OutboxItem => {
    const all = attachmentsOf(row.command)
    return {
      ...row,
      state: row.problem ? 'needsYou' : isOnItsWay(row.commandId) ? 'sending' : 'waiting',
      photos: { all: all.length, sent: all.filter(({ sha256 }) => sent?.[sha256]).length },
    }
  }

  const replace: Outbox['replace'] = async (commandId, command) => {
    const row = await storage.command(commandId)
    if (!row || isOnItsWay(commandId)) return false
    const savedAt = surroundings.now()
    const tap = { ...row, command, savedAt }
    // One that may have arrived keeps its name, by which the backend tells that it did: never both.
    if (!row.attempted || row.problem) {
      Object.assign(tap, onCurrent(row))
      tap.commandId = uuidv7(crypto.getRandomValues(new Uint8Array(16)), Date.parse(savedAt))
    }
    await storage.save(...(await photos.with(tap)), commandId)
    changed()
    return true
  }

  return {
    async read() {
      const { personId } = await who.known()
      const items = (await storage.commands(personId)).map(itemOf)
      return { items, pause: tabs.status.pause, space: await surroundings.space() }
    },

    subscribe: (onChange, { signal }) => tabs.listen(onChange, signal),

    async retry(commandId) {
      const row = commandId && (await storage.command(commandId))
      // A backend that tells no repetition from a new command gets a new one: somebody has looked, and taps again.
      if (row && row.problem)
        await (row.problem.kind === 'failed' && !repeats(inner)
          ? replace(commandId, row.command)
          : storage.change([commandId], onCurrent(row)))
      changed()
    },

    replace,
    viewOf,

    keep: async (key, value) =>
      storage.keep((await who.known()).personId, 'form', key, { value, asOf: surroundings.now() }),
    kept: async (key) => (await storage.kept((await who.known()).personId, 'form', key))?.value,

    async discard(commandId) {
      if (isOnItsWay(commandId)) return false
      const isRemoved = await storage.remove(commandId)
      changed()
      return isRemoved
    },
  }
}

/** Without what stopped it; and who has seen the ticket as it is now decides for that. */
function onCurrent({ problem }: StoredCommand): Partial<StoredCommand> {
  const current = problem?.kind === 'conflict' ? problem.current : undefined
  return {
    ...{ problem: undefined, failure: undefined, attempted: false },
    ...(current && { ifVersion: current.version, seen: current }),
  }
}
