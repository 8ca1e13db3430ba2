/** A photo whose bytes are in memory: for programs that make their own, and for small devices. */
import { sha256Of, type AttachmentRef } from '../ticket/index.ts'
import type { StoredAttachment } from './attachment-store.ts'

/** Counts the digest of these bytes; they must not change afterwards. */
export const attachmentOf = (bytes: Uint8Array, mediaType: AttachmentRef['mediaType']): StoredAttachment => ({
  ref: { sha256: sha256Of(bytes), mediaType, bytes: bytes.length },
  chunks: {
    async *[Symbol.asyncIterator]() {
      if (bytes.length > 0) yield bytes
    },
  },
})
