/** Decides whether bytes are a photo, and makes them harmless: turned upright, re-encoded, without metadata. */
import { attachmentMediaTypes, type AttachmentRef } from '@chuishao/core/ticket'
import { imageLibraries } from './image-libraries.ts'

export type AcceptedPhoto =
  | { ok: true; bytes: Uint8Array; mediaType: AttachmentRef['mediaType'] }
  | {
      ok: false
      code: 'unsupportedType' | 'photoIsHeic' | 'photoUnreadable' | 'photoTooManyPixels' | 'tooLarge'
    }

export type AcceptPhoto = (bytes: Uint8Array) => Promise<AcceptedPhoto>

export interface PhotoAcceptorOptions {
  /** Width times height above which a photo is refused before it is decoded: a small file can unpack to gigabytes. */
  maxPixels?: number
  /** Bytes above which a photo is refused after it was encoded anew: 20 MiB by default. */
  maxStoredBytes?: number
  /** Seconds after which decoding is given up. */
  timeoutSeconds?: number
}

const encoders = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const

/** What an iPhone calls its own format, still or as a sequence. */
export const isHeic = (mediaType: string | undefined): boolean =>
  /^image\/hei[cf](-sequence)?$/.test(mediaType ?? '')

/** By `file-type`, which looks at the bytes and not at the name, and `sharp`, which decodes and encodes them anew. */
export const photoAcceptor = ({
  maxPixels = 64_000_000,
  maxStoredBytes = 20 * 1024 * 1024,
  timeoutSeconds = 20,
}: PhotoAcceptorOptions = {}): AcceptPhoto => {
  return async (bytes) => {
    const { fileTypeFromBuffer, sharp } = await imageLibraries()
    const sniffed = await fileTypeFromBuffer(bytes)
    if (isHeic(sniffed?.mime)) return { ok: false, code: 'photoIsHeic' }
    const mediaType = attachmentMediaTypes.find((it) => it === sniffed?.mime)
    if (mediaType === undefined) return { ok: false, code: 'unsupportedType' }
    try {
      const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
      if (width * height > maxPixels) return { ok: false, code: 'photoTooManyPixels' }
      const clean = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
        .timeout({ seconds: timeoutSeconds })
        .autoOrient()
        .toFormat(encoders[mediaType])
        .toBuffer()
      return clean.length > maxStoredBytes
        ? { ok: false, code: 'tooLarge' }
        : { ok: true, bytes: clean, mediaType }
    } catch {
      return { ok: false, code: 'photoUnreadable' }
    }
  }
}
