// How well known clusters are found and noise is left alone, on a fixed seeded set; the guide quotes these figures.
import { describe, expect, it } from 'vitest'
import { measureQuality } from '../testing/detection-quality.ts'

describe('detection on cities with planted clusters', () => {
  it('finds all of those with about fourteen tickets, and hardly anything else', () => {
    const { recall, precision } = measureQuality({ seeds: [1, 2, 3, 4], whistles: 12_000, size: 14 })
    expect(recall).toBeGreaterThanOrEqual(0.95)
    expect(precision).toBeGreaterThanOrEqual(0.95)
  })
  it('finds most of those with about ten tickets, and nothing else', () => {
    const { recall, precision } = measureQuality({ seeds: [1, 2, 3, 4], whistles: 12_000, size: 10 })
    expect(recall).toBeGreaterThanOrEqual(0.85)
    expect(precision).toBeGreaterThanOrEqual(0.95)
  })
  it('finds hardly anything in twenty cities without any', () => {
    const seeds = Array.from({ length: 20 }, (_, i) => 1000 + i)
    const { falseAlarms, surges } = measureQuality({ seeds, whistles: 6000, planted: 0 })
    expect(falseAlarms).toBeLessThanOrEqual(1)
    expect(surges).toBe(0)
  })
})
