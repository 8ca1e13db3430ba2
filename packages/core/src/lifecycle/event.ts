/** What the machine receives: a command with everything that a decision depends on, so that it stays pure. */
import type { Actor, CommandOf, CommandType, Instant, Matter, Status, Unit } from '../ticket/index.ts'

/** What the city and the store know about a command; looked up before the machine is asked. */
export interface Known {
  /** The list item of the draft, absent where it is not on the list. */
  matter?: Matter
  /** Who would lead after this command. */
  lead?: Unit
  /** The list item that a return says is violated. */
  violated?: Matter
  /** The unit that the command names. */
  unit?: Unit
  /** The ticket that the command names. */
  mergeTarget?: { ticketId: string; status: Status; whistledAt: Instant }
  /** When the limit was missed that is overdue now. */
  overdueSince?: Instant
  /** Whether the city's calendar gives the running clocks other dates than they have. */
  movesClocks?: boolean
  /** Last moment at which this ticket may be reopened. */
  reopenUntil?: Instant
}

/** One command as the machine sees it. */
export type LifecycleEventOf<T extends CommandType> = {
  type: T
  command: CommandOf<T>
  actor: Actor
  at: Instant
  known: Known
}
export type LifecycleEvent = { [T in CommandType]: LifecycleEventOf<T> }[CommandType]
