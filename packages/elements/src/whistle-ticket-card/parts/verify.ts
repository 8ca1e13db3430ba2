/** The check of the hash chain, in a module of its own: it is loaded when a history is there, not with the card. */
import type { TicketEvent } from '@chuishao/core/ticket'
// Not through the index: where the check is not a file of its own, all schemas would come with it.
import { verifyHistory } from '@chuishao/core/ticket/history'

/**
 * Whether every event fits the one before, as far as this reader may see them: else the history was altered or is not
 * whole.
 */
export const isVerified = (events: readonly TicketEvent[]): boolean =>
  verifyHistory(events, { asSeen: true }).ok
