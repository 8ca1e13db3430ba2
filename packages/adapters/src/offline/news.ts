/** What the tabs of one device tell each other. Only hints: what is true stands in the storage. */
import type { OutboxPause } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'

/** How a command ended at the server. */
export interface Arrival {
  ticket: Ticket
  version: number
  replayed: boolean
}

export type News =
  /** Something that waits was added, changed or taken away: whoever sends looks again. */
  | { type: 'changed' }
  | { type: 'arrived'; commandId: string; arrival: Arrival }
  /** It needs somebody now; its row says why. */
  | { type: 'parked'; commandId: string }
  /** They were tried and stay. */
  | { type: 'left'; commandIds: string[] }
  | { type: 'status'; status: SendingStatus }
  /** A tab that has just opened asks for the status. */
  | { type: 'hello' }
  | { type: 'signedOut' }

/** What only the tab that sends knows. */
export interface SendingStatus {
  pause?: OutboxPause
  /** Command ids on their way. */
  sending: string[]
  /** How the last try of a command failed. */
  failures: Record<string, { zh: string; en: string }>
}
