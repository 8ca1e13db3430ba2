/**
 * Statements that many requests run, written once as SQL: building them anew each time, and having a server plan them
 * anew, costs more than carrying them out. Their text never changes, only their values do.
 */
import { CompiledQuery, type Kysely } from 'kysely'
import type { Database } from './database.ts'

/** Name by text, for drivers that prepare what has a name. */
const names = new Map<string, string>()

/** @param name of the prepared statement; 63 characters at most */
export function statement(name: string, text: string) {
  names.set(text, name)
  return async (db: Kysely<Database>, values: readonly unknown[]): Promise<unknown[]> => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]))
    return rows
  }
}

/** Undefined for a text that varies with what is asked: those are better planned for the values at hand. */
export const nameOfStatement = (text: string): string | undefined => names.get(text)
