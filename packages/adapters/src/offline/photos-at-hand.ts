/** Photos that were taken on this page: they wait in memory for the command that they belong to. */
import { GatewayError } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { sha256 as digestOf } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { mediaTypeByBytes } from '../local/accept-by-bytes.ts'
import type { PhotoRow } from './rows.ts'

export type PhotoAtHand = Omit<PhotoRow, 'personId' | 'commandId'>

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
      if (photo.size > limitBytes) throw new GatewayError('tooLarge', tooLarge)
      const bytes = new Uint8Array(await photo.arrayBuffer())
      const mediaType = mediaTypeByBytes(bytes)
      if (mediaType === undefined) throw new GatewayError('unsupportedType')
      // Pages over plain HTTP, as on intranets, have no `crypto.subtle`.
      const { subtle } = globalThis.crypto
      const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : digestOf(bytes)
      const sha256 = bytesToHex(digest)
      photos.delete(sha256)
      photos.set(sha256, { sha256, mediaType, bytes })
      for (const old of [...photos.keys()].slice(0, -mostAtHand)) photos.delete(old)
      return { sha256, mediaType, bytes: bytes.byteLength }
    },
    get: (sha256) => photos.get(sha256),
    clear: () => photos.clear(),
  }
}

const tooLarge = { zh: '照片过大，最多 10 MB。', en: 'The photo is too large: 10 MB at most.' }
