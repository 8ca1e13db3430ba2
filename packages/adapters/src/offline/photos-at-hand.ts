/** Photos that were taken on this page: they wait in memory for the command that they belong to. */
import { GatewayError } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { mediaTypeByBytes } from '../local/accept-by-bytes.ts'
import type { PhotoRow } from './rows.ts'

export type PhotoAtHand = Omit<PhotoRow, 'commandId'>

/** Two forms full: who sends again after a refusal finds them here still. */
const mostAtHand = 18
/** As the server's own cap. */
const limitBytes = 10 * 1024 * 1024

export interface PhotosAtHand {
  /** Throws `GatewayError` for what the server would not take either. */
  take(photo: Blob): Promise<AttachmentRef>
  get(sha256: string): PhotoAtHand | undefined
  clear(): void
}

export function photosAtHand(): PhotosAtHand {
  const photos = new Map<string, PhotoAtHand>()
  return {
    async take(photo) {
      if (photo.size > limitBytes) throw tooLarge()
      const bytes = new Uint8Array(await photo.arrayBuffer())
      const mediaType = mediaTypeByBytes(bytes)
      if (mediaType === undefined) throw unsupported()
      const name = await digestOf(bytes)
      photos.delete(name)
      photos.set(name, { sha256: name, mediaType, bytes })
      for (const old of [...photos.keys()].slice(0, -mostAtHand)) photos.delete(old)
      return { sha256: name, mediaType, bytes: bytes.byteLength }
    },
    get: (name) => photos.get(name),
    clear: () => photos.clear(),
  }
}

/** Pages over plain HTTP, as on intranets, have no `crypto.subtle`. */
const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const { subtle } = globalThis.crypto
  return bytesToHex(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256(bytes))
}

const tooLarge = () =>
  new GatewayError('tooLarge', {
    zh: '照片过大，最多 10 MB。',
    en: 'The photo is too large: 10 MB at most.',
  })

const unsupported = () =>
  new GatewayError('unsupportedType', {
    zh: '只接受 JPEG、PNG 或 WebP 照片。',
    en: 'Only photos in JPEG, PNG or WebP are accepted.',
  })
