/** Brings a database to the present schema. Runs at every start and does nothing where nothing is missing. */
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'

/** Runs the migrations that this database has not seen; answers their names. */
export async function migrateDatabase(db: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'whistle_migration',
    migrationLockTableName: 'whistle_migration_lock',
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}
