/** What people do with a common issue (共性问题): the payload of every command, checked at the boundary. */
import * as z from 'zod/mini'
import { Code, Instant, Line, Sentence, Text, Uuid } from '../../ticket/primitives.ts'

const Units = z.array(Code).check(z.minLength(1), z.maxLength(50))

/** What the issue is about: a cluster as detection found it, or a class that people name themselves. */
export const IssueClass = z.object({
  /** The cluster's id; absent where nobody detected it. */
  clusterId: z.optional(Line),
  title: Line,
  /** Matters of the class; any of them counts. */
  matterCodes: z.array(Code).check(z.minLength(1), z.maxLength(500)),
  /** Communities that it is confined to; absent means the whole tenant. */
  communityIds: z.optional(Units),
  /** Tickets that it was found in. */
  ticketIds: z.array(Uuid).check(z.maxLength(10_000)),
  explanation: z.optional(Sentence),
})
export type IssueClass = z.infer<typeof IssueClass>

/** What the mechanism promises; monitoring is held to it. */
export const IssueTarget = z.object({
  /** Closing rate of the class to be reached, in per cent. */
  closeRatePercent: z.number().check(z.positive(), z.maximum(100)),
  /** For how many days the target has to hold. */
  days: z.int().check(z.positive(), z.maximum(3_650)),
  /** Whistles of the class a week at most; absent where recurrence is only watched. */
  perWeekAtMost: z.optional(z.number().check(z.minimum(0))),
})
export type IssueTarget = z.infer<typeof IssueTarget>

const Count = z.int().check(z.minimum(0))

/** What monitoring counted; made by `monitorClass` from the event log. */
export const ClassFigures = z.object({
  /** Start and end of what was counted. */
  since: Instant,
  until: Instant,
  /** Closed of all raised in that time. */
  closeRate: z.object({ numerator: Count, denominator: Count }),
  /** Whistles a week since then, and in the same length of time before. */
  perWeek: z.number().check(z.minimum(0)),
  perWeekBefore: z.number().check(z.minimum(0)),
})
export type ClassFigures = z.infer<typeof ClassFigures>

export const issueCommandSchemas = {
  OPEN: z.object({ type: z.literal('OPEN'), class: IssueClass }),
  /** Calls the units together (会商). */
  CONVENE: z.object({ type: z.literal('CONVENE'), unitIds: Units, agenda: Text, meetAt: Instant }),
  GIVE_OPINION: z.object({ type: z.literal('GIVE_OPINION'), agrees: z.boolean(), text: Text }),
  ADOPT_MECHANISM: z.object({
    type: z.literal('ADOPT_MECHANISM'),
    text: Text,
    leadUnitId: Code,
    coUnitIds: z._default(z.array(Code).check(z.maxLength(50)), []),
    target: IssueTarget,
  }),
  REPORT_MEASURE: z.object({ type: z.literal('REPORT_MEASURE'), text: Text }),
  BEGIN_MONITORING: z.object({ type: z.literal('BEGIN_MONITORING') }),
  RECORD_FIGURES: z.object({ type: z.literal('RECORD_FIGURES'), figures: ClassFigures }),
  SETTLE: z.object({ type: z.literal('SETTLE'), text: Text }),
  DISMISS: z.object({ type: z.literal('DISMISS'), reason: Text }),
  /** It recurs, or was dismissed too soon: back to consultation. */
  REOPEN: z.object({ type: z.literal('REOPEN'), reason: Text }),
} as const

type Schemas = typeof issueCommandSchemas
export type IssueCommandType = keyof Schemas
export const issueCommandTypes = Object.keys(issueCommandSchemas) as IssueCommandType[]
export type IssueCommandOf<T extends IssueCommandType> = z.infer<Schemas[T]>
export type IssueCommand = { [T in IssueCommandType]: IssueCommandOf<T> }[IssueCommandType]

/** Any command on a common issue. */
export const IssueCommand = z.discriminatedUnion(
  'type',
  Object.values(issueCommandSchemas) as [Schemas[IssueCommandType], ...Schemas[IssueCommandType][]],
)
