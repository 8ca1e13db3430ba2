/** Which tickets have a photo, and who uploaded it: what a download is decided by, and what may be removed. */
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import * as z from 'zod/mini'
import { readRow } from '../read-row.ts'

const moment = sql`text collate "C"`

export const photos: Migration = {
  async up(db) {
    await createTables(db)
    await fillFromEvents(db)
  },
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('whistle_photo')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('free_since', moment)
    .addPrimaryKeyConstraint('whistle_photo_pkey', ['tenant_id', 'sha256'])
    .execute()
  await db.schema
    .createIndex('whistle_photo_free')
    .ifNotExists()
    .on('whistle_photo')
    .columns(['tenant_id', 'sha256', 'free_since'])
    .where(sql.ref('free_since'), 'is not', null)
    .execute()
  await db.schema
    .createTable('whistle_photo_ticket')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'uuid', (column) => column.notNull())
    .addPrimaryKeyConstraint('whistle_photo_ticket_pkey', ['tenant_id', 'sha256', 'ticket_id'])
    .addForeignKeyConstraint('whistle_photo_ticket_photo', ['tenant_id', 'sha256'], 'whistle_photo', [
      'tenant_id',
      'sha256',
    ])
    .addForeignKeyConstraint('whistle_photo_ticket_ticket', ['tenant_id', 'ticket_id'], 'whistle_ticket', [
      'tenant_id',
      'ticket_id',
    ])
    .execute()
  await db.schema
    .createIndex('whistle_photo_ticket_of_ticket')
    .ifNotExists()
    .on('whistle_photo_ticket')
    .columns(['tenant_id', 'ticket_id'])
    .execute()
  await db.schema
    .createTable('whistle_photo_upload')
    .ifNotExists()
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('uploaded_at', moment, (column) => column.notNull())
    .addPrimaryKeyConstraint('whistle_photo_upload_pkey', ['tenant_id', 'sha256', 'person_id'])
    .addForeignKeyConstraint('whistle_photo_upload_photo', ['tenant_id', 'sha256'], 'whistle_photo', [
      'tenant_id',
      'sha256',
    ])
    .execute()
}

const Key = z.object({ tenant_id: z.string(), ticket_id: z.string(), version: z.int() })
const Attachments = z.optional(z.array(z.object({ sha256: z.string() })))
const EventRow = z.object({
  ...Key.shape,
  event: z.object({
    command: z.object({
      attachments: Attachments,
      draft: z.optional(z.object({ attachments: Attachments })),
    }),
    facts: z.object({ erased: z.optional(z.object({ photos: z.optional(z.array(z.string())) })) }),
  }),
})

const batch = 500

/** In the order of each ticket's history, so that what an erasure took away does not come back. */
async function fillFromEvents(db: Kysely<unknown>): Promise<void> {
  for (let after: z.infer<typeof Key> | undefined; ;) {
    const { rows } = await sql`
      select tenant_id, ticket_id, version, event from whistle_event
      where (event::text like '%"sha256"%' or event::text like '%"photos"%')
      ${after ? sql`and (tenant_id, ticket_id, version) > (${after.tenant_id}, ${after.ticket_id}, ${after.version})` : sql``}
      order by tenant_id, ticket_id, version limit ${batch}`.execute(db)
    for (const row of rows) {
      const { event, ...key } = readRow('whistle_event', EventRow, row)
      const attached = event.command.draft?.attachments ?? event.command.attachments ?? []
      for (const { sha256 } of attached) await attach(db, key, sha256)
      for (const sha256 of event.facts.erased?.photos ?? []) await detach(db, key, sha256)
      after = key
    }
    if (rows.length < batch) break
  }
  await sql`
    update whistle_photo set free_since = '' where not exists (
      select 1 from whistle_photo_ticket as it
      where it.tenant_id = whistle_photo.tenant_id and it.sha256 = whistle_photo.sha256)
    and not exists (
      select 1 from whistle_photo_upload as it
      where it.tenant_id = whistle_photo.tenant_id and it.sha256 = whistle_photo.sha256)`.execute(db)
}

async function attach(db: Kysely<unknown>, { tenant_id, ticket_id }: z.infer<typeof Key>, sha256: string) {
  await sql`insert into whistle_photo (tenant_id, sha256) values (${tenant_id}, ${sha256}) on conflict do nothing`.execute(
    db,
  )
  await sql`
    insert into whistle_photo_ticket (tenant_id, sha256, ticket_id) values (${tenant_id}, ${sha256}, ${ticket_id})
    on conflict do nothing`.execute(db)
}

async function detach(db: Kysely<unknown>, { tenant_id, ticket_id }: z.infer<typeof Key>, sha256: string) {
  await sql`
    delete from whistle_photo_ticket
    where tenant_id = ${tenant_id} and sha256 = ${sha256} and ticket_id = ${ticket_id}`.execute(db)
}
