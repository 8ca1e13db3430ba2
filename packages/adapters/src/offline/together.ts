/** Commands that share a transaction: a browser has more to do for one than for what is in it. */
import type { Device } from './device.ts'
import type { StoredCommand } from './rows.ts'
import type { Arrival, OfflineStorage } from './storage.ts'

/** How many are noted with one that sets out. */
const mostAhead = 9
/** Milliseconds that one that has arrived waits for others. */
const gatherMs = 50

/** @param next those that will set out soon, where they may be noted before they do */
export function noteTogether(storage: OfflineStorage, next: () => StoredCommand[]) {
  const ahead = new Set<string>()
  let noting: Promise<void> | undefined
  return {
    /** Notes that a command is on its way. */
    async mark({ commandId, attempted }: StoredCommand): Promise<void> {
      if (ahead.delete(commandId)) return noting
      if (attempted) return
      const others = next()
        .slice(0, mostAhead)
        .filter((row) => !row.attempted && !ahead.has(row.commandId))
        .map((row) => row.commandId)
      for (const other of others) ahead.add(other)
      noting = storage.change([commandId, ...others], { attempted: true })
      return noting
    },

    /** Those that did not set out after all cannot have arrived. */
    async unmark(): Promise<void> {
      if (ahead.size) await storage.change([...ahead], { attempted: false }).catch(() => {})
    },
  }
}

/**
 * Notes what has arrived.
 * @param isMoreComing whether it is worth while to wait for others
 */
export function landTogether(
  { storage, surroundings }: Device,
  isMoreComing: () => boolean,
  signal: AbortSignal,
) {
  const arrivals: Arrival[] = []
  let storing: Promise<void> | undefined
  return (arrival: Arrival): Promise<void> => {
    arrivals.push(arrival)
    storing ??= surroundings.wait(isMoreComing() ? gatherMs : 0, signal).then(() => {
      storing = undefined
      return storage.arrived(arrivals.splice(0), surroundings.now())
    })
    return storing
  }
}
