/** The state of one ticket, as it is stored and shown. Everything in it follows from its events (`fold`). */
import * as z from 'zod/mini'
import { Attachments } from './attachment.ts'
import { DeadlineKind, Draft, ShownContact, outcomes } from './commands.ts'
import { Evaluation, Rater } from './evaluation.ts'
import { Limit } from './limit.ts'
import { Matter } from './matter.ts'
import { Code, Instant, Sentence, Sha256, Text, Uuid } from './primitives.ts'
import { schemaVersion } from './schema-version.ts'

export const statuses = [
  'draft',
  'whistled',
  'accepted',
  'rejected',
  'underReview.returned',
  'underReview.resolved',
  'closed',
  'evaluated',
  'withdrawn',
  'merged',
  'discarded',
] as const
export const Status = z.enum(statuses)
export type Status = z.infer<typeof Status>

/** How a running clock's date was moved: kept, so that it can be counted again with a newer calendar. */
export const ClockChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paused'), from: Instant, to: Instant }),
  z.object({ type: z.literal('extended'), by: Limit }),
])
export type ClockChange = z.infer<typeof ClockChange>

/** A running (or paused) clock with the reason for its date. */
export const Clock = z.object({
  kind: DeadlineKind,
  startedAt: Instant,
  dueAt: Instant,
  limit: z.optional(Limit),
  /** Version of the calendar that the date was computed with. */
  calendarVersion: z.string(),
  /** True where the date touches a year whose holidays are not announced yet. */
  provisional: z.boolean(),
  /** Why this date, readable by a person. */
  explanation: Sentence,
  pausedAt: z.optional(Instant),
  /** What it counts from, where that is not usual for its kind, e.g. 返工. */
  since: z.optional(Sentence),
  /** Pauses that are over and extensions, in order. */
  changes: z.optional(z.array(ClockChange)),
})
export type Clock = z.infer<typeof Clock>

export const warnings = ['none', 'yellow', 'red'] as const

export const ReturnRecord = z.object({
  unitId: Code,
  reasonCode: Code,
  explanation: Text,
  suggestedUnitId: z.optional(Code),
  violatedMatterCode: z.optional(Code),
  at: Instant,
  reviewerId: z.optional(Code),
  decision: z.optional(z.enum(['upheld', 'declined', 'refused', 'retracted'])),
  /** What the reviewer says to it; where it was declined, this is for the community. */
  decisionText: z.optional(Text),
})

export const Assist = z.object({
  unitId: Code,
  task: Text,
  at: Instant,
  doneAt: z.optional(Instant),
  /** The lead that asked for it gave the ticket away before it was done. */
  lapsed: z.optional(z.boolean()),
  text: z.optional(Text),
})

export const Extension = z.object({
  by: Limit,
  reason: Text,
  at: Instant,
  decision: z.optional(z.enum(['granted', 'refused', 'lapsed'])),
  decisionText: z.optional(Text),
})

export const Result = z.object({
  outcome: z.enum(outcomes),
  text: Text,
  attachments: Attachments,
  unitId: Code,
  at: Instant,
})

export const closings = ['confirmed', 'unconfirmed', 'notReviewed', 'declined'] as const

export const Ticket = z.object({
  schemaVersion: z.literal(schemaVersion),
  id: Uuid,
  status: Status,
  /** Number of events so far; 0 is a ticket that nobody has saved yet. */
  version: z.int().check(z.minimum(0)),
  /** Hash of the latest event; empty before the first. */
  lastHash: z.union([Sha256, z.literal('')]),
  draft: z.object({ ...Draft.shape, contact: z.optional(ShownContact) }),
  /** The list item as it read at dispatch: later lists do not change a running ticket. */
  matter: z.optional(Matter),
  createdAt: z.optional(Instant),
  updatedAt: z.optional(Instant),
  createdBy: z.optional(Code),
  /** The community whose people whistled. */
  communityId: z.optional(Code),
  whistledAt: z.optional(Instant),
  /** When the present lead got it: limits count from here, not from signing. */
  dispatchedAt: z.optional(Instant),
  acceptedAt: z.optional(Instant),
  closedAt: z.optional(Instant),
  closing: z.optional(z.enum(closings)),
  leadUnitId: z.optional(Code),
  /** Units that led before, latest last. */
  formerLeadUnitIds: z.array(Code),
  /** A refused return: this unit can return it no more. */
  designated: z.boolean(),
  assists: z.array(Assist),
  returns: z.array(ReturnRecord),
  extensions: z.array(Extension),
  suspension: z.optional(z.object({ plan: Text, reviewAt: Instant, at: Instant })),
  results: z.array(Result),
  reworkCount: z.int(),
  reopenCount: z.int(),
  evaluations: z.array(Evaluation),
  /** Raters who were silent past the limit in the present round. */
  unrated: z.array(Rater),
  warning: z.enum(warnings),
  /** Limits that were missed, in order. */
  overdue: z.array(z.enum(['accept', 'handle'])),
  urgeCount: z.int(),
  supervised: z.boolean(),
  /** How many levels of supervision the present step has risen to by being overdue; absent where none. */
  supervisionLevel: z.optional(z.int().check(z.minimum(1))),
  mergedInto: z.optional(Uuid),
  /** When the resident's data was erased last. */
  personalErasedAt: z.optional(Instant),
  clocks: z.partialRecord(DeadlineKind, Clock),
})
export type Ticket = z.infer<typeof Ticket>

/** The ticket that nobody has saved yet. */
export const newTicket = (id: string): Ticket => ({
  schemaVersion,
  id,
  status: 'draft',
  version: 0,
  lastHash: '',
  draft: {},
  formerLeadUnitIds: [],
  designated: false,
  assists: [],
  returns: [],
  extensions: [],
  results: [],
  reworkCount: 0,
  reopenCount: 0,
  evaluations: [],
  unrated: [],
  warning: 'none',
  overdue: [],
  urgeCount: 0,
  supervised: false,
  clocks: {},
})
