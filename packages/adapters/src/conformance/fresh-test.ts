/** Runs each test of a suite on something fresh and for a limited time, and disposes of it whatever happens. */
import { inTime } from '../waiting/in-time.ts'
import type { TestRunner } from './runner.ts'
import { watching, type Watching } from './watching.ts'

/** Declares one test on what `create` makes. */
export type FreshTest<Under> = (sentence: string, run: (under: Under) => Promise<void>) => void

export interface Limited {
  /** Milliseconds after which a test fails and says what it waited for: 10,000 by default. */
  timeoutMs?: number | undefined
}

export interface Fresh<Under> extends Limited {
  create: () => Promise<Under>
  /** What the tests get of it, so that one knows what they wait for. */
  watch: (under: Under, watching: Watching) => Under
}

export function freshTest<Under extends { dispose: () => Promise<void> }>(
  { it }: TestRunner,
  { create, watch, timeoutMs = 10_000 }: Fresh<Under>,
): FreshTest<Under> {
  return (sentence, run) => {
    it(sentence, async () => {
      /** The test's time, and that of what stands around it, is limited for each. */
      async function limited<T>(work: Promise<T>, waitedFor: () => string): Promise<T> {
        const done = await inTime(
          work.then((value) => ({ value })),
          timeoutMs,
        )
        if (!done) throw new TestTimeoutError(sentence, timeoutMs, waitedFor())
        return done.value
      }

      const under = await limited(create(), () => 'create() to answer')
      const looking = watching()
      const failures: unknown[] = []
      await limited(run(watch(under, looking)), looking.waitedFor).catch((error) => failures.push(error))
      looking.end()
      await limited(under.dispose(), () => 'dispose() to answer').catch((error) => failures.push(error))
      // What the test found comes first: that the rest could not be cleared away may be due to it.
      if (failures.length > 0) throw failures[0]
    })
  }
}

/** A test that waited for what did not come. */
class TestTimeoutError extends Error {
  override readonly name = 'TestTimeoutError'
  readonly code = 'testTimeout'
  constructor(sentence: string, timeoutMs: number, waitedFor: string) {
    super(`"${sentence}" was not over after ${timeoutMs} ms. It waited for ${waitedFor}.`)
  }
}
