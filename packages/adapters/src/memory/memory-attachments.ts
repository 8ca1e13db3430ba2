/** Photos in memory, for tests and for demonstrations in a browser. */
import { attachmentOf, CorruptAttachmentError, type AttachmentStore } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { allBytes } from '../attachments/all-bytes.ts'

interface Kept {
  ref: AttachmentRef
  bytes: Uint8Array
  thumbnail?: Uint8Array
}

/** Keeps attachments until the process ends. */
export function memoryAttachments(): AttachmentStore {
  const tenants = new Map<string, Map<string, Kept>>()
  const kept = (tenantId: string, digest: string) => tenants.get(tenantId)?.get(digest)
  return {
    async put(tenantId, photo) {
      const files = tenants.get(tenantId) ?? new Map<string, Kept>()
      tenants.set(tenantId, files)
      const bytes = await allBytes(photo.chunks)
      const { ref } = attachmentOf(bytes, photo.ref.mediaType)
      if (ref.sha256 !== photo.ref.sha256 || ref.bytes !== photo.ref.bytes)
        throw new CorruptAttachmentError('The bytes of a photo are not those that its name says')
      const stored = files.get(ref.sha256) ?? { ref, bytes }
      files.set(ref.sha256, stored)
      return { ...stored.ref }
    },
    async find(tenantId, digest) {
      const stored = kept(tenantId, digest)
      return stored && { ...stored.ref }
    },
    async get(tenantId, digest) {
      const stored = kept(tenantId, digest)
      return (
        stored && {
          ref: { ...stored.ref },
          chunks: {
            async *[Symbol.asyncIterator]() {
              yield stored.bytes.slice()
            },
          },
        }
      )
    },
    async putThumbnail(tenantId, digest, webp) {
      const stored = kept(tenantId, digest)
      if (stored) stored.thumbnail = Uint8Array.from(webp)
    },
    async thumbnail(tenantId, digest) {
      return kept(tenantId, digest)?.thumbnail?.slice()
    },
    async remove(tenantId, digest) {
      tenants.get(tenantId)?.delete(digest)
    },
  }
}
