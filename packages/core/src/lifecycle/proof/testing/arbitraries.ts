/** What random sequences are made of: policies, the days of a calendar, and steps of several people. */
import fc from 'fast-check'
import { people, testPolicy, type TestPerson } from '../../../testing/test-city.ts'
import { commandTypes, type Policy } from '../../../ticket/index.ts'
import { customCalendar } from '../../../time/index.ts'
import type { MergeTarget } from './naive-model.ts'
import { daysOff, makeUpDays } from './naive-time.ts'

/** When every sequence begins: Monday, 2 March 2026, 09:00 in China. */
export const start = Date.parse('2026-03-02T01:00:00.000Z')
const minute = 60_000

const named = (dates: string[]) =>
  Object.fromEntries(dates.map((date) => [date, { zh: '假', en: 'holiday' }]))

/** The calendar that the naive model knows by heart. */
export const calendar = customCalendar({
  version: 'proof',
  holidays: named(daysOff),
  workdays: named(makeUpDays),
  knownYears: 'all',
})

const record = <T>(of: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(of, { noNullPrototype: true })

const limit = record({
  amount: fc.integer({ min: 1, max: 6 }),
  unit: fc.constantFrom('minute', 'hour', 'day', 'workingDay'),
})

/** Cities differ in their limits and counts, in who confirms a result, and in what silence means. */
export const policies: fc.Arbitrary<Policy> = record({
  profile: record({ acceptLimit: limit, handleLimit: limit, acceptWarning: limit, handleWarning: limit }).map(
    (limits) => ({ ...testPolicy.profile, ...limits }),
  ),
  returns: record({ max: fc.constantFrom(0, 1, 2, 3), reasons: fc.constant(testPolicy.returns.reasons) }),
  extensions: record({ max: fc.constantFrom(0, 1, 2), maxLimit: limit }),
  suspension: record({ pausesClock: fc.boolean() }),
  resultReview: fc.record(
    {
      enabled: fc.constantFrom(true, true, true, false),
      silenceLimit: limit,
      reworkLimit: limit,
      confirmedBy: fc.subarray(['community', 'citizen', 'dispatchCentre'] as const, { minLength: 1 }),
      silence: fc.constantFrom('confirms', 'waits'),
    },
    { requiredKeys: ['enabled', 'silenceLimit', 'reworkLimit'], noNullPrototype: true },
  ),
  evaluation: fc.record(
    {
      requiredRaters: fc.subarray(['community', 'citizen'] as const, { minLength: 1 }),
      silenceLimit: limit,
      tags: fc.constant([]),
      silence: fc.constantFrom('endsUnrated', 'waits'),
    },
    { requiredKeys: ['requiredRaters', 'silenceLimit', 'tags'], noNullPrototype: true },
  ),
  reopening: record({ max: fc.constantFrom(0, 1, 2), window: limit }),
  notes: fc.constant([]),
})

const mergeTarget: fc.Arbitrary<MergeTarget> = record({
  status: fc.constantFrom('whistled', 'accepted', 'closed', 'draft'),
  whistledAt: fc.constantFrom(start - 60 * minute, start + 100_000 * minute),
})

/** One step: after a while, somebody tries something; usually something that the naive model thinks possible. */
const step = record({
  /** Minutes, or until the next clock runs out. */
  wait: fc.constantFrom(0, 0, 1, 45, 5 * 60, 30 * 60, 9 * 24 * 60, 'next' as const, 'next' as const),
  likely: fc.constantFrom(true, true, true, false),
  pick: fc.nat(10_000),
  choice: fc.nat(220),
  who: fc.constantFrom(...(Object.keys(people) as TestPerson[])),
  what: fc.constantFrom(...commandTypes),
  mergeTarget,
})
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Up to sixty steps; without bias, for a bias towards small numbers would let the same few people act. */
export const sequences = fc.array(fc.noBias(step), { minLength: 1, maxLength: 60, size: 'max' })
