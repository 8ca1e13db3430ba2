/** The three rates (三率: 响应率, 解决率, 满意率) and their weighted combination, for each rater on its own. */
import type { Rater } from '../ticket/evaluation.ts'
import type { Policy, RateWeights } from '../ticket/policy.ts'
import type { FigureSet, Ratio, RatingRatioName, ThreeRates } from './figures.ts'
import { ratedBy, type Tally } from './tally.ts'

/**
 * The weighted mean of three rates, 0 to 1. Undefined where a rate that has a weight has nothing to divide by: leaving
 * it out would give the others more weight than the city has set.
 */
export function combineRates(
  rates: Record<keyof RateWeights, Ratio>,
  weights: RateWeights,
): number | undefined {
  let sum = 0
  for (const name of ['response', 'solved', 'satisfied'] as const) {
    const { numerator, denominator } = rates[name]
    if (weights[name] === 0) continue
    if (denominator === 0) return undefined
    sum += (weights[name] / 100) * (numerator / denominator)
  }
  return sum
}

/** What the city's configuration adds to a set of figures; nothing where it has not set it. */
export function configuredRates(
  { ratios, withoutExcluded, response }: Tally,
  { profile, rateWeights }: Pick<Policy, 'profile' | 'rateWeights'>,
): Pick<FigureSet, 'responseRate' | 'threeRates'> {
  const combined = (rater: Rater, rates: Record<RatingRatioName, Ratio>, weights: RateWeights) => {
    const { solved, satisfied } = ratedBy[rater]
    return combineRates({ response, solved: rates[solved], satisfied: rates[satisfied] }, weights)
  }
  const threeRates = (rater: Rater, weights: RateWeights): ThreeRates => {
    const all = combined(rater, ratios, weights)
    const without = combined(rater, withoutExcluded, weights)
    return { ...(all !== undefined && { all }), ...(without !== undefined && { withoutExcluded: without }) }
  }
  return {
    ...(profile.responseLimit && { responseRate: response }),
    ...(rateWeights && {
      threeRates: {
        community: threeRates('community', rateWeights),
        citizen: threeRates('citizen', rateWeights),
      },
    }),
  }
}
