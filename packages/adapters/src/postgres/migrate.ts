/** Brings a database to the present schema. Runs at every start and does nothing where nothing is missing. */
import { NewerDataError } from '@chuishao/core/versions'
import { sql, type Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'
import { fillSearch } from './search/fill-search.ts'
import { mendSearch } from './search/mend-search.ts'

const migrationTableName = 'whistle_migration'

/**
 * Runs the migrations that this database has not seen; answers their names. Throws a `NewerDataError`, and changes
 * nothing, where a newer version of this software has been at it.
 */
export async function migrateDatabase(db: Kysely<Database>): Promise<string[]> {
  const unknown = (await namesSeen(db)).filter((name) => !(name in migrations))
  if (unknown.length > 0) throw new NewerDataError({ zh: '数据库', en: 'The database' }, unknown.join(', '))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName,
    migrationLockTableName: 'whistle_migration_lock',
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  await fillSearch(db)
  await mendSearch(db)
  return results.map((result) => result.migrationName)
}

/** Migrations that this database has been through; none where it is new. */
async function namesSeen(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === migrationTableName)) return []
  const { rows } = await sql<{ name: unknown }>`select name from ${sql.table(migrationTableName)}`.execute(db)
  return rows.map(({ name }) => String(name))
}
