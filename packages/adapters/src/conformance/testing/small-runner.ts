/** A test runner of a few lines: gathers what a suite declares, so that one can run it and look at the outcome. */
import type { TestRunner } from '../runner.ts'

export interface DeclaredTest {
  /** The groups that it stands in, and its sentence. */
  path: string[]
  run: () => Promise<void>
}

export function runsOf(): { tests: DeclaredTest[]; runner: TestRunner } {
  const tests: DeclaredTest[] = []
  const path: string[] = []
  return {
    tests,
    runner: {
      describe(name, define) {
        path.push(name)
        define()
        path.pop()
      },
      it(sentence, run) {
        tests.push({ path: [...path, sentence], run })
      },
    },
  }
}
