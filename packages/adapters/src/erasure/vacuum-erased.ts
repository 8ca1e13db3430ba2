/**
 * Takes erased bytes out of the database's own files: an erasure writes rows anew, and what they held before stays in pages
 * until they are cleaned.
 */
import { sql, type Kysely } from 'kysely'
import type { Database } from '../postgres/database.ts'

export interface VacuumErasedOptions {
  /**
   * `rewrite` writes the tables into new files, without a byte of what is gone; nobody else gets to them meanwhile.
   * `clean` holds nobody up, and leaves the bytes in free room of pages until something is written over them.
   */
  how: 'clean' | 'rewrite'
  /** Whether the database is embedded: then its write-ahead log goes, too. A server's is in its archive as well. */
  embedded: boolean
}

/** What an erasure changes. */
const tables = [
  'whistle_ticket',
  'whistle_event',
  'whistle_command',
  'whistle_search',
  'whistle_photo_ticket',
  'whistle_photo_upload',
] as const satisfies readonly (keyof Database)[]

/** Not within a transaction. */
export async function vacuumErased(
  db: Kysely<Database>,
  { how, embedded }: VacuumErasedOptions,
): Promise<void> {
  const full = how === 'rewrite' ? sql`full` : sql``
  for (const table of tables) await sql`vacuum ${full} ${sql.table(table)}`.execute(db)
  if (!embedded) return
  // Else the files of the log would be kept for reuse, as they are.
  await sql`set wal_recycle = off`.execute(db)
  await sql`checkpoint`.execute(db)
  await sql`select pg_switch_wal()`.execute(db)
  await sql`checkpoint`.execute(db)
  await sql`reset wal_recycle`.execute(db)
}
