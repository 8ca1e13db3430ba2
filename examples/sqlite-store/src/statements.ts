/** SQL with its parameters by name, rows parsed on the way out, and transactions. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import * as z from 'zod/mini'

/** What the store needs of `DatabaseSync`. */
export type Database = Pick<DatabaseSync, 'prepare' | 'exec' | 'close' | 'isOpen'>
export type Values = Record<string, SQLInputValue>
export type Statements = ReturnType<typeof statements>

/** A text column that holds JSON. */
export const json = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text): unknown => JSON.parse(text)),
    ),
    schema,
  )

export function statements(db: Database) {
  const all = <T extends z.ZodMiniType>(row: T, sql: string, values: Values): z.output<T>[] =>
    db
      .prepare(sql)
      .all(values)
      .map((it) => z.parse(row, it))

  return {
    all,
    one: <T extends z.ZodMiniType>(row: T, sql: string, values: Values): z.output<T> | undefined =>
      all(row, sql, values)[0],
    run: (sql: string, values: Values) => void db.prepare(sql).run(values),
    /** All of `work` or nothing. It does not await, so two never interleave. */
    transaction<T>(work: () => T): T {
      db.exec('begin immediate')
      try {
        const result = work()
        db.exec('commit')
        return result
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    },
  }
}
