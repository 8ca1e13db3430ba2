/** For the filters of the city-wide list what the list of a tenant has: an ordered index for each, and which statuses go with which warnings. */
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const indexes: Record<string, string> = {
  whistle_rollup_ticket_status: 'status',
  whistle_rollup_ticket_category: 'category',
  whistle_rollup_ticket_matter: 'matter_code',
  whistle_rollup_ticket_warning: 'warning',
}

export const rollupFilters: Migration = {
  async up(db) {
    for (const [name, column] of Object.entries(indexes))
      await db.schema
        .createIndex(name)
        .ifNotExists()
        .on('whistle_rollup_ticket')
        .columns(['tenant_id', column, 'updated_at', 'ticket_id'])
        .execute()
    await sql`
      create statistics if not exists whistle_rollup_ticket_status_warning (mcv)
      on status, warning from whistle_rollup_ticket`.execute(db)
    await sql`analyze whistle_rollup_ticket`.execute(db)
  },
}
