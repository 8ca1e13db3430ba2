/**
 * What a search for a text looks up: a row for each ticket beside its own, because the ticket's is written anew with every
 * command and its text hardly ever changes. `fill-search.ts` fills it. Without a foreign key: to make one would hold up
 * everybody who writes tickets meanwhile.
 */
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const search: Migration = {
  async up(db) {
    await db.schema
      .createTable('whistle_search')
      .ifNotExists()
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('ticket_id', 'uuid', (column) => column.notNull())
      .addColumn('tenant_grams', sql`integer[]`, (column) => column.notNull())
      .addPrimaryKeyConstraint('whistle_search_pkey', ['tenant_id', 'ticket_id'])
      .execute()
    await db.schema
      .createIndex('whistle_search_grams')
      .ifNotExists()
      .on('whistle_search')
      .using('gin')
      .column('tenant_grams')
      .execute()
  },
}
