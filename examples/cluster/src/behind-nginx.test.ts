/** Two services behind nginx on one real PostgreSQL, under load. The whole cluster: *.long.test.ts. */
import { expect, test } from 'vitest'
import { missingPrograms } from './programs.ts'
import { startTwoServices } from './testing/two-services.ts'
import { longestSilence } from './testing/watch.ts'

const missing = missingPrograms(['nginx', 'setpriv'])
if (missing) console.warn(`The tests behind nginx are skipped. ${missing}`)

test.skipIf(missing)(
  'a service is killed under load: the other one answers, and nobody misses anything',
  async () => {
    await using both = await startTwoServices()
    const { services, load, readers, unanswered } = both
    const silence = await longestSilence(load, async () => {
      await load.more(60)
      await services[0]?.process().kill()
      await load.more(120)
    })
    const counts = await both.settle()
    expect(counts.acknowledged).toBeGreaterThan(150)
    expect(unanswered()).toEqual([])
    // Nobody had to wait for a failover of any kind.
    expect(silence).toBeLessThan(5)
    expect(readers.some((it) => it.breaks() > 0)).toBe(true)
  },
  60_000,
)

test.skipIf(missing)(
  'an upgrade of one service after the other under load: every command is answered',
  async () => {
    await using both = await startTwoServices()
    const { services, load, readers, unanswered } = both
    await load.more(40)
    for (const service of services) {
      const old = service.process().pid
      await service.process().stop()
      await load.more(40)
      await service.restart()
      expect(service.process().pid).not.toBe(old)
      await load.more(40)
    }
    const counts = await both.settle()
    expect(counts.acknowledged).toBeGreaterThan(180)
    expect(unanswered()).toEqual([])
    expect(readers.every((it) => it.breaks() > 0)).toBe(true)
  },
  60_000,
)
