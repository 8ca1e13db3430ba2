/** What lies on the device. Every row belongs to one person: nobody else's sign-in reads or sends it. */
import type { OutboxProblem, TicketView } from '@chuishao/core/service'
import type { AttachmentRef, Command, Instant, Sentence, Ticket } from '@chuishao/core/ticket'

/** One tap. */
export interface CommandRow {
  personId: string
  /** Made at the tap; the server knows a repeat by it. */
  commandId: string
  ticketId: string
  command: Command
  /** Version that the command is meant for; moves on where it commutes with what others did. */
  ifVersion: number
  /** By this device's clock: shown, never reckoned with. */
  savedAt: Instant
  /** Whether it was on its way once: it may have arrived. */
  attempted: boolean
  /** Photos that the server has, as it names them, by the digest that the command names: its own may be another one. */
  sent?: Record<string, AttachmentRef>
  /** The ticket as the person saw it, for the choice that a conflict asks for. */
  seen?: Ticket | undefined
  /** How the last try failed, while it waits. */
  failure?: Sentence | undefined
  problem?: OutboxProblem | undefined
}

/** A row with its place among all taps of this device. */
export interface StoredCommand extends CommandRow {
  order: number
}

/** A photo of one command, kept until that command has arrived. */
export interface PhotoRow {
  personId: string
  commandId: string
  /** Of the bytes here; the server strips what a camera writes into a photo. */
  sha256: string
  mediaType: AttachmentRef['mediaType']
  bytes: Uint8Array<ArrayBuffer>
}

/** What was read from the backend, to be read again without it. */
export interface Kept<T = unknown> {
  value: T
  asOf: Instant
}

export type KeptKind = 'city' | 'ticket' | 'history' | 'list' | 'form'

/** In the order of the taps on each ticket. */
export function byTicket(rows: readonly StoredCommand[]): Map<string, StoredCommand[]> {
  const queues = new Map<string, StoredCommand[]>()
  for (const row of rows) queues.set(row.ticketId, [...(queues.get(row.ticketId) ?? []), row])
  return queues
}

/** A backend that names tickets itself may have done so since the tap. */
export const nameNow = ({ ticketId }: CommandRow, kept: Kept | undefined): string =>
  (kept?.value as Pick<TicketView, 'ticket'> | undefined)?.ticket.id ?? ticketId

/**
 * What was tapped behind a command that has arrived, as it has to be now: a backend that names tickets itself has another
 * name for this one, and perhaps counts its versions in another way.
 * @param rows those that wait, in the order of the taps
 * @param ticket as it is after the command; a command that went out on a later version than its tap leaves those behind it
 *   on theirs, which others have acted on since
 */
export function behind(
  { ticketId, ifVersion }: CommandRow,
  rows: readonly StoredCommand[],
  ticket: Ticket,
): StoredCommand[] {
  let meant = 0
  return rows
    .filter((row) => row.ticketId === ticketId)
    .map((row) => ({
      ...row,
      ticketId: ticket.id,
      ifVersion: row.ifVersion === ifVersion + 1 + meant ? ticket.version + (meant += 1) - 1 : row.ifVersion,
    }))
}
