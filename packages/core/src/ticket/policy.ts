/** What a city may set without forking the lifecycle. Figures here are configuration, never a claim about a real city. */
import * as z from 'zod/mini'
import { Rater } from './evaluation.ts'
import { Limit } from './limit.ts'
import { Code, Line, Sentence } from './primitives.ts'

const Count = z.int().check(z.minimum(0))

/** A choice that is shown to people by its label and stored by its code. */
export const Choice = z.object({ code: Code, label: Sentence })
export type Choice = z.infer<typeof Choice>

export const Profile = z.object({
  id: Code,
  name: Sentence,
  /** Where the figures come from. */
  source: Sentence,
  acceptLimit: Limit,
  handleLimit: Limit,
  /** How long before an accept limit the warning turns yellow. */
  acceptWarning: Limit,
  /** How long before a handle limit the warning turns yellow. */
  handleWarning: Limit,
  /** How long a lead has to contact the resident, counted from dispatch. Where a city sets none, no response rate. */
  responseLimit: z.optional(Limit),
})
export type Profile = z.infer<typeof Profile>

const Weight = z.number().check(z.minimum(0), z.maximum(100))

/** What the three rates (三率: 响应率, 解决率, 满意率) count in their combination, in per cent; together 100. */
export const RateWeights = z.object({ response: Weight, solved: Weight, satisfied: Weight }).check(
  z.refine(({ response, solved, satisfied }) => Math.abs(response + solved + satisfied - 100) < 1e-9, {
    error: '三项权重之和应为 100 / the three weights must add up to 100',
  }),
)
export type RateWeights = z.infer<typeof RateWeights>

/** A level of supervision (督办), e.g. of the district, then of the city. */
export const SupervisionLevel = z.object({
  code: Code,
  /** Shown on the ticket: who supervises now. */
  label: Sentence,
  /** How long after the accept or handle limit was missed. */
  afterOverdue: Limit,
})
export type SupervisionLevel = z.infer<typeof SupervisionLevel>

/** Who may say whether a reported result is one. */
export const confirmers = ['community', 'citizen', 'dispatchCentre'] as const
export const Confirmer = z.enum(confirmers)
export type Confirmer = z.infer<typeof Confirmer>

export const Policy = z.object({
  profile: Profile,
  /** How often one ticket may be returned by departments in all. */
  returns: z.object({ max: Count, reasons: z.array(Choice).check(z.minLength(1)) }),
  extensions: z.object({
    max: Count,
    /** How long one extension may be at most; a working day counts as 7/5 of a day here. */
    maxLimit: Limit,
  }),
  /** Whether the handle clock stands still while a ticket is suspended. */
  suspension: z.object({ pausesClock: z.boolean() }),
  resultReview: z.object({
    /** Where off, a submitted result closes the ticket at once. */
    enabled: z.boolean(),
    /** Whose word counts, any one of them; the community's by default, and where no resident is on the ticket. */
    confirmedBy: z.optional(z.array(Confirmer).check(z.minLength(1))),
    /** How long the answer may take. */
    silenceLimit: Limit,
    /** Silence past the limit confirms the result, marked `unconfirmed` (default), or warns and waits on. */
    silence: z.optional(z.enum(['confirms', 'waits'])),
    /** Limit of a rework, counted from the refusal. */
    reworkLimit: Limit,
  }),
  evaluation: z.object({
    /** Whose ratings a ticket needs; a citizen only where one is on the ticket. */
    requiredRaters: z.array(Rater).check(z.minLength(1)),
    /** How long a rating may take. */
    silenceLimit: Limit,
    /** Silence past the limit ends the evaluation as `unrated` (default), or ratings are waited for without end. */
    silence: z.optional(z.enum(['endsUnrated', 'waits'])),
    tags: z.array(Choice),
  }),
  /** What rises by itself where a limit is missed; where a city sets none, only people supervise. */
  supervision: z.optional(z.object({ levels: z.array(SupervisionLevel).check(z.minLength(1)) })),
  reopening: z.object({ max: Count, window: Limit }),
  /** How the three rates are combined; where a city sets none, they stand side by side and nothing is combined. */
  rateWeights: z.optional(RateWeights),
  /** Rules that a city adds in words, shown with the ticket. */
  notes: z._default(z.array(Line), []),
})
export type Policy = z.infer<typeof Policy>
