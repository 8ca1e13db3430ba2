/** What waits on this device for the backend, as a screen sees it: nothing that a person sent is ever out of sight. */
import type { Command, Instant, Rejection, Sentence, Ticket } from '../ticket/index.ts'
import type { TicketView } from './gateway.ts'
import type { GatewayErrorCode } from './gateway-error.ts'

/** Why a command cannot go on by itself. */
export type OutboxProblem =
  /** The ticket was changed meanwhile, and the command was meant for what it was before. */
  | {
      kind: 'conflict'
      /** The ticket as the person saw it; absent where this device never had it. */
      seen?: Ticket | undefined
      /** The ticket as it is now; absent where it cannot be seen any more. */
      current?: Ticket | undefined
      /** Whether the command may be sent on the ticket as it is now. */
      stillAllowed: boolean
    }
  /** The lifecycle said no. */
  | { kind: 'refused'; rejection: Rejection }
  /** The backend has another command under the same id: this one has to be sent anew. */
  | { kind: 'reused' }
  /** The backend did not take the command, or one of its photos. */
  | { kind: 'failed'; code: GatewayErrorCode; sentence: Sentence }

export interface OutboxItem {
  commandId: string
  ticketId: string
  command: Command
  /** Version of the ticket that the person saw. */
  ifVersion: number
  /** The ticket as the person saw it, so that a screen can name it; absent for a new one, and where this device never had it. */
  seen?: Ticket | undefined
  /** When it was saved here, by this device's clock, which may be wrong. */
  savedAt: Instant
  /** `waiting` also while a command before it on the same ticket waits or needs somebody. */
  state: 'waiting' | 'sending' | 'needsYou'
  /** Whether it was sent before and the answer was lost: it may have arrived, and sending it again is safe. */
  attempted: boolean
  photos: { all: number; sent: number }
  /** How the last attempt failed, while it waits. */
  failure?: Sentence | undefined
  /** Set where `state` is `needsYou`. */
  problem?: OutboxProblem | undefined
}

/** Why nothing is sent at the moment. */
export interface OutboxPause {
  /**
   * `signIn`: the sign-in has ended; `otherPerson`: somebody else is signed in now; `outdated`: this page or the service
   * is too old for the other.
   */
  reason: 'offline' | 'signIn' | 'otherPerson' | 'outdated'
}

/** Room on this device for what is kept, in bytes, as the browser estimates it. */
export interface OutboxSpace {
  usedBytes: number
  quotaBytes: number
  /** Whether the browser has promised not to clear it by itself. */
  persistent: boolean
}

export interface OutboxState {
  /** In the order in which they were sent. */
  items: OutboxItem[]
  pause?: OutboxPause | undefined
  /** Absent where the browser does not tell. */
  space?: OutboxSpace | undefined
}

/** What waits on this device, of the person who is signed in. */
export interface Outbox {
  read(): Promise<OutboxState>
  /** Calls back after every change, also by another tab, until the signal aborts. */
  subscribe(onChange: () => void, options: { signal: AbortSignal }): void
  /**
   * Sends now, without waiting for the next try. With a `commandId` also one that needs somebody, on the ticket as it is
   * now.
   */
  retry(commandId?: string): Promise<void>
  /**
   * Puts a corrected command into the place of one that waits; it counts as a new tap, except where that one may have
   * arrived: then the backend takes only one of the two, and a correction that came too late is parked as `reused`. False
   * where it is gone.
   */
  replace(commandId: string, command: Command): Promise<boolean>
  /** A ticket with what this person may do on it, by the rules that are kept here: the forms of what waits are made from it. */
  viewOf(ticket: Ticket): Promise<TicketView>
  /** Takes a command and its photos off this device for good: ask the person first. False where it is gone. */
  discard(commandId: string): Promise<boolean>
  /**
   * Keeps something of a form that is not sent yet, photos as `Blob`s among it, for this person alone and until they sign
   * out; undefined forgets it.
   */
  keep(key: string, value: unknown): Promise<void>
  /** What was kept under a key, as it was; undefined where nothing was. */
  kept(key: string): Promise<unknown>
}
