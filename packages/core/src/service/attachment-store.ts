/** The port to where photos are kept: bytes under their SHA-256, and a small picture beside each. */
import type { AttachmentRef } from '../ticket/index.ts'

/** A photo that is stored, or whole and about to be. Its bytes are read only as somebody takes them. */
export interface StoredAttachment {
  ref: AttachmentRef
  /** Throws before the end where the bytes are not those that were stored. May be taken more than once. */
  chunks: AsyncIterable<Uint8Array>
}

/**
 * Bytes by their SHA-256. Putting the same bytes twice is harmless, and a `put` that fails or is cut off leaves nothing
 * that can be found. Throws `AttachmentsUnavailableError` and `StorageFullError`.
 */
export interface AttachmentStore {
  /**
   * Takes the chunks one after the other, and again where it has to begin anew; answers what is stored, which has another
   * media type where the same bytes came before as something else. Throws `CorruptAttachmentError` where the chunks are
   * not what `ref` says. `attachmentOf` makes a photo of bytes.
   */
  put(tenantId: string, photo: StoredAttachment): Promise<AttachmentRef>
  /** What is stored under a digest, without reading it. */
  find(tenantId: string, sha256: string): Promise<AttachmentRef | undefined>
  get(tenantId: string, sha256: string): Promise<StoredAttachment | undefined>
  /** Keeps a small picture (WebP) beside the photo with this digest, instead of an earlier one. */
  putThumbnail(tenantId: string, sha256: string, webp: Uint8Array): Promise<void>
  /** The small picture, where one was kept. */
  thumbnail(tenantId: string, sha256: string): Promise<Uint8Array | undefined>
  /** Removes the bytes and the small picture for good; harmless where there are none. */
  remove(tenantId: string, sha256: string): Promise<void>
}

/** The place where photos are kept cannot be reached, or refuses this service. A photo may be sent again. */
export class AttachmentsUnavailableError extends Error {
  override readonly name = 'AttachmentsUnavailableError'
  readonly code = 'attachmentsUnavailable'
}

/** There is no room for another photo. Nothing of it was kept; it may be sent again when there is. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError'
  readonly code = 'storageFull'
}

/** The bytes under a digest are not those that were stored there, or were to be. */
export class CorruptAttachmentError extends Error {
  override readonly name = 'CorruptAttachmentError'
  readonly code = 'corruptAttachment'
}
