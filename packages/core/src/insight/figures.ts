/** Figures of a set of tickets, each with numerator and denominator, computed from the event log alone. */

export interface Ratio {
  numerator: number
  denominator: number
}

export const ratioNames = [
  'closeRateAll',
  'closeRateDue',
  'onTimeCloseRate',
  'acceptOnTimeRate',
  'returnRateTickets',
  'returnRateEvents',
  'returnRefusedRate',
  'communitySolvedRate',
  'communitySatisfiedRate',
  'citizenSolvedRate',
  'citizenSatisfiedRate',
  'reworkRate',
  'extensionRate',
] as const
export type RatioName = (typeof ratioNames)[number]

export interface FigureSet {
  ratios: Record<RatioName, Ratio>
  raised: number
  open: number
  suspendedCount: number
  overtimeCount: number
  /** Milliseconds from dispatch to signing; absent without a signed ticket. */
  medianAcceptMs?: number
  /** Milliseconds from dispatch to the submitted result. */
  medianHandleMs?: number
}

/** The whole and its parts. Never by person: no ranking of people. */
export interface Figures {
  all: FigureSet
  byUnit: Record<string, FigureSet>
  byCategory: Record<string, FigureSet>
  byRegion: Record<string, FigureSet>
}
