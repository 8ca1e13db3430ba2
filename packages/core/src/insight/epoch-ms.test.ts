import fc from 'fast-check'
import { expect, it } from 'vitest'
import { epochMs } from './epoch-ms.ts'

it('reads every moment of this century as Date.parse does', () => {
  const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) - 1 })
  fc.assert(
    fc.property(moment, (ms) => {
      expect(epochMs(new Date(ms).toISOString())).toBe(ms)
    }),
  )
})
