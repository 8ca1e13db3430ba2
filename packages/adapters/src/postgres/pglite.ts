/**
 * PostgreSQL inside the process, in a directory: nothing to install. It survives a crash of the process, not a loss
 * of power, and the store says so (`durability: 'process'`).
 */
import { PGlite } from '@electric-sql/pglite'
import type { TicketStore } from '@chuishao/core/service'
import { Kysely, PGliteDialect } from 'kysely'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { cannotBeOpened, directoryFault } from './directory-fault.ts'
import { lockDirectory } from './directory-lock.ts'
import { migrateDatabase } from './migrate.ts'
import { postgresStore } from './postgres-store.ts'

export { DirectoryFaultError } from './directory-fault.ts'
export { DirectoryInUseError } from './directory-lock.ts'

export interface OpenPgliteOptions {
  /** Where the database lives; created where it is missing. One process at a time. */
  directory: string
  /** How often a feed looks without being woken, in milliseconds. */
  pollMs?: number
}

export interface PgliteDatabase {
  store: TicketStore
  /** The database itself. Kysely hands out its one connection to one transaction at a time. */
  db: Kysely<Database>
  /** Ends the feeds, closes the database and frees the directory. */
  close(): Promise<void>
}

/** Whether there is a database to open: opening makes one where a directory is mistyped. */
export const holdsDatabase = (directory: string): boolean => existsSync(dataOf(directory))

const dataOf = (directory: string) => join(directory, 'data')

/**
 * Opens (or creates) the database, brings its schema up to date, and makes a store on it. Throws {@link DirectoryInUseError}
 * and {@link DirectoryFaultError}.
 */
export async function openPglite({ directory, pollMs = 1000 }: OpenPgliteOptions): Promise<PgliteDatabase> {
  const lock = await lockDirectory(directory).catch((error: unknown) => {
    throw directoryFault(error, directory)
  })
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: () => openData(directory) }) })
  const close = async () => {
    await db.destroy()
    await lock.release()
  }
  try {
    await migrateDatabase(db)
  } catch (error) {
    await close().catch(() => lock.release())
    throw error
  }
  const inner = postgresStore(db, { durability: 'process', pollMs })
  const store: TicketStore = {
    ...inner,
    async close() {
      await inner.close()
      await close()
    },
  }
  return { store, db, close: () => store.close() }
}

/** A new database is made beside its place and moved there whole, so that a crash leaves no half of one. */
async function openData(directory: string): Promise<PGlite> {
  const data = dataOf(directory)
  if (!existsSync(data)) {
    const unfinished = `${data}.new`
    await rm(unfinished, { recursive: true, force: true })
    const created = await PGlite.create(unfinished)
    await created.close()
    await rename(unfinished, data)
  }
  return PGlite.create(data).catch((error: unknown) => {
    throw cannotBeOpened(directory, error)
  })
}
