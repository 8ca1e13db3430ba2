/** The first tables. `tenant_id` leads every key and index, so that they can be spread over many servers. */
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const moment = sql`text collate "C"`

export const tickets: Migration = {
  async up(db) {
    await createTickets(db)
    await createParties(db)
    await createEvents(db)
    await createFeed(db)
    await createCommands(db)
    await createDeadlines(db)
  },
}

async function createTickets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('whistle_ticket')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'uuid', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'json', (column) => column.notNull())
    .addColumn('summary', 'json', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('warning', 'text', (column) => column.notNull())
    .addColumn('matter_code', 'text')
    .addColumn('category', 'text')
    .addColumn('lead_unit_id', 'text')
    .addColumn('community_id', 'text')
    .addColumn('created_by', 'text')
    .addColumn('citizen_id', 'text')
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('updated_at', moment, (column) => column.notNull())
    .addColumn('due_key', moment, (column) => column.notNull())
    .addPrimaryKeyConstraint('whistle_ticket_pkey', ['tenant_id', 'ticket_id'])
    .execute()
  const indexes: Record<string, string[]> = {
    updated: ['tenant_id', 'updated_at', 'ticket_id'],
    due: ['tenant_id', 'due_key', 'ticket_id'],
    lead: ['tenant_id', 'lead_unit_id', 'updated_at', 'ticket_id'],
    community: ['tenant_id', 'community_id', 'updated_at', 'ticket_id'],
    creator: ['tenant_id', 'created_by', 'updated_at', 'ticket_id'],
    citizen: ['tenant_id', 'citizen_id', 'updated_at', 'ticket_id'],
  }
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema
      .createIndex(`whistle_ticket_${name}`)
      .ifNotExists()
      .on('whistle_ticket')
      .columns(columns)
      .execute()
  }
}

async function createParties(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('whistle_party')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'uuid', (column) => column.notNull())
    .addPrimaryKeyConstraint('whistle_party_pkey', ['tenant_id', 'unit_id', 'ticket_id'])
    .addForeignKeyConstraint('whistle_party_ticket', ['tenant_id', 'ticket_id'], 'whistle_ticket', [
      'tenant_id',
      'ticket_id',
    ])
    .execute()
  await db.schema
    .createIndex('whistle_party_of_ticket')
    .ifNotExists()
    .on('whistle_party')
    .columns(['tenant_id', 'ticket_id'])
    .execute()
}

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('whistle_event')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'uuid', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('event', 'json', (column) => column.notNull())
    .addColumn('summary', 'json', (column) => column.notNull())
    .addPrimaryKeyConstraint('whistle_event_pkey', ['tenant_id', 'ticket_id', 'version'])
    .addUniqueConstraint('whistle_event_position', ['tenant_id', 'position'])
    .addForeignKeyConstraint('whistle_event_ticket', ['tenant_id', 'ticket_id'], 'whistle_ticket', [
      'tenant_id',
      'ticket_id',
    ])
    .execute()
}

async function createFeed(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('whistle_feed')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('whistle_feed_pkey', ['tenant_id'])
    .execute()
}

async function createCommands(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('whistle_command')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('command_id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'uuid', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('whistle_command_pkey', ['tenant_id', 'command_id'])
    .addForeignKeyConstraint('whistle_command_ticket', ['tenant_id', 'ticket_id'], 'whistle_ticket', [
      'tenant_id',
      'ticket_id',
    ])
    .execute()
}

async function createDeadlines(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('whistle_deadline')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'uuid', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('due_at', moment, (column) => column.notNull())
    .addColumn('leased_by', 'text')
    .addColumn('leased_until', moment)
    .addPrimaryKeyConstraint('whistle_deadline_pkey', ['tenant_id', 'ticket_id', 'kind'])
    .addForeignKeyConstraint('whistle_deadline_ticket', ['tenant_id', 'ticket_id'], 'whistle_ticket', [
      'tenant_id',
      'ticket_id',
    ])
    .execute()
  await db.schema
    .createIndex('whistle_deadline_due')
    .ifNotExists()
    .on('whistle_deadline')
    .columns(['tenant_id', 'due_at'])
    .execute()
}
