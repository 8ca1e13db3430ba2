/** What happened, as it is stored: one event per command, each carrying the hash of the one before. */
import * as z from 'zod/mini'
import { Actor } from './actor.ts'
import { Command, DeadlineKind, ShownContact } from './commands.ts'
import { Rater } from './evaluation.ts'
import { Matter } from './matter.ts'
import { Code, Instant, Line, LongText, Sha256, Text, Uuid } from './primitives.ts'
import { schemaVersion } from './schema-version.ts'
import { Clock, Status, closings } from './ticket.ts'

/** A due date that another calendar moved; where it stayed, its reason changed, or it is provisional no more. */
export const MovedDeadline = z.object({
  kind: DeadlineKind,
  from: Instant,
  to: Instant,
  /** Version of the calendar that it is counted with now. */
  calendarVersion: z.string(),
})
export type MovedDeadline = z.infer<typeof MovedDeadline>

/** Facts that the city's data added at the moment of the command, so that replay needs no city. */
export const Facts = z.object({
  matter: z.optional(Matter),
  /** Who leads from here on. */
  leadUnitId: z.optional(Code),
  /** From here on a resident is on the ticket, whom one can contact; says so also after who it is was erased. */
  resident: z.optional(z.literal(true)),
  /** Clocks that this event started or changed. */
  started: z.optional(z.array(Clock)),
  /** Clocks that this event ended. */
  stopped: z.optional(z.array(DeadlineKind)),
  /** Due dates that another calendar moved. */
  moved: z.optional(z.array(MovedDeadline)),
  /** How the ticket was closed by this event. */
  closing: z.optional(z.enum(closings)),
  /** Whose rating this event is. */
  rater: z.optional(Rater),
  /** Raters whose silence ended the evaluation with this event. */
  unrated: z.optional(z.array(Rater)),
  /** What an erasure left behind as the description, and the photos that it removed. */
  erased: z.optional(z.object({ description: z.optional(LongText), photos: z.optional(z.array(Sha256)) })),
})
export type Facts = z.infer<typeof Facts>

/** Random, at least 128 bits, in hexadecimal digits: without it a telephone number could be guessed from its digest. */
export const Salt = z.string().check(z.regex(/^[0-9a-f]{32,128}$/))

/**
 * What identifies a resident, and what was said by or about them. Kept beside the hashed event, so that it can be
 * erased and history still verifies.
 */
export const Personal = z.object({
  /** Goes into the digest and away with the data. Absent in events of version 1, and in what a reader sees only in part. */
  salt: z.optional(Salt),
  contact: z.optional(ShownContact),
  citizenId: z.optional(Code),
  description: z.optional(LongText),
  /** The whole address; the hashed command has it without the door. */
  address: z.optional(Line),
  /** What a resident wrote in a command, by the name of its field. */
  words: z.optional(z.record(z.string(), Text)),
  /** Who acted, where that was a resident; the event itself only says that one did. */
  actor: z.optional(z.object({ personId: Code, name: Line })),
})
export type Personal = z.infer<typeof Personal>

/** Who acted, as the hashed history says of a resident. */
export const someResident = { personId: 'resident', name: '居民' } as const

/** Stands in the hashed command for what a resident wrote, where the command needs a text. */
export const wordsElsewhere = '（居民原话另存）'

export const eventKinds = ['command', 'refusedAssignment', 'personalErased'] as const

export const TicketEvent = z.object({
  /** Absent in events of version 1, which were hashed without it. */
  schemaVersion: z.optional(z.literal(schemaVersion)),
  ticketId: Uuid,
  /** The ticket's version after this event, from 1, without gaps. */
  version: z.int().check(z.minimum(1)),
  /**
   * `refusedAssignment` records an attempt to push work down to a community (摊派); it changes nothing else.
   * `personalErased` records that a resident's data was erased, with the reason as a comment.
   */
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
  /** Personal data, outside the hash; absent after erasure, and partly or wholly absent for most readers. */
  personal: z.optional(Personal),
  /** Never stored. Set where this reader sees parts of the hashed event coarser or not at all: its hash then says nothing. */
  redacted: z.optional(z.literal(true)),
})
export type TicketEvent = z.infer<typeof TicketEvent>

/** What was decided, before `sealEvent` chains it to the event before. */
export type UnsealedEvent = Omit<
  TicketEvent,
  'schemaVersion' | 'previousHash' | 'hash' | 'personalDigest' | 'redacted'
>

/** The command as it was given, with what stands beside the hash put back as far as it is there. */
export function commandOf({ command, personal }: Pick<TicketEvent, 'command' | 'personal'>): Command {
  const { description, address, words } = personal ?? {}
  if (command.type === 'EDIT' || command.type === 'WHISTLE') {
    const { draft } = command
    return draft === undefined
      ? command
      : {
          ...command,
          draft: {
            ...draft,
            ...(description !== undefined && { description }),
            ...(draft.location && address !== undefined && { location: { ...draft.location, address } }),
          },
        }
  }
  return words === undefined ? command : { ...command, ...words }
}
