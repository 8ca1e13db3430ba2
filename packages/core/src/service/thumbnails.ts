/** Small pictures of photos: made once, when one is first asked for, and kept beside the photo. */
import { StorageFullError, type AttachmentStore, type StoredAttachment } from './attachment-store.ts'
import type { TicketService } from './service.ts'

/** Draws the small picture of a photo, as WebP. */
export type MakeThumbnail = (photo: StoredAttachment) => Promise<Uint8Array>

interface ThumbnailsOptions {
  attachments: AttachmentStore
  /** Answers only what the person may see. */
  download: TicketService['download']
}

export const thumbnails = ({ attachments, download }: ThumbnailsOptions): TicketService['thumbnail'] => {
  return async (session, sha256, make) => {
    const photo = await download(session, sha256)
    if (photo === undefined) return undefined
    const kept = await attachments.thumbnail(session.tenantId, sha256)
    if (kept !== undefined) return kept
    const made = await make(photo)
    try {
      await attachments.putThumbnail(session.tenantId, sha256, made)
    } catch (error) {
      // A full disk is no reason not to show it; the next one who asks has it made again.
      if (!(error instanceof StorageFullError)) throw error
    }
    return made
  }
}
