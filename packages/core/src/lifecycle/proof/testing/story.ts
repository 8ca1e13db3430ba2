/** Plays commands on one ticket as the service does: decides, seals, stores the event as a line of JSON, and folds. */
import {
  newTicket,
  sealEvent,
  type Actor,
  type Command,
  type Ticket,
  type TicketEvent,
} from '../../../ticket/index.ts'
import type { City } from '../../city.ts'
import { decide, type Decision } from '../../decide.ts'
import type { Known } from '../../event.ts'
import { evolve } from '../../fold.ts'

export const storyId = '0198c0de-0000-7000-8000-000000000001'

/** The same in every run: what tests prove is that it is part of what is hashed, not that nobody can guess it. */
const salt = '0123456789abcdef'.repeat(2)

/** A moment as commands carry it. */
export const instant = (at: number) => new Date(at).toISOString()

export interface Story {
  readonly city: City
  readonly ticket: Ticket
  readonly events: readonly TicketEvent[]
}

export const emptyStory = (city: City): Story => ({ city, ticket: newTicket(storyId), events: [] })

export interface Told {
  decision: Decision
  /** The same story where the command was refused and nothing went on record. */
  story: Story
}

/** What comes of one command; `at` in milliseconds. A refused downward assignment goes on record as an event. */
export function tell(
  story: Story,
  who: Actor,
  command: Command,
  at: number,
  mergeTarget?: NonNullable<Known['mergeTarget']>,
): Told {
  const { city, ticket, events } = story
  const decision = decide(ticket, command, who, instant(at), city, mergeTarget ? { mergeTarget } : {})
  const unsealed = decision.ok ? decision.event : decision.record
  if (!unsealed) return { decision, story }
  const event = sealEvent(unsealed, ticket.lastHash, salt)
  return { decision, story: { city, ticket: evolve(ticket, event), events: [...events, event] } }
}
