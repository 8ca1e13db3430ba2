/** Which tables the store has, from the catalogue: a table that a later migration adds is moved without a change here. */
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'

export interface StoredTable {
  name: string
  /** What is carried over; a lease is not: its poller does not work on the new database. */
  columns: string[]
  /** The primary key, which begins with `tenant_id`. */
  key: string[]
}

/** A move in progress leaves its mark in this table of the target. */
export const markTable = 'whistle_move'

const leaseColumns = ['leased_by', 'leased_until']
const Columns = z.object({ name: z.string(), column: z.string() })

/** Derived from the districts' feeds: whoever follows them builds it again. */
const derivedTables = ['whistle_rollup', 'whistle_rollup_ticket']

/** The store's tables, `whistle_ticket` first, since others refer to it. */
export async function storedTables(db: Kysely<Database>): Promise<StoredTable[]> {
  const columns = await sql`
    select table_name as name, column_name as column from information_schema.columns
    where table_schema = current_schema() and table_name like 'whistle\\_%'
    order by table_name, ordinal_position`.execute(db)
  const keys = await sql`
    select usage.table_name as name, usage.column_name as column
    from information_schema.key_column_usage as usage
    join information_schema.table_constraints as it using (constraint_schema, constraint_name, table_name)
    where usage.table_schema = current_schema() and it.constraint_type = 'PRIMARY KEY'
    order by usage.table_name, usage.ordinal_position`.execute(db)
  const columnsOf = group(columns.rows)
  const keysOf = group(keys.rows)
  const names = [...columnsOf.keys()].filter(
    (name) => !name.startsWith('whistle_migration') && name !== markTable && !derivedTables.includes(name),
  )
  return names
    .map((name) => ({
      name,
      columns: (columnsOf.get(name) ?? []).filter((column) => !leaseColumns.includes(column)),
      key: keysOf.get(name) ?? [],
    }))
    .toSorted((a, b) => Number(b.name === 'whistle_ticket') - Number(a.name === 'whistle_ticket'))
}

function group(rows: unknown[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const row of rows) {
    const { name, column } = readRow('information_schema', Columns, row)
    groups.set(name, [...(groups.get(name) ?? []), column])
  }
  return groups
}

/** Every tenant that has anything. */
export async function storedTenants(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('whistle_feed')
    .select('tenant_id')
    // Somebody may have uploaded a photo, or followed the feed, where nobody has whistled yet.
    .union((eb) => eb.selectFrom('whistle_photo').select('tenant_id'))
    .union((eb) => eb.selectFrom('whistle_feed_secret').select('tenant_id'))
    .orderBy('tenant_id')
    .execute()
  return rows.map((row) => row.tenant_id)
}
