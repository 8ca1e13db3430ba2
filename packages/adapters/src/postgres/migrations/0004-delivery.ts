/** The outbox: how far each endpoint has been told what happened, and one row per event that it is to be told. */
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const moment = sql`text collate "C"`

export const delivery: Migration = {
  async up(db) {
    await db.schema
      .createTable('whistle_endpoint')
      .ifNotExists()
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('endpoint_id', 'text', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('hold_until', moment)
      .addColumn('failing_since', moment)
      .addColumn('disabled_at', moment)
      .addColumn('disabled_for', 'text')
      .addPrimaryKeyConstraint('whistle_endpoint_pkey', ['tenant_id', 'endpoint_id'])
      .execute()
    await db.schema
      .createTable('whistle_delivery')
      .ifNotExists()
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('endpoint_id', 'text', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due_at', moment)
      .addColumn('leased_by', 'text')
      .addColumn('leased_until', moment)
      .addColumn('ended_at', moment)
      .addColumn('last_result', 'text')
      .addPrimaryKeyConstraint('whistle_delivery_pkey', ['tenant_id', 'endpoint_id', 'position'])
      .execute()
    await db.schema
      .createIndex('whistle_delivery_due')
      .ifNotExists()
      .on('whistle_delivery')
      .columns(['tenant_id', 'endpoint_id', 'due_at'])
      .execute()
  },
}
