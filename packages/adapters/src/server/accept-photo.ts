/**
 * Decides whether what comes is a photo, and makes it harmless: turned upright, re-encoded, without metadata. While it
 * comes it goes to a file, and so does what is made of it, so that many at once take little memory.
 */
import type { StoredAttachment } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { onDisk } from '../attachments/disk-faults.ts'
import { namesIn } from '../attachments/unfinished.ts'
import { ownUploadDirectory } from '../attachments/upload-directory.ts'
import { writeNew, type Bytes } from '../attachments/write-whole.ts'
import { imageLibraries } from './image-libraries.ts'
import { PhotoRefusedError, sniffing } from './sniff-photo.ts'

export type AcceptedPhoto =
  | {
      ok: true
      photo: StoredAttachment
      /** To be called once the photo is stored, or not: what was kept of it on the way is removed. */
      discard: () => Promise<void>
    }
  | { ok: false; code: PhotoRefusedError['code'] }

export interface AcceptPhotoOptions {
  /** Goes around what takes much memory, e.g. a gate. */
  inTurn?: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * Takes a photo as it comes, and no more of it than is needed to refuse it. What the chunks throw is thrown on, and then
 * nothing of them is kept. Throws `StorageFullError` and `AttachmentsUnavailableError`.
 */
export type AcceptPhoto = (
  chunks: AsyncIterable<Uint8Array>,
  options?: AcceptPhotoOptions,
) => Promise<AcceptedPhoto>

export interface PhotoAcceptorOptions {
  /** Bytes above which a photo is refused while it comes: as many as whoever sends them lets through, by default. */
  maxBytes?: number
  /** Width times height above which a photo is refused before it is decoded: a small file can unpack to gigabytes. */
  maxPixels?: number
  /** Bytes above which a photo is refused after it was encoded anew: 20 MiB by default. */
  maxStoredBytes?: number
  /** Seconds after which decoding is given up. */
  timeoutSeconds?: number
  /**
   * Where photos lie while they come and until they are stored: by default a folder of this user's own among the system's
   * temporary files. Better on the disk on which they are stored: `uploadDirectoryOf` of `@chuishao/adapters/attachments`.
   */
  directory?: string
}

const encoders = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const

/** By `file-type`, which looks at the bytes and not at the name, and `sharp`, which decodes and encodes them anew. */
export const photoAcceptor = ({
  maxBytes = Infinity,
  maxPixels = 64_000_000,
  maxStoredBytes = 20 * 1024 * 1024,
  timeoutSeconds = 20,
  directory = ownUploadDirectory(),
}: PhotoAcceptorOptions = {}): AcceptPhoto => {
  const newName = namesIn(directory)

  /** The path of a new file, which is not there where this throws. */
  async function keep(bytes: Bytes): Promise<string> {
    const path = await newName()
    try {
      await writeNew(path, bytes)
      return path
    } catch (error) {
      await discard(path)
      throw error
    }
  }

  async function clean(received: string, mediaType: AttachmentRef['mediaType']): Promise<Uint8Array> {
    const { sharp } = await imageLibraries()
    // Not by its path: libvips may keep a file open, and so on the disk, after it was removed.
    const bytes = await readFile(received)
    try {
      const { width, height, format } = await sharp(bytes, { limitInputPixels: false }).metadata()
      if (format !== encoders[mediaType]) throw new PhotoRefusedError('photoUnreadable')
      if (width * height > maxPixels) throw new PhotoRefusedError('photoTooManyPixels')
      const encoded = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
        .timeout({ seconds: timeoutSeconds })
        .autoOrient()
        .toFormat(encoders[mediaType])
        .toBuffer()
      if (encoded.length > maxStoredBytes) throw new PhotoRefusedError('tooLarge')
      return encoded
    } catch (error) {
      throw error instanceof PhotoRefusedError ? error : new PhotoRefusedError('photoUnreadable')
    }
  }

  async function cleaned(received: string, mediaType: AttachmentRef['mediaType']): Promise<AcceptedPhoto> {
    const bytes = await clean(received, mediaType)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const path = await keep(bytes)
    return {
      ok: true,
      photo: {
        ref: { sha256, mediaType, bytes: bytes.length },
        chunks: { [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() },
      },
      discard: () => discard(path),
    }
  }

  return async (chunks, { inTurn = atOnce } = {}) => {
    try {
      return await onDisk(async () => {
        const sniffed = sniffing(chunks, maxBytes)
        const received = await keep(sniffed.chunks)
        try {
          return await inTurn(() => cleaned(received, sniffed.mediaType()))
        } finally {
          await discard(received)
        }
      })
    } catch (error) {
      if (error instanceof PhotoRefusedError) return { ok: false, code: error.code }
      throw error
    }
  }
}

const discard = (path: string) => rm(path, { force: true })

const atOnce: NonNullable<AcceptPhotoOptions['inTurn']> = (work) => work()
