/** Whether the photos that a database names are where they are said to be: a move carries rows, and photos are files. */
import type { AttachmentStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'

export interface PhotosThere {
  /** How many photos the tickets of the database have. */
  named: number
  /** How many of those are not in the store; 0 where none is given. */
  missing: number
}

const page = 1000

/** Rejects with the store's own errors, as `find` does. */
export async function photosThere(
  db: Kysely<Database>,
  photos: Pick<AttachmentStore, 'find'> | undefined,
): Promise<PhotosThere> {
  const there = { named: 0, missing: 0 }
  for (let after = { tenant_id: '', sha256: '' }; ;) {
    const rows = await db
      .selectFrom('whistle_photo_ticket')
      .select(['tenant_id', 'sha256'])
      .distinct()
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('tenant_id', 'sha256'), '>', tuple(after.tenant_id, after.sha256)),
      )
      .orderBy('tenant_id')
      .orderBy('sha256')
      .limit(page)
      .execute()
    for (const row of rows) {
      there.named += 1
      if (photos && !(await photos.find(row.tenant_id, row.sha256))) there.missing += 1
      after = row
    }
    if (rows.length < page) return there
  }
}
