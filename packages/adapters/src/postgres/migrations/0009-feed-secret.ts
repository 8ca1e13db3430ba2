/** What positions of the feed are told under: one secret per tenant, made when it is first asked for. */
import type { Migration } from 'kysely/migration'

export const feedSecret: Migration = {
  async up(db) {
    await db.schema
      .createTable('whistle_feed_secret')
      .ifNotExists()
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('whistle_feed_secret_pkey', ['tenant_id'])
      .execute()
  },
}
