import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreOf, tailOf, withDispersion } from './score.ts'

describe('the score of a window', () => {
  it('is the expectation-based Poisson statistic where the baseline is well known', () => {
    expect(scoreOf(9, { mean: 1.2, shape: 1e9 })).toBeCloseTo(9 * Math.log(9 / 1.2) + 1.2 - 9, 5)
  })
  it('is nothing where no more came than expected', () => {
    expect(scoreOf(3, { mean: 3, shape: 10 })).toBe(0)
    expect(scoreOf(0, { mean: 3, shape: 10 })).toBe(0)
  })
  it('is smaller where the baseline is known less well', () => {
    const scores = [0.5, 5, 50, 500].map((shape) => scoreOf(9, { mean: 1.2, shape }))
    expect(scores).toEqual(scores.toSorted((a, b) => a - b))
  })
  it('bounds the probability, whatever count, mean and shape', () => {
    const amount = fc.double({ min: 0.01, max: 200, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), amount, amount, (count, mean, shape) => {
        const chance = tailOf(count, { mean, shape })
        expect(chance).toBeLessThanOrEqual(Math.exp(-scoreOf(count, { mean, shape })) * (1 + 1e-9))
        expect(chance).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('the probability of so many or more', () => {
  it('agrees with the Poisson table for a known rate', () => {
    // P(X ≥ 5 | mean 2) = 1 − e⁻²(1 + 2 + 2 + 4/3 + 2/3)
    expect(tailOf(5, { mean: 2, shape: 1e9 })).toBeCloseTo(1 - Math.exp(-2) * 7, 6)
  })
  it('agrees with a geometric series for shape 1', () => {
    // With shape 1 and mean 2 each further one has the chance 2/3.
    expect(tailOf(7, { mean: 2, shape: 1 })).toBeCloseTo((2 / 3) ** 7, 12)
  })
  it('is certain for none or more, and ends for large counts too', () => {
    expect(tailOf(0, { mean: 5, shape: 2 })).toBeCloseTo(1, 9)
    expect(tailOf(10_000, { mean: 9000, shape: 1e6 })).toBeLessThan(1e-20)
  })
  it('grows with the dispersion', () => {
    const known = { mean: 2, shape: 50 }
    expect(tailOf(9, withDispersion(known, 0.5))).toBeGreaterThan(tailOf(9, known))
  })
})
