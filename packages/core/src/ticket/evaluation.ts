/** One rating by one rater (评哨). Solved and satisfied are two answers, and raters are never blended. */
import * as z from 'zod/mini'
import { Code, Instant, Line, Text } from './primitives.ts'

export const raters = ['community', 'citizen'] as const
export const Rater = z.enum(raters)
export type Rater = z.infer<typeof Rater>

/** Five levels of 好差评: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意. */
export const RatingLevel = z.int().check(z.minimum(1), z.maximum(5))

/** What a person answers when rating. */
export const Rating = z.object({
  level: RatingLevel,
  solved: z.boolean(),
  tags: z._default(z.array(Line).check(z.maxLength(8)), []),
  comment: z.optional(Text),
})
export type Rating = z.infer<typeof Rating>

export const Appeal = z.object({
  reason: Text,
  at: Instant,
  decision: z.optional(z.object({ excluded: z.boolean(), reason: Text, at: Instant })),
})

export const Evaluation = z.object({
  rater: Rater,
  personId: Code,
  /** 0 for the first closing, one more after each reopening. */
  round: z.int().check(z.minimum(0)),
  /** The lead unit whose handling is rated. */
  unitId: Code,
  at: Instant,
  ...Rating.shape,
  appeal: z.optional(Appeal),
})
export type Evaluation = z.infer<typeof Evaluation>
