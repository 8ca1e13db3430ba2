/** A service on a PostgreSQL server of its own for benchmarks, in the test city, for any number of tenants. */
import { createTicketService, type TicketStore } from '@chuishao/core/service'
import { testCity, testCityData } from '@chuishao/core/testing'
import { cpus } from 'node:os'
import { sql } from 'kysely'
import { memoryAttachments } from '../../src/memory/index.ts'
import { openPostgres, type OpenPostgresOptions } from '../../src/postgres/pg.ts'
import { startPostgres } from '../../src/postgres/testing/start-postgres.ts'
import { randomSalt } from '../../src/salt/random-salt.ts'

/** Sized for a machine of some gigabytes; with solid state disks; all that makes it durable stays as PostgreSQL has it. */
const settings = {
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  max_connections: '200',
  maintenance_work_mem: '512MB',
  random_page_cost: '1.1',
}

export const benchService = (store: TicketStore) =>
  createTicketService({
    store,
    attachments: memoryAttachments(),
    cities: () => ({ index: testCity, data: testCityData }),
    clock: () => new Date().toISOString(),
    newSalt: randomSalt,
  })

export async function startBench(options: Omit<OpenPostgresOptions, 'url'> = {}) {
  const server = await startPostgres({ settings })
  process.once('uncaughtExceptionMonitor', () => void server.kill())
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(1)))
  const { store, db, close } = await openPostgres({
    url: server.url,
    statementTimeoutMs: 600_000,
    ...options,
  })
  const service = benchService(store)
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db)
  return {
    server,
    store,
    db,
    service,
    machine: `PostgreSQL ${rows[0]?.server_version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`,
    async close() {
      await close()
      await server.stop()
    },
  }
}

export type Bench = Awaited<ReturnType<typeof startBench>>
