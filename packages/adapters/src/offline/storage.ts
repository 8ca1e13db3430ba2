/** The port to the device's storage. Every call is one transaction: all of it is there afterwards, or nothing. */
import type { Actor, Instant, Ticket } from '@chuishao/core/ticket'
import type { CommandRow, Kept, KeptKind, PhotoRow, StoredCommand } from './rows.ts'

export interface Arrival {
  commandId: string
  /** As it is after the command. */
  ticket: Ticket
}

export interface OfflineStorage {
  /**
   * Puts a command and its photos where a crash and a loss of power do not reach them. Throws `GatewayError`
   * `storageFull`; what was there before stays. Of a ticket that the backend has named since, it is under that name.
   * @param replaces the command whose place in the order it takes
   */
  save(row: CommandRow, photos: readonly PhotoRow[], replaces?: string): Promise<void>
  /** In the order of the taps. */
  commands(personId: string): Promise<StoredCommand[]>
  command(commandId: string): Promise<StoredCommand | undefined>
  /** Passes over those that are gone. */
  change(commandIds: readonly string[], change: Partial<CommandRow>): Promise<void>
  /** Takes a command and its photos away, so that a loss of power does not bring them back. False where it is gone. */
  remove(commandId: string): Promise<boolean>
  /** Takes away what the backend has, keeps each ticket as it is now, and puts right what waits behind. */
  arrived(arrivals: readonly Arrival[], asOf: Instant): Promise<void>
  photos(commandId: string): Promise<PhotoRow[]>
  /** A photo of any command that waits. */
  photo(personId: string, sha256: string): Promise<PhotoRow | undefined>
  keep(personId: string, kind: KeptKind, key: string, kept: Kept): Promise<void>
  kept(personId: string, kind: KeptKind, key: string): Promise<Kept | undefined>
  /** The latest last. */
  allKept(personId: string, kind: KeptKind): Promise<Kept[]>
  /** Who used this device last with an account; undefined after they signed out. */
  lastPerson(account: string): Promise<Actor | undefined>
  setLastPerson(account: string, actor: Actor): Promise<unknown>
  /**
   * Takes away what was kept for a person, and that they used this device with any account; what waits of theirs only
   * where asked to.
   * @param personId empty where nobody knows who it is: then nobody counts as the last person any more
   */
  forget(personId: string, options: { commands: boolean }): Promise<void>
  close(): void
}
