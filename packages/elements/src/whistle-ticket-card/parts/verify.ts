/** The check of the hash chain, in a module of its own: it is loaded when a history is there, not with the card. */
import type { TicketEvent } from '@chuishao/core/ticket'
// Not through the index: where the check is not a file of its own, all schemas would come with it.
import { verifyHistory } from '@chuishao/core/ticket/history'

/**
 * True only where every event fits the one before. A history with names hidden from this reader never fits, and says
 * nothing about tampering: only success may be shown.
 */
export const isVerified = (events: readonly TicketEvent[]): boolean =>
  events.length > 0 && verifyHistory(events).ok
