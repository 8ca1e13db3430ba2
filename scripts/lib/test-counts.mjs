// Reads how many tests ran from what the two test runners leave behind.

/** Counts from vitest's JSON report. */
export function vitestCounts(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests }
}

/** Counts from web-test-runner's last summary: "12 passed, 0 failed", or "3 passed" alone. */
export function webTestRunnerCounts(output) {
  const plain = output.replace(ansi, '')
  const last = [...plain.matchAll(/(\d+) passed(?:, (\d+) failed)?/g)].at(-1)
  return { passed: Number(last?.[1] ?? 0), failed: Number(last?.[2] ?? 0) }
}

// oxlint-disable-next-line no-control-regex -- terminal colours are control characters
const ansi = /\u001b\[[0-9;]*m/g
