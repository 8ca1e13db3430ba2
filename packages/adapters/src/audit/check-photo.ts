/** What an audit finds of a photo where photos are kept. */
import { CorruptAttachmentError, type AttachmentStore } from '@chuishao/core/service'

export type PhotoState = 'whole' | 'missing' | 'damaged'
export type CheckPhoto = (photo: { tenantId: string; sha256: string }) => Promise<PhotoState>

/**
 * Looks for photos by their names; with `bytes` it reads each one whole and holds it against its digest, which takes as
 * long as the disk or the line does. Throws `AttachmentsUnavailableError`.
 */
export const photoCheck =
  (attachments: Pick<AttachmentStore, 'find' | 'get'>, { bytes = false } = {}): CheckPhoto =>
  async ({ tenantId, sha256 }) => {
    if (!bytes) return (await attachments.find(tenantId, sha256)) ? 'whole' : 'missing'
    try {
      const stored = await attachments.get(tenantId, sha256)
      if (!stored) return 'missing'
      for await (const _ of stored.chunks);
      return 'whole'
    } catch (error) {
      if (error instanceof CorruptAttachmentError) return 'damaged'
      throw error
    }
  }
