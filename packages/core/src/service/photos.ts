/**
 * Who gets a photo, and who may attach it: whoever uploaded it, for a while, and whoever sees it on a ticket. To know its
 * digest is not enough. What nobody needs any more is removed.
 */
import { concernedBy, sightOf } from '../privacy/sight.ts'
import type { AttachmentRef, Instant, Ticket } from '../ticket/index.ts'
import type { AttachmentStore, StoredAttachment } from './attachment-store.ts'
import type { Session } from './service.ts'
import type { PhotoName, TicketStore } from './store.ts'
import { StoreUnavailableError } from './store-unavailable.ts'
import { visibilityOf } from './visibility.ts'

export interface PhotosOptions {
  store: TicketStore
  attachments: AttachmentStore
  clock: () => Instant
  /** How long a photo that is on no ticket is kept for whoever uploaded it, in milliseconds. */
  uploadsKeptMs: number
}

export interface CollectOptions {
  /** Ends it between two photos. */
  signal?: AbortSignal
}

export interface Collection {
  /** Photos whose bytes were removed. */
  removed: number
  /** Photos whose bytes could not be removed; the next collection tries them again. */
  failures: { photo: PhotoName; error: unknown }[]
}

/** How many photos the store is asked for at once. */
const batch = 100

/** Where removing fails this often in one collection, the storage is broken and not the photo. */
const maxFailures = 20

export function photoKeeper({ store, attachments, clock, uploadsKeptMs }: PhotosOptions) {
  const keptSince = (): Instant => new Date(Date.parse(clock()) - uploadsKeptMs).toISOString()

  const uploadedLately = async (photo: PhotoName, personId: string): Promise<boolean> => {
    const at = await store.uploadedAt(photo, personId)
    return at !== undefined && at > keptSince()
  }

  async function upload(
    { tenantId, actor: { personId } }: Session,
    photo: StoredAttachment,
  ): Promise<AttachmentRef> {
    // On record first: a crash in between leaves a record that is collected, not bytes that nobody knows of.
    await store.noteUpload({ tenantId, sha256: photo.ref.sha256, personId, at: clock() })
    return attachments.put(tenantId, photo)
  }

  async function mayFetch({ tenantId, actor }: Session, sha256: string): Promise<boolean> {
    if (await uploadedLately({ tenantId, sha256 }, actor.personId)) return true
    const visibility = visibilityOf(actor)
    let cursor: string | undefined
    do {
      const page = await store.query({
        tenantId,
        photo: sha256,
        limit: 200,
        ...(visibility && { visibility }),
        ...(cursor !== undefined && { cursor }),
      })
      if (page.items.some((line) => sightOf(actor, line).photos === 'full')) return true
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return false
  }

  /** Whether each of these was uploaded by this person, or seen by them on this ticket, and is stored as it is named. */
  async function mayAttach(
    { tenantId, actor }: Session,
    ticket: Ticket,
    refs: readonly AttachmentRef[],
  ): Promise<boolean> {
    if (refs.length === 0) return true
    const seesPhotos = ticket.version > 0 && sightOf(actor, concernedBy(ticket)).photos === 'full'
    const onTicket = new Set(seesPhotos ? await store.photosOf({ tenantId, ticketId: ticket.id }) : [])
    for (const { sha256, bytes, mediaType } of refs) {
      const photo = { tenantId, sha256 }
      if (!onTicket.has(sha256) && !(await uploadedLately(photo, actor.personId))) return false
      const stored = await attachments.find(tenantId, sha256)
      if (stored?.bytes !== bytes || stored.mediaType !== mediaType) return false
    }
    return true
  }

  const release = (photo: PhotoName, options: { before?: Instant } = {}): Promise<boolean> =>
    store.releasePhoto(photo, options, () => attachments.remove(photo.tenantId, photo.sha256))

  async function collect({ signal }: CollectOptions = {}): Promise<Collection> {
    const before = keptSince()
    const collection: Collection = { removed: 0, failures: [] }
    for (let after: PhotoName | undefined; ;) {
      const photos = await store.unneededPhotos({ before, limit: batch, ...(after && { after }) })
      for (const photo of photos) {
        if (signal?.aborted || collection.failures.length >= maxFailures) return collection
        try {
          if (await release(photo, { before })) collection.removed += 1
        } catch (error) {
          if (error instanceof StoreUnavailableError) throw error
          collection.failures.push({ photo, error })
        }
      }
      after = photos.at(-1)
      if (photos.length < batch) return collection
    }
  }

  return {
    upload,
    mayAttach,
    /** Removes what an erasure took from the last ticket that had it. */
    releaseErased: (photo: PhotoName) => release(photo),
    collect,
    download: async (session: Session, sha256: string) =>
      (await mayFetch(session, sha256)) ? attachments.get(session.tenantId, sha256) : undefined,
  }
}

export type PhotoKeeper = ReturnType<typeof photoKeeper>
