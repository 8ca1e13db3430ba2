/** Tells photos by their first bytes, without a library: enough where the caller is in the same process. */
import { attachmentOf } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { allBytes } from '../attachments/all-bytes.ts'
import type { AcceptPhoto } from '../server/accept-photo.ts'

const mostBytes = 10 * 1024 * 1024

/** For photos of at most 10 MiB. */
export const acceptByBytes = (): AcceptPhoto => async (chunks) => {
  const bytes = await allBytes(chunks, mostBytes)
  if (bytes === undefined) return { ok: false, code: 'tooLarge' }
  const mediaType = mediaTypeByBytes(bytes)
  if (mediaType === undefined) return { ok: false, code: 'unsupportedType' }
  return { ok: true, photo: attachmentOf(bytes, mediaType), discard: async () => {} }
}

type Told =
  { ok: true; mediaType: AttachmentRef['mediaType'] } | { ok: false; code: 'tooLarge' | 'unsupportedType' }

/** Tells a photo before it is sent elsewhere. @param limitBytes 10 MiB by default */
export async function tellPhoto(photo: Blob, limitBytes = mostBytes): Promise<Told> {
  if (photo.size > limitBytes) return { ok: false, code: 'tooLarge' }
  const mediaType = mediaTypeByBytes(new Uint8Array(await photo.slice(0, 12).arrayBuffer()))
  return mediaType === undefined ? { ok: false, code: 'unsupportedType' } : { ok: true, mediaType }
}

/** By the first bytes; undefined for what is no photo that is taken. */
export const mediaTypeByBytes = (bytes: Uint8Array): AttachmentRef['mediaType'] | undefined => {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (/^RIFF[^]{4}WEBP$/.test(start)) return 'image/webp'
  return undefined
}
