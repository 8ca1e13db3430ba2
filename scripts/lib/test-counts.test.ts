import { expect, test } from 'vitest'
import { vitestCounts, webTestRunnerCounts } from './test-counts.mjs'

test('the last summary of web-test-runner is the one that counts, colours or not', () => {
  const output =
    'Chrome: | 1/2 test files | 3 passed, 0 failed\nChrome: | 2/2 test files | \u001b[32m7 passed\u001b[39m, 1 failed\n'
  expect(webTestRunnerCounts(output)).toEqual({ passed: 7, failed: 1 })
})

test('output without a summary counts nothing', () => {
  expect(webTestRunnerCounts('could not launch Chrome')).toEqual({ passed: 0, failed: 0 })
})

test('vitest reports its own counts', () => {
  expect(vitestCounts({ numPassedTests: 5, numFailedTests: 2, numTotalTests: 7 })).toEqual({
    passed: 5,
    failed: 2,
  })
})
