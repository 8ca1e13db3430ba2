/**
 * The whole cluster under load: a service is killed, then a whole database host, then a database server alone. Nothing
 * that was acknowledged may be lost, nothing may happen twice, and nobody who watches may miss anything.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingPrograms } from './programs.ts'
import { startCluster } from './start-cluster.ts'
import { chanceFrom, openOperationLog, startLoad, tenants } from './testing/faults.ts'
import { forgetTickets } from './testing/forgotten-tickets.ts'
import { faultServices } from './testing/fault-service.ts'
import { settle } from './testing/settle.ts'
import { longestSilence, watchEvents } from './testing/watch.ts'
import { until } from './until.ts'

const missing = missingPrograms(['etcd', 'patroni', 'haproxy', 'nginx', 'setpriv'])
if (missing) console.warn(`The cluster's test is skipped. ${missing}`)

const rounds = Number(process.env['CHUISHAO_CLUSTER_ROUNDS'] ?? 3)

test.skipIf(missing)(
  'a service, a database host and a database server are killed under load, and nothing is lost',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chuishao-cluster-logs-'))
    const { command, logFiles } = faultServices(folder)
    const clusterFolder = await mkdtemp(join(tmpdir(), 'chuishao-cluster-'))
    const cluster = await startCluster({ folder: clusterFolder, service: command })
    const readers = tenants.map((tenantId) => watchEvents(cluster.url, tenantId))
    const loadFile = join(folder, 'load.jsonl')
    const log = openOperationLog(loadFile)
    const forgottenFile = join(folder, 'forgotten.jsonl')
    const forgottenLog = openOperationLog(forgottenFile)
    let forgotten: string[] = []
    const silences: Record<string, number[]> = { service: [], host: [], server: [] }
    try {
      await Promise.all(readers.map((it) => it.live))
      const load = startLoad({ url: async () => cluster.url, log, chance: chanceFrom(1), network: 'unruly' })
      const forgetting = forgetTickets(cluster.url, forgottenLog)
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
              await lost?.lose()
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
              await until(async () => (await cluster.primary())?.postgresPid() !== pid, { what: 'a primary' })
              await cluster.healthy()
              await load.more(100)
            }),
          )
        }
      } finally {
        await load.stop()
        forgotten = await forgetting.stop()
        log.close()
        forgottenLog.close()
      }
      const counts = await settle({
        databaseUrl: cluster.databaseUrl,
        logFiles: [...logFiles, loadFile, forgottenFile],
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
      expect(counts.claims).toBeGreaterThan(counts.deadlines - 1)
      expect(forgotten.length).toBeGreaterThan(rounds * 50)
      expect(readers.every((it) => it.breaks() > 0)).toBe(true)
    } finally {
      for (const reader of readers) reader.close()
      await cluster.stop()
      for (const it of [folder, clusterFolder]) await rm(it, { recursive: true, force: true })
    }
  },
  600_000,
)
