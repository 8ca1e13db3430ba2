// How well known clusters are found and noise is left alone, on a fixed seeded set; the guide quotes these figures.
import { describe, expect, it } from 'vitest'
import { measureQuality } from '../testing/detection-quality.ts'

const seeds = [1, 2, 3, 4]

describe('detection on cities with planted clusters', () => {
  it.each([
    { size: 14, atLeast: 0.95 },
    { size: 10, atLeast: 0.9 },
    { size: 8, atLeast: 0.75 },
  ])('finds at least $atLeast of those with about $size tickets, and hardly anything else', (planted) => {
    const { recall, precision } = measureQuality({ seeds, whistles: 12_000, size: planted.size })
    expect(recall).toBeGreaterThanOrEqual(planted.atLeast)
    expect(precision).toBeGreaterThanOrEqual(0.95)
  })
  it('cries wolf in cities without any cluster no more often than it says', () => {
    const quiet = Array.from({ length: 20 }, (_, i) => 1000 + i)
    const { falseAlarms, surges } = measureQuality({ seeds: quiet, whistles: 6000, planted: 0 })
    // One in twenty runs is promised of each.
    expect(falseAlarms).toBeLessThanOrEqual(1)
    expect(surges).toBeLessThanOrEqual(1)
  })
})
