/** What happened, as it is stored: one event per command, each carrying the hash of the one before. */
import * as z from 'zod/mini'
import { Actor } from './actor.ts'
import { Command, Contact, DeadlineKind } from './commands.ts'
import { Rater } from './evaluation.ts'
import { Matter } from './matter.ts'
import { Code, Instant, Line, Sha256, Uuid } from './primitives.ts'
import { Clock, Status, closings } from './ticket.ts'

/** Facts that the city's data added at the moment of the command, so that replay needs no city. */
export const Facts = z.object({
  matter: z.optional(Matter),
  /** Who leads from here on. */
  leadUnitId: z.optional(Code),
  /** Clocks that this event started or changed. */
  started: z.optional(z.array(Clock)),
  /** Clocks that this event ended. */
  stopped: z.optional(z.array(DeadlineKind)),
  /** How the ticket was closed by this event. */
  closing: z.optional(z.enum(closings)),
  /** Whose rating this event is. */
  rater: z.optional(Rater),
  /** Raters whose silence ended the evaluation with this event. */
  unrated: z.optional(z.array(Rater)),
})
export type Facts = z.infer<typeof Facts>

/** What identifies a resident. Kept beside the hashed event, so that it can be erased and history still verifies. */
export const Personal = z.object({
  contact: z.optional(Contact),
  citizenId: z.optional(Code),
  /** Who acted, where that was a resident; the event itself only says that one did. */
  actor: z.optional(z.object({ personId: Code, name: Line })),
})
export type Personal = z.infer<typeof Personal>

/** Who acted, as the hashed history says of a resident. */
export const someResident = { personId: 'resident', name: '居民' } as const

export const eventKinds = ['command', 'refusedAssignment'] as const

export const TicketEvent = z.object({
  ticketId: Uuid,
  /** The ticket's version after this event, from 1, without gaps. */
  version: z.int().check(z.minimum(1)),
  /** `refusedAssignment` records an attempt to push work down to a community (摊派); it changes nothing else. */
  kind: z.enum(eventKinds),
  at: Instant,
  actor: Actor,
  from: Status,
  to: Status,
  command: Command,
  facts: Facts,
  /** Digest of `personal`; the chain commits to the digest, so that personal data can be erased. */
  personalDigest: z.optional(Sha256),
  previousHash: z.union([Sha256, z.literal('')]),
  hash: Sha256,
  /** Personal data, outside the hash; absent after erasure. */
  personal: z.optional(Personal),
})
export type TicketEvent = z.infer<typeof TicketEvent>

/** What was decided, before `sealEvent` chains it to the event before. */
export type UnsealedEvent = Omit<TicketEvent, 'previousHash' | 'hash' | 'personalDigest'>
