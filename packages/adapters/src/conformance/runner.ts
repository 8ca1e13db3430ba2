/** What the suites need of a test runner; vitest, node:test, mocha and jest all have it. */

export interface TestRunner {
  describe(name: string, define: () => void): unknown
  it(name: string, run: () => Promise<void>): unknown
}
