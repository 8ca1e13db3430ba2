/** The databases that rounds run on: a directory of PGlite, a PostgreSQL server that is as durable as in production. */
import type { Kysely } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../postgres/database.ts'
import { openPglite } from '../../postgres/pglite.ts'
import { openPostgres } from '../../postgres/pg.ts'
import { newPgliteDirectory } from '../../postgres/testing/new-pglite.ts'
import { startPostgres, type TestPostgres } from '../../postgres/testing/start-postgres.ts'
import type { ServeOptions } from './serve-options.ts'

export interface Backend {
  /** How a service process opens it. */
  database: ServeOptions['database']
  /** How the checker opens it, once nobody else has it. */
  open(): Promise<{ db: Kysely<Database>; close(): Promise<void> }>
  dispose(): Promise<void>
}

export async function pgliteBackend(): Promise<Backend> {
  const directory = await newPgliteDirectory(await mkdtemp(join(tmpdir(), 'chuishao-faults-')))
  return {
    database: { directory },
    open: () => openPglite({ directory }),
    dispose: () => rm(directory, { recursive: true, force: true }),
  }
}

export async function postgresBackend(): Promise<Backend & { server: TestPostgres }> {
  const server = await startPostgres()
  const { url } = server
  return {
    server,
    database: { url },
    open: () => openPostgres({ url }),
    dispose: () => server.stop(),
  }
}
