/** Whether a database has tickets with photos, whatever version of the schema it is at. */
import { sql, type Kysely } from 'kysely'
import type { Database } from '../postgres/database.ts'

export async function knowsPhotos(db: Kysely<Database>): Promise<boolean> {
  const here = await sql`select 1 where to_regclass('whistle_photo_ticket') is not null`.execute(db)
  // Before there was a table of photos the events alone named them.
  const found =
    here.rows.length > 0
      ? await sql`select 1 from whistle_photo_ticket limit 1`.execute(db)
      : await sql`select 1 from whistle_event where event::text like '%"sha256"%' limit 1`.execute(db)
  return found.rows.length > 0
}
