/** Two services behind nginx on one real PostgreSQL, under load. The whole cluster: *.long.test.ts. */
import { expect, test } from 'vitest'
import { missingPrograms } from './programs.ts'
import { startTwoServices } from './testing/two-services.ts'
import { longestSilence } from './testing/watch.ts'

const missing = missingPrograms(['nginx', 'setpriv'])
if (missing) console.warn(`The test behind nginx is skipped. ${missing}`)

test.skipIf(missing)(
  'both services are upgraded one after the other, then one is killed: every command is answered, and nobody misses anything',
  async () => {
    await using both = await startTwoServices()
    const { services, load, readers, unanswered } = both
    const silence = await longestSilence(load, async () => {
      await load.more(40)
      for (const service of services) {
        const old = service.process().pid
        await service.process().stop()
        await load.more(20)
        await service.restart()
        expect(service.process().pid).not.toBe(old)
        await load.more(20)
      }
      await services[0]?.process().kill()
      await load.more(60)
    })
    const counts = await both.settle()
    expect(counts.acknowledged).toBeGreaterThan(170)
    expect(unanswered()).toEqual([])
    // Nobody had to wait for a failover of any kind.
    expect(silence).toBeLessThan(5)
    expect(readers.every((it) => it.breaks() > 0)).toBe(true)
  },
  60_000,
)
