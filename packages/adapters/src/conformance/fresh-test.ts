/** Runs each test of a suite on something fresh, and disposes of it whatever happens. */
import type { TestRunner } from './runner.ts'

/** Declares one test on what `create` makes. */
export type FreshTest<Under> = (sentence: string, run: (under: Under) => Promise<void>) => void

export function freshTest<Under extends { dispose: () => Promise<void> }>(
  { it }: TestRunner,
  target: { create: () => Promise<Under> },
): FreshTest<Under> {
  return (sentence, run) => {
    it(sentence, async () => {
      const under = await target.create()
      try {
        await run(under)
      } finally {
        await under.dispose()
      }
    })
  }
}
