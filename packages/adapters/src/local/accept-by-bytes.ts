/** Tells photos by their first bytes, without a library: enough where the caller is in the same process. */
import type { AttachmentRef } from '@chuishao/core/ticket'
import type { AcceptPhoto } from '../server/accept-photo.ts'

export interface AcceptByBytesOptions {
  /** Cap in bytes: 10 MiB by default. */
  limitBytes?: number
}

export const acceptByBytes = ({ limitBytes = 10 * 1024 * 1024 }: AcceptByBytesOptions = {}): AcceptPhoto => {
  return async (bytes) => {
    if (bytes.byteLength > limitBytes) return { ok: false, code: 'tooLarge' }
    const mediaType = mediaTypeByBytes(bytes)
    return mediaType === undefined ? { ok: false, code: 'unsupportedType' } : { ok: true, bytes, mediaType }
  }
}

/** By the first bytes; undefined for what is no photo that is taken. */
export const mediaTypeByBytes = (bytes: Uint8Array): AttachmentRef['mediaType'] | undefined => {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (/^RIFF[^]{4}WEBP$/.test(start)) return 'image/webp'
  return undefined
}
