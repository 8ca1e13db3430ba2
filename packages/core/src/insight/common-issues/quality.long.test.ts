// Many cities without any cluster: how often a run cries wolf, against the rate that `maxChance` promises.
import { expect, test } from 'vitest'
import { measureQuality } from '../testing/detection-quality.ts'

test('a hundred cities of noise bring about as few false alarms as promised', () => {
  const seeds = Array.from({ length: 100 }, (_, i) => 1000 + i)
  const { falseAlarms, surges } = measureQuality({ seeds, whistles: 12_000, planted: 0 })
  // Five of each are promised; more than eleven would come in one such hundred out of 180.
  expect(falseAlarms).toBeLessThanOrEqual(11)
  expect(surges).toBeLessThanOrEqual(11)
})
