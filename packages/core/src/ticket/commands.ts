/**
 * What people ask for. A command carries neither actor nor time: the server adds both.
 *
 * A ticket begins with `EDIT` (saves a draft) or with `WHISTLE` (one tap) on an identifier that the client made.
 */
import * as z from 'zod/mini'
import { Attachments } from './attachment.ts'
import { Rater, Rating } from './evaluation.ts'
import { Limit } from './limit.ts'
import { Location } from './location.ts'
import { Code, Instant, Line, LongText, Text, Uuid } from './primitives.ts'

/** Personal data of the resident concerned. Kept outside the hashed history, hidden from the unit complained about. */
export const Contact = z.object({
  name: z.optional(Line),
  phone: z.optional(z.string().check(z.regex(/^\+?[0-9 -]{5,20}$/))),
})
export type Contact = z.infer<typeof Contact>

/** A contact as somebody is shown it who may only know that there is one: numbers may be starred. */
export const ShownContact = z.object({
  name: z.optional(Line),
  phone: z.optional(z.string().check(z.regex(/^\+?[0-9 *-]{5,20}$/))),
})

/** What a whistler fills in; every part may be missing while it is a draft. */
export const Draft = z.object({
  matterCode: z.optional(Code),
  description: z.optional(LongText),
  location: z.optional(Location),
  attachments: z.optional(Attachments),
  contact: z.optional(Contact),
  /** The resident who may rate, by the identity that the portal gives them. */
  citizenId: z.optional(Code),
})
export type Draft = z.infer<typeof Draft>

export const outcomes = ['resolved', 'partlyResolved', 'explained'] as const
export const deadlineKinds = [
  'acceptWarning',
  'accept',
  'handleWarning',
  'handle',
  'resultReview',
  'evaluation',
  'suspensionReview',
  'supervision',
] as const
export const DeadlineKind = z.enum(deadlineKinds)
export type DeadlineKind = z.infer<typeof DeadlineKind>

/** The handler says that they have spoken with the resident concerned; the response rate counts from this. */
const Contacted = z.boolean()

/** The payload schema of every command, by its type. Forms, validation and OpenAPI are all made from this table. */
export const commandSchemas = {
  EDIT: z.object({ type: z.literal('EDIT'), draft: Draft }),
  DISCARD: z.object({ type: z.literal('DISCARD') }),
  /** Sends the saved draft; `draft` replaces parts of it, so that one tap is enough. */
  WHISTLE: z.object({ type: z.literal('WHISTLE'), draft: z.optional(Draft) }),
  ACCEPT: z.object({ type: z.literal('ACCEPT') }),
  RETURN: z.object({
    type: z.literal('RETURN'),
    reasonCode: Code,
    explanation: Text,
    /** The unit it belongs to … */
    suggestedUnitId: z.optional(Code),
    /** … or the list item that the dispatch violates. One of the two is needed. */
    violatedMatterCode: z.optional(Code),
  }),
  ESCALATE: z.object({ type: z.literal('ESCALATE'), reason: Text }),
  REDISPATCH: z.object({ type: z.literal('REDISPATCH'), toUnitId: Code, reason: Text }),
  MERGE: z.object({ type: z.literal('MERGE'), intoTicketId: Uuid, reason: z.optional(Text) }),
  WITHDRAW: z.object({ type: z.literal('WITHDRAW'), reason: Text }),
  RETRACT_RETURN: z.object({ type: z.literal('RETRACT_RETURN') }),
  CLAIM_REVIEW: z.object({ type: z.literal('CLAIM_REVIEW') }),
  /** To another unit, or, without one, closed as declined: the explanation is for the community. */
  UPHOLD_RETURN: z.object({
    type: z.literal('UPHOLD_RETURN'),
    toUnitId: z.optional(Code),
    explanation: Text,
  }),
  REFUSE_RETURN: z.object({ type: z.literal('REFUSE_RETURN'), explanation: Text }),
  REPORT_PROGRESS: z.object({
    type: z.literal('REPORT_PROGRESS'),
    text: Text,
    contacted: z.optional(Contacted),
    attachments: z.optional(Attachments),
  }),
  ADD_ASSIST: z.object({ type: z.literal('ADD_ASSIST'), unitId: Code, task: Text }),
  ASSIST_DONE: z.object({
    type: z.literal('ASSIST_DONE'),
    text: Text,
    attachments: z.optional(Attachments),
  }),
  REQUEST_EXTENSION: z.object({ type: z.literal('REQUEST_EXTENSION'), by: Limit, reason: Text }),
  GRANT_EXTENSION: z.object({ type: z.literal('GRANT_EXTENSION'), note: z.optional(Text) }),
  REFUSE_EXTENSION: z.object({ type: z.literal('REFUSE_EXTENSION'), reason: Text }),
  SUSPEND: z.object({ type: z.literal('SUSPEND'), plan: Text, reviewAt: Instant }),
  RESUME: z.object({ type: z.literal('RESUME'), note: z.optional(Text) }),
  SUBMIT_RESULT: z.object({
    type: z.literal('SUBMIT_RESULT'),
    outcome: z.enum(outcomes),
    text: Text,
    contacted: z.optional(Contacted),
    attachments: z.optional(Attachments),
  }),
  CONFIRM_RESULT: z.object({ type: z.literal('CONFIRM_RESULT') }),
  REFUSE_RESULT: z.object({
    type: z.literal('REFUSE_RESULT'),
    reason: Text,
    attachments: z.optional(Attachments),
  }),
  EVALUATE: z.object({ type: z.literal('EVALUATE'), ...Rating.shape }),
  REOPEN: z.object({
    type: z.literal('REOPEN'),
    cause: z.enum(['unsolved', 'unsatisfied']),
    reason: Text,
    attachments: z.optional(Attachments),
  }),
  APPEAL_EVALUATION: z.object({ type: z.literal('APPEAL_EVALUATION'), rater: Rater, reason: Text }),
  DECIDE_APPEAL: z.object({
    type: z.literal('DECIDE_APPEAL'),
    rater: Rater,
    excluded: z.boolean(),
    reason: Text,
  }),
  URGE: z.object({ type: z.literal('URGE'), message: Text }),
  SUPERVISE: z.object({ type: z.literal('SUPERVISE'), instruction: Text }),
  COMMENT: z.object({ type: z.literal('COMMENT'), text: Text, attachments: z.optional(Attachments) }),
  /** Only the system sends this one, and only for a clock that runs and is due. */
  DEADLINE_REACHED: z.object({ type: z.literal('DEADLINE_REACHED'), kind: DeadlineKind }),
  /** Only the system sends this one, where another calendar gives the running clocks other dates. */
  RECALCULATE_DEADLINES: z.object({ type: z.literal('RECALCULATE_DEADLINES') }),
} as const

export type CommandType = keyof typeof commandSchemas
export const commandTypes = Object.keys(commandSchemas) as CommandType[]

type Schemas = typeof commandSchemas
/** One command by its type, e.g. `CommandOf<'RETURN'>`. */
export type CommandOf<T extends CommandType> = z.infer<Schemas[T]>
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType]

/** Any command. An unknown type is an error; unknown names are dropped here, and refused where a command comes in over HTTP. */
export const Command = z.discriminatedUnion('type', Object.values(commandSchemas) as CommandSchemaList)
type CommandSchemaList = [Schemas[CommandType], ...Schemas[CommandType][]]
