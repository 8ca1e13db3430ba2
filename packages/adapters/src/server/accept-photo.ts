/** Decides whether bytes are a photo, and makes them harmless: turned upright, re-encoded, without metadata. */
import { attachmentMediaTypes, type AttachmentRef } from '@chuishao/core/ticket'

export type AcceptedPhoto =
  | { ok: true; bytes: Uint8Array; mediaType: AttachmentRef['mediaType'] }
  | { ok: false; code: 'unsupportedType' | 'photoUnreadable' | 'photoTooManyPixels' | 'tooLarge' }

export type AcceptPhoto = (bytes: Uint8Array) => Promise<AcceptedPhoto>

export interface PhotoAcceptorOptions {
  /** Width times height above which a photo is refused before it is decoded: a small file can unpack to gigabytes. */
  maxPixels?: number
  /** Seconds after which decoding is given up. */
  timeoutSeconds?: number
}

const encoders = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const

/** By `file-type`, which looks at the bytes and not at the name, and `sharp`, which decodes and encodes them anew. */
export const photoAcceptor = ({
  maxPixels = 64_000_000,
  timeoutSeconds = 20,
}: PhotoAcceptorOptions = {}): AcceptPhoto => {
  return async (bytes) => {
    const { fileTypeFromBuffer, sharp } = await libraries()
    const sniffed = await fileTypeFromBuffer(bytes)
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
      return { ok: true, bytes: clean, mediaType }
    } catch {
      return { ok: false, code: 'photoUnreadable' }
    }
  }
}

const libraries = async () => {
  try {
    const [{ fileTypeFromBuffer }, { default: sharp }] = await Promise.all([
      import('file-type'),
      import('sharp'),
    ])
    return { fileTypeFromBuffer, sharp }
  } catch (cause) {
    throw new Error(
      'Accepting photos needs the packages "file-type" and "sharp": install them or pass acceptPhoto.',
      {
        cause,
      },
    )
  }
}
