/** Declares the groups of a suite, counts what runs, and says at the end what ran, what was left out, and why. */
import { freshTest, type Fresh, type FreshTest, type Limited } from './fresh-test.ts'
import type { TestRunner } from './runner.ts'

export interface Group<Under> {
  name: string
  /** `leaveOut` notes a test that does not run, and why. */
  declare: (test: FreshTest<Under>, leaveOut: (sentence: string, why: string) => void) => void
  /** The capability for whose sake it is left out; undefined where it runs. Nothing else leaves a group out. */
  without?: string | undefined
}

/** How one group of a suite went. */
export interface GroupReport {
  name: string
  tests: number
  /** Of them, those that passed. */
  passed: number
  /** The declared capability for whose sake it did not run. */
  leftOutFor?: string
  /** Single tests that did not run, each with the declared capability for whose sake. */
  leftOut?: { sentence: string; why: string }[]
}

export interface ConformanceReport {
  /** Of the suite, e.g. `memoryStore conforms to TicketStore`. */
  title: string
  groups: GroupReport[]
}

/** What every suite takes beside what it tests. */
export interface SuiteOptions extends Limited {
  /** Told after the last test; by default it prints. */
  onReport?: ((report: ConformanceReport) => void) | undefined
}

export function declareGroups<Under extends { dispose: () => Promise<void> }>(
  { describe, it }: TestRunner,
  { title, onReport = print, ...fresh }: { title: string } & SuiteOptions & Fresh<Under>,
  groups: readonly Group<Under>[],
): void {
  const report: ConformanceReport = { title, groups: [] }

  describe(title, () => {
    for (const { name, declare, without } of groups) {
      const counts: GroupReport = { name, tests: 0, passed: 0 }
      report.groups.push(without === undefined ? counts : { ...counts, leftOutFor: without })
      if (without !== undefined) continue
      const counting: TestRunner['it'] = (sentence, run) => {
        counts.tests += 1
        return it(sentence, async () => {
          await run()
          counts.passed += 1
        })
      }
      const leaveOut = (sentence: string, why: string) => void (counts.leftOut ??= []).push({ sentence, why })
      describe(name, () => declare(freshTest({ describe, it: counting }, fresh), leaveOut))
    }
    describe('report', () =>
      void it('says which groups ran and which were left out', async () => onReport(report)))
  })
}

/** The report as lines of text. */
export function reportText({ title, groups }: ConformanceReport): string {
  const ran = groups.filter(({ leftOutFor }) => leftOutFor === undefined)
  const width = Math.max(...groups.map(({ name }) => name.length))
  const lines = groups.flatMap(({ name, tests, passed, leftOutFor, leftOut = [] }) => [
    `  ${name.padEnd(width)}  ${leftOutFor === undefined ? `${passed}/${tests}` : `left out: ${leftOutFor}`}`,
    ...leftOut.map(({ sentence, why }) => `  ${''.padEnd(width)}  left out: ${sentence} (${why})`),
  ])
  return [`${title}: ${ran.length} of ${groups.length} groups ran`, ...lines].join('\n')
}

const print = (report: ConformanceReport) => console.log(reportText(report))
