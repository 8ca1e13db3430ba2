/** What lies on the device. Every row belongs to one person: nobody else's sign-in reads or sends it. */
import type { OutboxProblem } from '@chuishao/core/service'
import type { AttachmentRef, Command, Instant, Ticket } from '@chuishao/core/ticket'

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
  seen?: Ticket
  problem?: OutboxProblem
}

/** A row with its place among all taps of this device. */
export interface StoredCommand extends CommandRow {
  order: number
}

/** A photo of one command, kept until that command has arrived. */
export interface PhotoRow {
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

export type KeptKind = 'actor' | 'city' | 'ticket' | 'history' | 'list' | 'form'
