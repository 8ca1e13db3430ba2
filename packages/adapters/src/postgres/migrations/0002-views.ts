/** Who looked at personal data. Latest first within a ticket, so the key orders by moment. */
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const views: Migration = {
  async up(db) {
    await db.schema
      .createTable('whistle_view')
      .ifNotExists()
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('ticket_id', 'uuid', (column) => column.notNull())
      .addColumn('at', sql`text collate "C"`, (column) => column.notNull())
      .addColumn('view_id', sql`text collate "C"`, (column) => column.notNull())
      .addColumn('view', 'json', (column) => column.notNull())
      .addPrimaryKeyConstraint('whistle_view_pkey', ['tenant_id', 'ticket_id', 'at', 'view_id'])
      .addForeignKeyConstraint('whistle_view_ticket', ['tenant_id', 'ticket_id'], 'whistle_ticket', [
        'tenant_id',
        'ticket_id',
      ])
      .execute()
  },
}
