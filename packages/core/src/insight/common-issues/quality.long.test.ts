// Many cities without any cluster: how often a run cries wolf, against the rate that `maxChance` promises.
import { expect, test } from 'vitest'
import { measureQuality } from '../testing/detection-quality.ts'

test('a hundred cities of noise bring about as few false alarms as promised', () => {
  const seeds = Array.from({ length: 100 }, (_, i) => 1000 + i)
  const { falseAlarms, surges } = measureQuality({ seeds, whistles: 20_000, planted: 0 })
  // 0.01 a run promises one; five would come about once in 270 such hundreds.
  expect(falseAlarms + surges).toBeLessThanOrEqual(4)
})
