/** Carries the rows of one tenant in one table over, batch by batch, as the text that PostgreSQL itself writes. */
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { readRow } from '../read-row.ts'
import type { StoredTable } from './stored-tables.ts'

export interface CopyOptions {
  from: Kysely<Database>
  to: Kysely<Database>
  table: StoredTable
  tenantId: string
  /** Rows at once. */
  batch: number
  /** Told after each batch how many rows are done. */
  onRows: (count: number) => void
}

const Row = z.record(z.string(), z.nullable(z.string()))
type Row = z.infer<typeof Row>

/** Rows that are there already, from a move that was broken off, stay as they are. */
export async function copyTable({ from, to, table, tenantId, batch, onRows }: CopyOptions): Promise<void> {
  let last: Row | undefined
  do {
    const rows = await rowsAfter(from, table, { tenantId, last, limit: batch })
    if (rows.length > 0) await insertRows(to, table, rows)
    onRows(rows.length)
    last = rows.length === batch ? rows.at(-1) : undefined
  } while (last)
}

async function rowsAfter(
  db: Kysely<Database>,
  { name, columns, key }: StoredTable,
  { tenantId, last, limit }: { tenantId: string; last: Row | undefined; limit: number },
): Promise<Row[]> {
  const keyColumns = sql.join(key.map((column) => sql.ref(`it.${column}`)))
  const after = last
    ? sql`and (${keyColumns}) > (${sql.join(key.map((column) => sql`${last[column]}`))})`
    : sql``
  const texts = columns.map((column) => sql`${sql.ref(`it.${column}`)}::text as ${sql.id(column)}`)
  const { rows } = await sql`
    select ${sql.join(texts)} from ${sql.table(name)} as it
    where it.tenant_id = ${tenantId} ${after} order by ${keyColumns} limit ${limit}`.execute(db)
  return rows.map((row) => readRow(name, Row, row))
}

async function insertRows(db: Kysely<Database>, { name, columns }: StoredTable, rows: Row[]): Promise<void> {
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => sql`${row[column] ?? null}`))})`)
  await sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)} on conflict do nothing`.execute(db)
}
