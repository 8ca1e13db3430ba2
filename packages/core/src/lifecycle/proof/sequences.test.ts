/** Random sequences of several people; `sequences.long.test.ts` plays more of them. Seed and shrunk path are printed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSequence } from './testing/agreement.ts'
import { policies, sequences } from './testing/arbitraries.ts'
import { storedLines, touchedVersion, withByteChanged } from './testing/stored-history.ts'

describe('random sequences of several people', () => {
  it(
    'agree with the naive model at every step, and leave a history that verifies and folds',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(policies, sequences, (policy, sequence) => {
          checkSequence(policy, sequence)
        }),
        { numRuns: 100 },
      )
    },
  )

  it('leave a history in which one changed byte is found, and the event that has it', () => {
    const place = fc.record({
      line: fc.nat(1000),
      byte: fc.nat(100_000),
      mask: fc.integer({ min: 1, max: 255 }),
    })
    const places = fc.array(fc.noBias(place), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(policies, sequences, places, (policy, sequence, changes) => {
        const lines = storedLines(checkSequence(policy, sequence).events)
        expect(touchedVersion(lines)).toBeUndefined()
        for (const { line, byte, mask } of lines.length > 0 ? changes : []) {
          const at = line % lines.length
          const touched = withByteChanged(lines, at, byte % (lines[at]?.length ?? 1), mask)
          expect(touchedVersion(touched)).toBe(at + 1)
        }
      }),
      { numRuns: 15 },
    )
  })
})
