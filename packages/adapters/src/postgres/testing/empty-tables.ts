/** Empties every table of the store, which takes a moment where a new database takes seconds. */
import { sql, type Kysely } from 'kysely'
import type { Database } from '../database.ts'

export async function emptyTables(db: Kysely<Database>): Promise<void> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name)
  const ours = tables.filter((name) => !name.startsWith('whistle_migration'))
  await sql`truncate ${sql.join(ours.map((name) => sql.table(name)))}`.execute(db)
}
