/** What people tapped, and what they were told about it: the list that everything is held against at the end. */
import type { Command } from '@chuishao/core/ticket'

export interface Tap {
  personId: string
  device: number
  commandId: string
  ticketId: string
  command: Command
  photos: number
  /** Turn of the tap among all taps and "saved" of the story. */
  tapped: number
  /** Turn of its first "saved"; undefined where the screen never said so. */
  saved?: number
  /**
   * Why it need not be at the server, and need not wait either: the screen showed why it was refused, or the person threw
   * it away or put another into its place.
   */
  ended?: 'handed' | 'discarded' | 'replaced'
  /** The person asked for an end, and the tab was killed before it could say whether that happened. */
  isDoubtful?: 'tidy' | 'signOut'
}

export interface Taps {
  all: Map<string, Tap>
  tapped(tap: Omit<Tap, 'tapped'>): void
  /** The screen said "saved on this device". */
  saved(commandId: string): void
}

export function createTaps(): Taps {
  const all = new Map<string, Tap>()
  let turn = 0
  return {
    all,
    tapped: (tap) => void all.set(tap.commandId, { ...tap, tapped: (turn += 1) }),
    saved: (commandId) => {
      const tap = all.get(commandId)
      if (!tap) return
      // Tapped again after its end, it counts again; but another tab may throw it away before this one hears that it is saved.
      if (tap.ended === 'handed') delete tap.ended
      tap.saved ??= turn += 1
    },
  }
}
