/** Where a database is, and how it is opened as it stands: a backup from before an upgrade must not upgrade it. */
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { join } from 'node:path'
import { Pool } from 'pg'
import type { Database } from '../postgres/database.ts'

/** A server, or the directory of an embedded database. */
export type DatabasePlace = { url: string } | { directory: string }

export const kindOf = (place: DatabasePlace) => ('url' in place ? 'postgres' : 'pglite')

/** Within the directory of an embedded database, as `openPglite` has it. */
export const dataOf = (directory: string) => join(directory, 'data')

/** How long one attempt may take, in milliseconds. */
const connectTimeoutMs = 5_000

/** Whoever asks holds the directory's lock. */
export function connectAsItIs(place: DatabasePlace): Kysely<Database> {
  if ('url' in place) {
    const pool = new Pool({
      connectionString: place.url,
      max: 2,
      // One that takes connections and says nothing would be waited for without end.
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: 'chuishao-backup',
    })
    pool.on('error', () => {})
    return new Kysely({ dialect: new PostgresDialect({ pool }) })
  }
  return new Kysely({ dialect: new PGliteDialect({ pglite: () => PGlite.create(dataOf(place.directory)) }) })
}
