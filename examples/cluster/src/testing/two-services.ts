/** Two real services behind nginx on one PostgreSQL, with people at work and readers of their events. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeClusterFolder } from '../cluster-folder.ts'
import { freePorts } from '../free-port.ts'
import { startNginx } from '../nginx.ts'
import { ownUser } from '../own-user.ts'
import { startService } from '../start-service.ts'
import {
  chanceFrom,
  openOperationLog,
  readOperationLog,
  startLoad,
  startPostgres,
  tenants,
} from './faults.ts'
import { realServices } from './real-services.ts'
import { settle } from './settle.ts'
import { watchEvents } from './watch.ts'

export async function startTwoServices() {
  const ending = new AsyncDisposableStack()
  try {
    const folder = makeClusterFolder()
    ending.defer(() => rmSync(folder, { recursive: true, force: true }))
    const postgres = await startPostgres()
    ending.defer(() => postgres.stop())
    const { command, bearerOf, stop } = await realServices(folder)
    ending.defer(stop)

    const [front = 0, ...ports] = await freePorts(3)
    const services = await Promise.all(
      ports.map((port, index) =>
        startService({ name: `s${index}`, port, databaseUrl: postgres.url, folder }, command),
      ),
    )
    const endServices = () => Promise.all(services.map((it) => it.process().kill()))
    ending.defer(async () => void (await endServices()))
    const nginx = await startNginx({ folder, user: ownUser(), port: front, services: ports })
    ending.defer(() => nginx.stop())

    const url = `http://127.0.0.1:${front}`
    const readers = tenants.map((tenantId) => watchEvents(url, tenantId, bearerOf))
    ending.defer(() => {
      for (const reader of readers) reader.close()
    })
    await Promise.all(readers.map((it) => it.live))
    const loadFile = join(folder, 'load.jsonl')
    const log = openOperationLog(loadFile)
    const load = startLoad({ url: async () => url, log, chance: chanceFrom(1), bearerOf })
    ending.defer(() => load.stop())
    return {
      services,
      load,
      readers,
      /** Why calls had no answer; that the first call is still under way is one. */
      unanswered: () =>
        readOperationLog(loadFile).flatMap((it) =>
          it.type === 'unknown' && it.why !== 'commandInProgress' ? it.why : [],
        ),
      /** Ends the load and holds every answer against every row. */
      async settle() {
        await load.stop()
        log.close()
        return settle({
          databaseUrl: postgres.url,
          logFiles: [loadFile],
          forgotten: [],
          readers,
          endServices,
        })
      },
      [Symbol.asyncDispose]: () => ending.disposeAsync(),
    }
  } catch (error) {
    await ending.disposeAsync()
    throw error
  }
}
