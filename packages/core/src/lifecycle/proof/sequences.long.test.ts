/** The random sequences of `sequences.test.ts`, many more of them, and every single byte of a whole history. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandTypes, statuses } from '../../ticket/index.ts'
import { checkSequence } from './testing/agreement.ts'
import { policies, sequences } from './testing/arbitraries.ts'
import { storedLines, touchedVersion, withByteChanged } from './testing/stored-history.ts'

/** Under one calendar there is nothing to recalculate: the paths play that. */
const playable = commandTypes.filter((type) => type !== 'RECALCULATE_DEADLINES')

describe('very many random sequences', () => {
  it('agree with the naive model, play every command, and reach every state', () => {
    const played = new Set<string>()
    const reached = new Set<string>(['draft'])
    fc.assert(
      fc.property(policies, sequences, (policy, sequence) => {
        for (const { kind, command, to } of checkSequence(policy, sequence).events) {
          if (kind !== 'command') continue
          played.add(command.type)
          reached.add(to)
        }
      }),
      { numRuns: 3000 },
    )
    expect([...played].toSorted()).toEqual(playable.toSorted())
    expect([...reached].toSorted()).toEqual(statuses.toSorted())
  })

  it('leave histories in which every byte counts', () => {
    fc.assert(
      fc.property(policies, sequences, fc.integer({ min: 1, max: 255 }), (policy, sequence, mask) => {
        const lines = storedLines(checkSequence(policy, sequence).events)
        lines.forEach((line, i) => {
          for (let byte = 0; byte < line.length; byte++)
            expect(touchedVersion(withByteChanged(lines, i, byte, mask))).toBe(i + 1)
        })
      }),
      { numRuns: 5 },
    )
  })
})
