/** The real store on a database in memory that does something else than it was told, as a bug in the store would. */
import { Kysely, PGliteDialect, sql } from 'kysely'
import type { Database } from '../../postgres/database.ts'
import { migrateDatabase } from '../../postgres/migrate.ts'
import { emptyTables } from '../../postgres/testing/empty-tables.ts'
import { newPglite } from '../../postgres/testing/new-pglite.ts'

export interface Break {
  /** What a statement becomes; parameters stay. */
  rewrite: (statement: string) => string
  /** Constraints that would catch it: also a store without them must be found out. */
  without?: { table: keyof Database; constraint: string }[]
}

/** `expectedVersion` is not looked at any more. */
export const noExpectedVersion: Break = {
  rewrite: (text) => text.replace('and version = $3::integer', 'and version >= 0 * $3::integer'),
  without: [{ table: 'whistle_event', constraint: 'whistle_event_pkey' }],
}

/** The idempotency row is never written. */
export const noIdempotencyRow: Break = {
  rewrite: (text) => text.replace(/insert into whistle_command .*\s+select .* from feed/, '$& where false'),
}

/** A lease holds nobody back. */
export const noLease: Break = {
  rewrite: (text) =>
    text.includes('"leased_until" is null') ? text.replaceAll('is null or', 'is null or true or') : text,
}

export async function brokenDatabase() {
  const statements: string[] = []
  let rewrite = (statement: string) => statement
  const db = new Kysely<Database>({
    dialect: new PGliteDialect({
      pglite: newPglite,
      onCreateConnection: async (connection) => {
        const execute = connection.executeQuery.bind(connection)
        connection.executeQuery = (query) => {
          const text = rewrite(query.sql)
          if (text === query.sql) return execute(query)
          statements.push(text)
          const parameters = text.includes('$') ? query.parameters : []
          return execute({ ...query, sql: text, parameters })
        }
      },
    }),
  })
  await migrateDatabase(db)
  return {
    db,
    /** Statements that were changed since it was broken. */
    statements,
    /** Empties the tables; from here on it is broken in this way. Constraints do not come back. */
    async breakAs(broken: Break) {
      await emptyTables(db)
      for (const { table, constraint } of broken.without ?? [])
        await sql`alter table ${sql.table(table)} drop constraint ${sql.id(constraint)}`.execute(db)
      statements.length = 0
      rewrite = broken.rewrite
    },
  }
}
