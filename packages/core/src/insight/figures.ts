/**
 * Figures of a set of tickets: every rate with its numerator and denominator, never by person. What each one counts is
 * in `definitions.ts`; how it is counted, in `tally.ts`.
 */
import * as z from 'zod/mini'
import { RateWeights } from '../ticket/policy.ts'
import { Instant } from '../ticket/primitives.ts'

const Count = z.int().check(z.minimum(0))

export const Ratio = z.object({ numerator: Count, denominator: Count })
export type Ratio = z.infer<typeof Ratio>

/** Rates that come from ratings (评哨): each rater's own, never blended. */
export const ratingRatioNames = [
  'communitySolvedRate',
  'communitySatisfiedRate',
  'citizenSolvedRate',
  'citizenSatisfiedRate',
] as const
export type RatingRatioName = (typeof ratingRatioNames)[number]

export const ratioNames = [
  'closeRateAll',
  'closeRateDue',
  'onTimeCloseRate',
  'acceptOnTimeRate',
  'returnRateTickets',
  'returnRateEvents',
  'returnRefusedRate',
  ...ratingRatioNames,
  'reworkRate',
  'extensionRate',
] as const
export type RatioName = (typeof ratioNames)[number]

/** Tickets counted by how they stand; `raised` is `open` + `closed` + `withdrawn` + `merged`. */
export const countNames = [
  'raised',
  'open',
  'closed',
  'declined',
  'withdrawn',
  'merged',
  'suspendedCount',
  'overtimeCount',
] as const
export type CountName = (typeof countNames)[number]

/**
 * The weighted combination of the three rates (三率) for one rater, 0 to 1. Absent where one of its parts has nothing to
 * divide by: a missing part is neither 0 nor left out.
 */
const ThreeRates = z.object({
  all: z.exactOptional(z.number()),
  /** Without ratings that an appeal excluded. */
  withoutExcluded: z.exactOptional(z.number()),
})
export type ThreeRates = z.infer<typeof ThreeRates>

export const FigureSet = z.object({
  ratios: z.record(z.enum(ratioNames), Ratio),
  /** The ratings' rates once more, without ratings that an appeal excluded. */
  withoutExcluded: z.record(z.enum(ratingRatioNames), Ratio),
  /** Absent where the city has set no response limit: not configured, which is not 0. */
  responseRate: z.exactOptional(Ratio),
  /** Absent where the city has set no weights. */
  threeRates: z.exactOptional(z.object({ community: ThreeRates, citizen: ThreeRates })),
  raised: Count,
  open: Count,
  closed: Count,
  /** Of those closed: by a return that was upheld without another unit, with an explanation for the community. */
  declined: Count,
  withdrawn: Count,
  merged: Count,
  suspendedCount: Count,
  overtimeCount: Count,
  /** Milliseconds from dispatch to signing; absent without a signed ticket. */
  medianAcceptMs: z.exactOptional(z.number()),
  /** Milliseconds from dispatch to the result that stands; absent without one. Suspended time counts. */
  medianHandleMs: z.exactOptional(z.number()),
})
export type FigureSet = z.infer<typeof FigureSet>

/** The whole and its parts. Never by person: no ranking of people. */
export const Figures = z.object({
  /** The moment for which "due by now" holds. */
  asOf: Instant,
  all: FigureSet,
  /** By the unit that led. */
  byUnit: z.record(z.string(), FigureSet),
  byCategory: z.record(z.string(), FigureSet),
  /** By region code of the community that whistled. */
  byRegion: z.record(z.string(), FigureSet),
  /** By period, e.g. `2026-03`; there where a period was asked for. */
  byPeriod: z.exactOptional(z.record(z.string(), FigureSet)),
  /** What `threeRates` was combined with. */
  rateWeights: z.exactOptional(RateWeights),
})
export type Figures = z.infer<typeof Figures>

export const dimensions = ['unit', 'category', 'region', 'period'] as const
export type Dimension = (typeof dimensions)[number]

/** One row of a cross table, e.g. unit × period. */
export interface FigureRow {
  key: Partial<Record<Dimension, string>>
  set: FigureSet
}
