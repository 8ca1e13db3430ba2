/**
 * Which statuses go with which warnings. Taken for independent, closed tickets with a red warning, of which there are none,
 * were expected to be many, and looked for by walking through all tickets in the order of the list.
 */
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const listStatistics: Migration = {
  async up(db) {
    await sql`
      create statistics if not exists whistle_ticket_status_warning (mcv)
      on status, warning from whistle_ticket`.execute(db)
    // Else nothing is known until as many tickets have changed as autovacuum waits for.
    await sql`analyze whistle_ticket`.execute(db)
  },
}
