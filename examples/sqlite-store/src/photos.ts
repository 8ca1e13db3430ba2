/** Who uploaded a photo, which tickets have it, and which nobody needs. `free` says since when no ticket has it. */
import type { PhotoName, TicketRef, TicketStore } from '@chuishao/core/service'
import * as z from 'zod/mini'
import type { Statements } from './statements.ts'

const NameRow = z.object({ tenantId: z.string(), sha256: z.string() })
const AtRow = z.object({ at: z.string() })
const DigestRow = z.object({ sha256: z.string() })

/** Free before every moment: an erasure took it. */
const atOnce = ''

const keyOf = ({ tenantId, sha256 }: PhotoName) => `${tenantId} ${sha256}`

type Methods = Pick<TicketStore, 'noteUpload' | 'uploadedAt' | 'photosOf' | 'unneededPhotos' | 'releasePhoto'>

export function photoRecords(sql: Statements) {
  /** Photos whose bytes are being removed; the process is the only one, so that its memory may say so. */
  const releasing = new Map<string, Promise<unknown>>()

  const methods: Methods = {
    async noteUpload({ tenantId, sha256, personId, at }) {
      const key = keyOf({ tenantId, sha256 })
      for (let release = releasing.get(key); release; release = releasing.get(key)) await release
      const photo = { tenantId, sha256, at }
      sql.transaction(() => {
        sql.run(
          `insert into photo values (:tenantId, :sha256, :at)
           on conflict do update set free = excluded.free where free is not null`,
          photo,
        )
        sql.run(
          `insert into upload values (:tenantId, :sha256, :personId, :at)
           on conflict do update set at = excluded.at`,
          { ...photo, personId },
        )
      })
    },
    uploadedAt: async ({ tenantId, sha256 }, personId) =>
      sql.one(
        AtRow,
        'select at from upload where tenant = :tenantId and sha256 = :sha256 and person = :personId',
        { tenantId, sha256, personId },
      )?.at,
    photosOf: async ({ tenantId, ticketId }) =>
      sql
        .all(
          DigestRow,
          'select sha256 from ticket_photo where tenant = :tenantId and ticket = :ticketId order by sha256',
          { tenantId, ticketId },
        )
        .map(({ sha256 }) => sha256),
    unneededPhotos: async ({ before, limit, after }) =>
      sql.all(
        NameRow,
        `select tenant as tenantId, sha256 from photo
         where free <= :before and (tenant, sha256) > (:tenantId, :sha256)
         order by tenant, sha256 limit :limit`,
        { before, limit, tenantId: after?.tenantId ?? '', sha256: after?.sha256 ?? '' },
      ),
    async releasePhoto({ tenantId, sha256 }, { before = atOnce }, remove) {
      const key = keyOf({ tenantId, sha256 })
      const photo = { tenantId, sha256 }
      const free = sql.one(
        DigestRow,
        'select sha256 from photo where tenant = :tenantId and sha256 = :sha256 and free <= :before',
        { ...photo, before },
      )
      if (!free || releasing.has(key)) return false
      const removing = remove()
      releasing.set(
        key,
        removing.catch(() => {}),
      )
      try {
        await removing
        sql.transaction(() => {
          sql.run('delete from photo where tenant = :tenantId and sha256 = :sha256', photo)
          sql.run('delete from upload where tenant = :tenantId and sha256 = :sha256', photo)
        })
        return true
      } finally {
        releasing.delete(key)
      }
    },
  }

  return {
    methods,
    /** Whether a ticket may get all of these now. */
    areOnRecord: (tenantId: string, photos: readonly string[] = []): boolean =>
      photos.every(
        (sha256) =>
          !releasing.has(keyOf({ tenantId, sha256 })) &&
          sql.one(DigestRow, 'select sha256 from photo where tenant = :tenantId and sha256 = :sha256', {
            tenantId,
            sha256,
          }),
      ),
    attach({ tenantId, ticketId }: TicketRef, photos: readonly string[] = []) {
      for (const sha256 of photos) {
        const photo = { tenantId, sha256 }
        sql.run('insert or ignore into ticket_photo values (:tenantId, :ticketId, :sha256)', {
          ...photo,
          ticketId,
        })
        sql.run('update photo set free = null where tenant = :tenantId and sha256 = :sha256', photo)
      }
    },
    detach({ tenantId, ticketId }: TicketRef, photos: readonly string[] = []) {
      for (const sha256 of photos) {
        const photo = { tenantId, sha256 }
        sql.run(
          'delete from ticket_photo where tenant = :tenantId and ticket = :ticketId and sha256 = :sha256',
          { ...photo, ticketId },
        )
        sql.run('delete from upload where tenant = :tenantId and sha256 = :sha256', photo)
        sql.run(
          `update photo set free = :atOnce where tenant = :tenantId and sha256 = :sha256
           and not exists (select 1 from ticket_photo where tenant = :tenantId and sha256 = :sha256)`,
          { ...photo, atOnce },
        )
      }
    },
  }
}
