/** What the tabs of one device tell each other. Only hints: what is true stands in the storage. */
import type { Outcome, OutboxPause } from '@chuishao/core/service'

export type News =
  /** Something that waits was added, changed or taken away: whoever sends looks again. */
  | { type: 'changed' }
  | { type: 'arrived'; commandId: string; outcome: Outcome }
  /** It was tried and stays, perhaps because it needs somebody: its row says. Without an id, all that waits. */
  | { type: 'left'; commandId?: string }
  | SendingStatus
  /** A tab that has just opened asks for the status. */
  | { type: 'hello' }
  | { type: 'signedOut' }

/** What only the tab that sends knows. */
export interface SendingStatus {
  type: 'status'
  pause?: OutboxPause | undefined
  /** Command ids on their way. */
  sending: ReadonlySet<string>
}
