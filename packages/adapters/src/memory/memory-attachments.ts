/** Photos in memory, for tests and for demonstrations in a browser. */
import type { AttachmentStore } from '@chuishao/core/service'
import { sha256Of, type AttachmentRef } from '@chuishao/core/ticket'

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
    async put(tenantId, bytes, mediaType) {
      const files = tenants.get(tenantId) ?? new Map<string, Kept>()
      tenants.set(tenantId, files)
      const digest = sha256Of(bytes)
      const stored = files.get(digest) ?? {
        ref: { sha256: digest, mediaType, bytes: bytes.length },
        bytes: Uint8Array.from(bytes),
      }
      files.set(digest, stored)
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
