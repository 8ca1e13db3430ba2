/**
 * How surprising a count is against an expectation that is itself only known so well.
 *
 * The count of a window is taken as negative binomial: Poisson with a rate that is known as a gamma distribution, with
 * `shape` about as many as the whistles of the past that the rate was learnt from. The score is its log-likelihood
 * ratio, which for a long history becomes the expectation-based scan statistic `C ln(C/E) + E − C` of Neill
 * (International Journal of Forecasting 25, 2009), after Kulldorff's prospective space-time scan (Journal of the Royal
 * Statistical Society A 164, 2001).
 */

export interface Expectation {
  /** Expected count. */
  mean: number
  /** How well it is known: the variance is `mean + mean² / shape`. */
  shape: number
}

/** Log-likelihood ratio; 0 where no more was observed than expected. By Chernoff's bound, P(count) ≤ exp(−score). */
export function scoreOf(count: number, { mean, shape }: Expectation): number {
  if (count <= mean) return 0
  return count * Math.log(count / mean) - (count + shape) * Math.log((count + shape) / (mean + shape))
}

/** The probability of so many or more. */
export function tailOf(count: number, { mean, shape }: Expectation): number {
  const step = (k: number) => (((k + shape) / (k + 1)) * mean) / (shape + mean)
  let logTerm = -shape * Math.log1p(mean / shape)
  for (let k = 0; k < count; k += 1) logTerm += Math.log(step(k))
  let sum = 1
  let term = 1
  // Past the count the terms may first rise; they end by falling as a geometric series.
  for (let k = count; ; k += 1) {
    term *= step(k)
    sum += term
    if (step(k) < 1 && term < sum * 1e-12 * (1 - step(k))) break
  }
  return Math.min(1, Math.exp(logTerm) * sum)
}

/** The expectation where one more source of variance is known, as a share of the squared mean. */
export const withDispersion = ({ mean, shape }: Expectation, dispersion: number): Expectation => ({
  mean,
  shape: 1 / (1 / shape + dispersion),
})
