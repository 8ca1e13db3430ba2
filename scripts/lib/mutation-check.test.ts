import { expect, test } from 'vitest'
import { mutate, mutated, verdictOf } from './mutation-check.mjs'
import { mutations } from './mutations.mjs'

const mutation = { name: 'a sign turned', file: 'a.ts', find: 'a < b', replace: 'a <= b$&' }

test('a mutation replaces its text, taken literally', () => {
  expect(mutate('if (a < b) return', mutation)).toBe('if (a <= b$&) return')
})

test.each(['if (a > b) return', 'a < b || a < b'])(
  'a text that is not there exactly once is an error: %s',
  (source) => {
    expect(() => mutate(source, mutation)).toThrow('a sign turned: the text to replace stands')
  },
)

test('there are at least ten mutations, and each still finds its text', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(10)
  for (const it of mutations) expect(mutated(it)).toContain(it.replace)
})

const report = (of: { success?: boolean; passed?: number; assertionResults?: object[] }) => ({
  success: of.success ?? false,
  numPassedTests: of.passed ?? 0,
  testResults: [{ assertionResults: of.assertionResults ?? [] }],
})

test('a failing test kills a mutation, and nothing else does', () => {
  const failed = { status: 'failed', fullName: 'handling counts from dispatch' }
  expect(verdictOf(report({ assertionResults: [{ status: 'passed' }, failed] }))).toEqual({
    verdict: 'killed',
    by: 'handling counts from dispatch',
  })
  expect(verdictOf(report({ success: true, passed: 2 }))).toEqual({ verdict: 'survived' })
})

test('tests that do not load, or do not run at all, kill nothing and pass nothing', () => {
  expect(verdictOf(undefined)).toEqual({ verdict: 'unfit' })
  expect(verdictOf(report({ success: true }))).toEqual({ verdict: 'unfit' })
  expect(verdictOf(report({ passed: 5 }))).toEqual({ verdict: 'unfit' })
})
