/**
 * The whole cluster under load: a service is killed, then a whole database host, then a database server alone. Nothing
 * that was acknowledged may be lost, nothing may happen twice, and nobody who watches may miss anything.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeClusterFolder } from './cluster-folder.ts'
import { clusterPrograms, missingPrograms } from './programs.ts'
import { startCluster } from './start-cluster.ts'
import { chanceFrom, openOperationLog, startLoad, tenants } from './testing/faults.ts'
import { forgetTickets, photosThere, type ForgottenTicket } from './testing/forgotten-tickets.ts'
import { realServices } from './testing/real-services.ts'
import { settle } from './testing/settle.ts'
import { longestSilence, watchEvents } from './testing/watch.ts'
import { until } from './until.ts'

const missing = missingPrograms(clusterPrograms)
if (missing) console.warn(`The cluster's test is skipped. ${missing}`)

const rounds = Number(process.env['CHUISHAO_CLUSTER_ROUNDS'] ?? 3)

test.skipIf(missing)(
  'a service, a database host and a database server are killed under load, and nothing is lost',
  async () => {
    const folder = makeClusterFolder()
    const { command, bearerOf, stop: stopProvider } = await realServices(folder)
    const cluster = await startCluster({ folder, service: command })
    const { url } = cluster
    const readers = tenants.map((tenantId) => watchEvents(url, tenantId, bearerOf))
    const loadFile = join(folder, 'load.jsonl')
    const log = openOperationLog(loadFile)
    const forgottenFile = join(folder, 'forgotten.jsonl')
    const forgottenLog = openOperationLog(forgottenFile)
    let forgotten: ForgottenTicket[] = []
    const silences: Record<string, number[]> = { service: [], host: [], server: [] }
    try {
      await Promise.all(readers.map((it) => it.live))
      const load = startLoad({
        url: async () => url,
        log,
        chance: chanceFrom(1),
        network: 'unruly',
        bearerOf,
      })
      const forgetting = forgetTickets({ url, log: forgottenLog, bearerOf })
      try {
        await load.more(100)
        for (let round = 0; round < rounds; round += 1) {
          silences['service']?.push(
            await longestSilence(load, async () => {
              const service = cluster.services[round % 2]
              await service?.process().kill()
              await load.more(100)
              await service?.restart()
              await load.more(50)
            }),
          )
          silences['host']?.push(
            await longestSilence(load, async () => {
              const lost = await cluster.primary()
              // What is acknowledged meanwhile must be on a standby that hears nothing: so nothing may be.
              const endReceiver = await cluster.nodes.find((it) => it !== lost)?.holdReceiver()
              await Promise.race([load.more(30), pause(1000)])
              await lost?.lose()
              endReceiver?.()
              await until(async () => (await cluster.primary()) !== undefined, { what: 'a new primary' })
              expect((await cluster.primary())?.name).not.toBe(lost?.name)
              await load.more(100)
              lost?.restart()
              await cluster.healthy()
              await load.more(50)
            }),
          )
          silences['server']?.push(
            await longestSilence(load, async () => {
              const primary = await cluster.primary()
              const pid = primary?.postgresPid()
              primary?.killPostgres()
              await until(
                async () => {
                  const running = (await cluster.primary())?.postgresPid()
                  return running !== undefined && running !== pid
                },
                { what: 'a primary' },
              )
              await cluster.healthy()
              await load.more(100)
            }),
          )
        }
        await load.stop()
        forgotten = await forgetting.stop()
      } finally {
        forgetting.abandon()
        await load.stop()
        log.close()
        forgottenLog.close()
      }
      expect.soft(await photosThere(url, forgotten, bearerOf)).toBe(forgotten.length)
      const counts = await settle({
        databaseUrl: cluster.databaseUrl,
        logFiles: [loadFile, forgottenFile],
        forgotten,
        readers,
        endServices: () => Promise.all(cluster.services.map((it) => it.process().stop())),
      })
      console.log('Seconds without an acknowledged command:', silences)
      console.log(
        'Counts:',
        counts,
        'broken streams:',
        readers.map((it) => it.breaks()),
      )
      expect(counts.acknowledged).toBeGreaterThan(rounds * 400)
      expect(forgotten.length).toBeGreaterThan(rounds * 50)
      expect(readers.every((it) => it.breaks() > 0)).toBe(true)
    } finally {
      for (const reader of readers) reader.close()
      await cluster.stop()
      await stopProvider()
      await rm(folder, { recursive: true, force: true })
    }
  },
  600_000,
)
