/**
 * The city-wide copy that is fed from the districts' feeds: what lists and figures need, derived and never the truth. A
 * database that no rollup is run on leaves these tables empty.
 */
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const moment = sql`text collate "C"`

export const rollup: Migration = {
  async up(db) {
    await db.schema
      .createTable('whistle_rollup')
      .ifNotExists()
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('build_id', 'text', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('last_hash', 'text', (column) => column.notNull())
      .addColumn('last_event_at', moment, (column) => column.notNull())
      .addPrimaryKeyConstraint('whistle_rollup_pkey', ['tenant_id'])
      .execute()
    await db.schema
      .createTable('whistle_rollup_ticket')
      .ifNotExists()
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('ticket_id', 'uuid', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('line', 'json', (column) => column.notNull())
      .addColumn('trace', 'json', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('warning', 'text', (column) => column.notNull())
      .addColumn('matter_code', 'text')
      .addColumn('category', 'text')
      .addColumn('updated_at', moment, (column) => column.notNull())
      .addColumn('due_key', moment, (column) => column.notNull())
      .addPrimaryKeyConstraint('whistle_rollup_ticket_pkey', ['tenant_id', 'ticket_id'])
      .addForeignKeyConstraint('whistle_rollup_ticket_rollup', ['tenant_id'], 'whistle_rollup', ['tenant_id'])
      .execute()
    const indexes: Record<string, string[]> = {
      position: ['tenant_id', 'position'],
      updated: ['tenant_id', 'updated_at', 'ticket_id'],
      due: ['tenant_id', 'due_key', 'ticket_id'],
    }
    for (const [name, columns] of Object.entries(indexes)) {
      await db.schema
        .createIndex(`whistle_rollup_ticket_${name}`)
        .ifNotExists()
        .on('whistle_rollup_ticket')
        .columns(columns)
        .execute()
    }
  },
}
