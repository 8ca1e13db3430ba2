/**
 * Empties every table of the store, which takes a moment where a new database takes seconds. Tests leave a handful of
 * rows: to delete them takes a tenth of the time of TRUNCATE, which makes a new file of each table and index.
 */
import { sql, type Kysely } from 'kysely'
import type { Database } from '../database.ts'

export async function emptyTables(db: Kysely<Database>): Promise<void> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name)
  const ours = tables.filter((name) => !name.startsWith('whistle_migration'))
  const deletions = ours.map((name) => sql`${sql.id(`of_${name}`)} as (delete from ${sql.table(name)})`)
  // One statement, so that no order of the tables has to be found that their foreign keys allow.
  await sql`with ${sql.join(deletions)} select 1`.execute(db)
}
