/**
 * Holds a schema to the rules that keep it portable to engines that spread tables over servers by tenant: asked of
 * PostgreSQL's own catalogue, not of our source, so that every migration is held to them.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Database } from '../database.ts'

/** Kysely's own bookkeeping; it holds nothing of a tenant. */
const bookkeeping = ['whistle_migration', 'whistle_migration_lock']

/** The tables that hold tenants' rows. */
export async function tenantTables(db: Kysely<Database>): Promise<string[]> {
  const names = (await db.introspection.getTables()).map(({ name }) => name)
  return names.filter((name) => !bookkeeping.includes(name)).toSorted()
}

/** One line for each rule that something breaks; none where the schema keeps them all. */
export async function catalogueFaults(db: Kysely<Database>): Promise<string[]> {
  const tables = await tenantTables(db)
  const faults: string[] = []
  for (const [rule, question] of Object.entries(questions(tables))) {
    const { rows } = await question.execute(db)
    faults.push(...rows.map(({ name }) => `${name}: ${rule}`))
  }
  return faults.toSorted()
}

/** Each finds the names of what breaks its rule. */
const questions = (tables: string[]): Record<string, RawBuilder<{ name: string }>> => ({
  'its name does not begin with whistle_': sql`
    select relname as name from pg_class
    where relname in (${sql.join(tables)}) and relname not like 'whistle\\_%'`,
  'it has no primary key': sql`
    select t.relname as name from pg_class t
    where t.relname in (${sql.join(tables)}) and t.relkind = 'r'
    and not exists (select from pg_index x where x.indrelid = t.oid and x.indisprimary)`,
  'tenant_id does not lead this key or index': sql`
    select i.relname as name
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class t on t.oid = x.indrelid
    join pg_am m on m.oid = i.relam
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
    where t.relname in (${sql.join(tables)}) and a.attname is distinct from 'tenant_id'
    -- Of an array each element is a key: the tenant is in each where the column is called so.
    and not (m.amname = 'gin' and coalesce(a.attname like 'tenant\\_%', false))`,
  'this foreign key leaves its tenant': sql`
    select c.conname as name
    from pg_constraint c
    join pg_attribute own on own.attrelid = c.conrelid and own.attnum = c.conkey[1]
    join pg_attribute other on other.attrelid = c.confrelid and other.attnum = c.confkey[1]
    where c.contype = 'f' and (own.attname <> 'tenant_id' or other.attname <> 'tenant_id')`,
  'there are no sequences': sql`select relname as name from pg_class where relkind = 'S'`,
  'there are no identity columns': sql`select attname as name from pg_attribute where attidentity <> ''`,
  'there are no triggers': sql`select tgname as name from pg_trigger where not tgisinternal`,
  'there are no functions': sql`
    select proname as name from pg_proc where pronamespace = 'public'::regnamespace`,
  'there are no rules and views': sql`
    select c.relname as name from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where c.relnamespace = 'public'::regnamespace`,
  'a moment is text that sorts as such in every database': sql`
    select t.relname || '.' || a.attname as name
    from pg_attribute a
    join pg_class t on t.oid = a.attrelid
    left join pg_collation c on c.oid = a.attcollation
    where t.relname in (${sql.join(tables)}) and t.relkind = 'r' and a.attnum > 0
    and a.attname ~ '(_at|_until|_since|due_key)$' and c.collname is distinct from 'C'`,
})
