/** Two services behind nginx on one real PostgreSQL, one of them killed under load. The whole cluster: *.long.test.ts. */
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePorts } from './free-port.ts'
import { startNginx } from './nginx.ts'
import { ownUser } from './own-user.ts'
import { missingPrograms } from './programs.ts'
import { startService } from './start-service.ts'
import { chanceFrom, openOperationLog, startLoad, startPostgres, tenants } from './testing/faults.ts'
import { faultServices } from './testing/fault-service.ts'
import { settle } from './testing/settle.ts'
import { longestSilence, watchEvents } from './testing/watch.ts'

const missing = missingPrograms(['nginx', 'setpriv'])
if (missing) console.warn(`The test behind nginx is skipped. ${missing}`)

test.skipIf(missing)(
  'a service is killed under load: the other one answers, and nobody misses anything',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chuishao-nginx-'))
    const logs = await mkdtemp(join(tmpdir(), 'chuishao-nginx-logs-'))
    const user = ownUser()
    if (user) await chown(folder, user.uid, user.gid)
    const postgres = await startPostgres()
    const [front = 0, ...ports] = await freePorts(3)
    const { command, logFiles } = faultServices(logs)
    const services = await Promise.all(
      ports.map((port, index) =>
        startService({ name: `s${index}`, port, databaseUrl: postgres.url, folder }, command),
      ),
    )
    const nginx = await startNginx({ folder, user, port: front, services: ports })
    const url = `http://127.0.0.1:${front}`
    const readers = tenants.map((tenantId) => watchEvents(url, tenantId))
    const loadFile = join(logs, 'load.jsonl')
    const log = openOperationLog(loadFile)
    try {
      await Promise.all(readers.map((it) => it.live))
      const load = startLoad({ url: async () => url, log, chance: chanceFrom(1) })
      const silence = await longestSilence(load, async () => {
        await load.more(60)
        await services[0]?.process().kill()
        await load.more(120)
      })
      await load.stop()
      log.close()
      const counts = await settle({
        databaseUrl: postgres.url,
        logFiles: [...logFiles, loadFile],
        forgotten: [],
        readers,
        endServices: () => Promise.all(services.map((it) => it.process().kill())),
      })
      expect(counts.acknowledged).toBeGreaterThan(150)
      // Nobody had to wait for a failover of any kind.
      expect(silence).toBeLessThan(5)
      expect(readers.some((it) => it.breaks() > 0)).toBe(true)
    } finally {
      for (const reader of readers) reader.close()
      await nginx.stop()
      await Promise.all(services.map((it) => it.process().kill()))
      await postgres.stop()
      for (const it of [folder, logs]) await rm(it, { recursive: true, force: true })
    }
  },
)
