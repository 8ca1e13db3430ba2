/** Writes very many rows at once: keys and indexes are taken away before, and made anew from all rows after it. */
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../../src/postgres/database.ts'

const Made = z.array(z.object({ table: z.string(), name: z.string(), definition: z.string() }))

/** Runs `write` in a transaction in which these tables have neither keys nor indexes. */
export async function withoutIndexes(
  db: Kysely<Database>,
  tables: (keyof Database)[],
  write: (tx: Kysely<Database>) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const these = sql.raw(tables.map((table) => `'${table}'::regclass`).join(', '))
    const read = async (query: ReturnType<typeof sql>) => Made.parse((await query.execute(tx)).rows)
    const constraints = await read(sql`
      select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint
      where contype in ('p', 'u', 'f') and (conrelid in (${these}) or confrelid in (${these}))
      order by contype = 'f'`)
    const indexes = await read(sql`
      select indrelid::regclass::text as table, indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
      from pg_index
      where indrelid in (${these}) and not exists (select from pg_constraint where conindid = indexrelid)`)
    const run = (statement: string) => sql.raw(statement).execute(tx)
    // Lost with the power, as with any bulk load that is then begun again; what is measured later is not.
    await run('set local synchronous_commit = off')
    for (const { table, name } of constraints.toReversed())
      await run(`alter table ${table} drop constraint ${name}`)
    for (const { name } of indexes) await run(`drop index ${name}`)
    await write(tx)
    for (const { definition } of indexes) await run(definition)
    for (const { table, name, definition } of constraints)
      await run(`alter table ${table} add constraint ${name} ${definition}`)
  })
}
