import { RollupDivergedError } from '@chuishao/adapters/rollup'
import { expect, it } from 'vitest'
import { rollupFailures } from './rollup-failures.ts'

const minute = 60_000

it('a tenant that diverged is said at once, then hourly, and again where it diverges anew', () => {
  const lines: [string, unknown][] = []
  let now = 0
  const told = rollupFailures(
    {
      warn: (sentence, facts) => lines.push([sentence, facts]),
      failed: (what, _error, facts) => lines.push([what, facts]),
    },
    () => now,
  )
  const fail = (at: number, tenantId: string, failures: number, error: unknown) => {
    now = at * minute
    const before = lines.length
    told({ tenantId, error, failures, retryInMs: 1 })
    return lines.length - before
  }
  const diverged = (tenantId: string) => new RollupDivergedError(tenantId, 5, 3)
  const seen = [
    fail(0, '150102', 1, diverged('150102')),
    fail(1, '150102', 2, diverged('150102')),
    // Others are told apart.
    fail(1, '150103', 4, diverged('150103')),
    fail(59, '150102', 60, diverged('150102')),
    fail(60, '150102', 61, diverged('150102')),
    fail(61, '150102', 62, diverged('150102')),
    // It went on in between, or failed in another way.
    fail(62, '150102', 1, diverged('150102')),
    fail(63, '150103', 5, new Error('away')),
    fail(64, '150103', 6, diverged('150103')),
  ]
  expect(seen).toEqual([1, 0, 1, 0, 1, 0, 1, 1, 1])
  expect(lines[0]?.[1]).toEqual({ tenantId: '150102', code: 'rollupDiverged', position: 5, head: 3 })
  expect(lines).toContainEqual(['city-wide copy waits for a tenant', { tenantId: '150103' }])
})
