/** Rows are input: another program may have written them. Each is parsed before anybody relies on it. */
import * as z from 'zod/mini'

/** A row that does not follow the schema of this version. */
export class CorruptRowError extends Error {
  override readonly name = 'CorruptRowError'
  readonly code = 'corruptRow'
  constructor(table: string, error: z.core.$ZodError) {
    super(`A row of ${table} does not follow its schema: ${z.prettifyError(error)}`, { cause: error })
  }
}

export function readRow<T extends z.ZodMiniType>(table: string, schema: T, row: unknown): z.output<T> {
  const result = z.safeParse(schema, row)
  if (!result.success) throw new CorruptRowError(table, result.error)
  return result.data
}

/** A `bigint` column, in whatever form the driver answers it. */
export const BigIntColumn = z.coerce.number().check(z.int(), z.minimum(0))
