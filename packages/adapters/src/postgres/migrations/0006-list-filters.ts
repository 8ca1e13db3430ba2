/** An ordered index for each filter of the ticket list, so that a page of what is rare does not walk through all that is not. */
import type { Migration } from 'kysely/migration'

const indexes: Record<string, string> = {
  whistle_ticket_status: 'status',
  whistle_ticket_category: 'category',
  whistle_ticket_matter: 'matter_code',
  whistle_ticket_warning: 'warning',
}

export const listFilters: Migration = {
  async up(db) {
    for (const [name, column] of Object.entries(indexes))
      await db.schema
        .createIndex(name)
        .ifNotExists()
        .on('whistle_ticket')
        .columns(['tenant_id', column, 'updated_at', 'ticket_id'])
        .execute()
  },
}
