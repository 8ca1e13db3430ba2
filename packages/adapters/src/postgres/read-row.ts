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

/**
 * The schemas as code of their own, made when a row is first read by one: a ticket is checked by the same rules in a third of
 * the time. Where code may not be made, zod goes through the schema as ever, and so it does to say what is wrong.
 */
const compiled = new WeakMap<z.ZodMiniType, z.ZodMiniType>()

function compiledOf<T extends z.ZodMiniType>(schema: T): T {
  const known = compiled.get(schema) as T | undefined
  if (known) return known
  const made = z.compile(schema)
  compiled.set(schema, made)
  return made
}

export function readRow<T extends z.ZodMiniType>(table: string, schema: T, row: unknown): z.output<T> {
  const result = z.safeParse(compiledOf(schema), row)
  if (!result.success) throw new CorruptRowError(table, result.error)
  return result.data
}

/** A `bigint` column, in whatever form the driver answers it. */
export const BigIntColumn = z.coerce.number().check(z.int(), z.minimum(0))
