/**
 * Who uploaded a photo, which tickets have it, and which photos nobody needs. Whoever attaches, uploads or removes one
 * locks its row first: then bytes are never removed under a ticket that has just got them.
 */
import type {
  AppendRequest,
  EraseRequest,
  PhotoName,
  TicketRef,
  TicketStore,
  Upload,
} from '@chuishao/core/service'
import { Instant, Sha256 } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { tryCommandLock } from './command-lock.ts'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'
import { statement } from './statement.ts'
import { inTransaction } from './transaction.ts'

/** Since when a photo is free that an erasure took: before every moment. */
const atOnce = ''

const DigestRow = z.object({ sha256: Sha256 })
const LockRow = z.object({ free: z.boolean(), sha256: z.nullable(Sha256) })
const NameRow = z.object({ tenant_id: z.string(), sha256: Sha256 })
const UploadRow = z.object({ uploaded_at: Instant })

export async function recordUpload(
  db: Kysely<Database>,
  { tenantId, sha256, personId, at }: Upload,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('whistle_photo')
      .values({ tenant_id: tenantId, sha256, free_since: at })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'sha256'])
          .doUpdateSet((eb) => ({ free_since: eb.ref('excluded.free_since') }))
          .where('whistle_photo.free_since', 'is not', null),
      )
      .execute()
    await tx
      .insertInto('whistle_photo_upload')
      .values({ tenant_id: tenantId, sha256, person_id: personId, uploaded_at: at })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'sha256', 'person_id'])
          .doUpdateSet((eb) => ({ uploaded_at: eb.ref('excluded.uploaded_at') })),
      )
      .execute()
  })
}

export async function momentOfUpload(
  db: Kysely<Database>,
  { tenantId, sha256 }: PhotoName,
  personId: string,
): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('whistle_photo_upload')
    .select('uploaded_at')
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row && readRow('whistle_photo_upload', UploadRow, row).uploaded_at
}

export async function photosOfTicket(db: Kysely<Database>, ref: TicketRef): Promise<string[]> {
  const rows = await db
    .selectFrom('whistle_photo_ticket')
    .select('sha256')
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .orderBy('sha256')
    .execute()
  return rows.map((row) => readRow('whistle_photo_ticket', DigestRow, row).sha256)
}

const lockRows = statement(
  'whistle_lock_photos',
  `with own as materialized (select ${tryCommandLock('$1', '$3')} as free)
  select own.free, photo.sha256 from own left join lateral (
    select sha256 from whistle_photo
    where tenant_id = $1::text and sha256 = any($2::text[]) and own.free
    -- Always in the same order, so that two who lock the same photos do not wait for each other.
    order by sha256 for no key update
  ) as photo on true`,
)

/**
 * Keeps photos as they are until the transaction ends; answers which of them are on record, or that the same command is
 * being stored elsewhere, and then locks none.
 */
export async function lockPhotos(
  db: Kysely<Database>,
  { ref: { tenantId }, commandId }: Pick<AppendRequest, 'ref' | 'commandId'>,
  photos: readonly string[],
): Promise<Set<string> | 'inProgress'> {
  if (photos.length === 0) return new Set()
  const rows = await lockRows(db, [tenantId, photos, commandId])
  const read = rows.map((row) => readRow('whistle_photo', LockRow, row))
  if (read.some(({ free }) => !free)) return 'inProgress'
  return new Set(read.flatMap(({ sha256 }) => sha256 ?? []))
}

/** Photos must be locked. */
export async function attachPhotos(
  db: Kysely<Database>,
  { tenantId, ticketId }: TicketRef,
  photos: readonly string[],
): Promise<void> {
  if (photos.length === 0) return
  await db
    .with('needed', (needed) =>
      needed
        .updateTable('whistle_photo')
        .set({ free_since: null })
        .where('tenant_id', '=', tenantId)
        .where('sha256', 'in', photos)
        .where('free_since', 'is not', null),
    )
    .insertInto('whistle_photo_ticket')
    .values([...new Set(photos)].map((sha256) => ({ tenant_id: tenantId, sha256, ticket_id: ticketId })))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'sha256', 'ticket_id']).doNothing())
    .execute()
}

/** Photos must be locked. What no other ticket has is free at once. */
export async function detachPhotos(
  db: Kysely<Database>,
  { ref: { tenantId, ticketId }, erasedPhotos = [] }: EraseRequest,
): Promise<void> {
  if (erasedPhotos.length === 0) return
  await db
    .deleteFrom('whistle_photo_ticket')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('sha256', 'in', erasedPhotos)
    .execute()
  await db
    .deleteFrom('whistle_photo_upload')
    .where('tenant_id', '=', tenantId)
    .where('sha256', 'in', erasedPhotos)
    .execute()
  await db
    .updateTable('whistle_photo')
    .set({ free_since: atOnce })
    .where('tenant_id', '=', tenantId)
    .where('sha256', 'in', erasedPhotos)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('whistle_photo_ticket as it')
            .select('it.ticket_id')
            .whereRef('it.tenant_id', '=', 'whistle_photo.tenant_id')
            .whereRef('it.sha256', '=', 'whistle_photo.sha256'),
        ),
      ),
    )
    .execute()
}

export async function freePhotos(
  db: Kysely<Database>,
  { before, limit, after }: Parameters<TicketStore['unneededPhotos']>[0],
): Promise<PhotoName[]> {
  const rows = await db
    .selectFrom('whistle_photo')
    .select(['tenant_id', 'sha256'])
    .where('free_since', 'is not', null)
    .where('free_since', '<=', before)
    .$if(after !== undefined, (later) =>
      later.where((eb) =>
        eb(eb.refTuple('tenant_id', 'sha256'), '>', eb.tuple(after?.tenantId ?? '', after?.sha256 ?? '')),
      ),
    )
    .orderBy('tenant_id')
    .orderBy('sha256')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const { tenant_id: tenantId, sha256 } = readRow('whistle_photo', NameRow, row)
    return { tenantId, sha256 }
  })
}

/** The row goes with the bytes in one transaction. A ticket that has the photo after all would make it fail. */
export function removePhoto(
  db: Kysely<Database>,
  { tenantId, sha256 }: PhotoName,
  { before = atOnce }: { before?: Instant },
  remove: () => Promise<void>,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const free = await tx
      .selectFrom('whistle_photo')
      .select('sha256')
      .where('tenant_id', '=', tenantId)
      .where('sha256', '=', sha256)
      .where('free_since', '<=', before)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!free) return false
    for (const table of ['whistle_photo_upload', 'whistle_photo'] as const)
      await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('sha256', '=', sha256).execute()
    await remove()
    return true
  })
}
