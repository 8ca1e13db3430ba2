/**
 * Photos. GeoReport itself only takes the address of one (`media_url`): they can be sent where the city has a place to
 * upload to, or where the server takes the bytes with the request, as several do (`media`, of the 2.1 draft).
 */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { sha256Of, type AttachmentRef } from '@chuishao/core/ticket'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { abortError } from '../../http/answer-in-time.ts'
import { failureOf } from '../../http/failures.ts'
import { tellPhoto } from '../../local/accept-by-bytes.ts'
import type { Connection } from './connection.ts'

export type Open311Photos =
  /** Puts a photo where the server can fetch it, and answers its public address. */
  | { upload: (photo: Blob, options: { signal?: AbortSignal }) => Promise<string> }
  /** Name of the part of a multipart request that has the bytes, e.g. `media` or `media[]`. */
  | { part: string }

/** What a request is to say of its photos. */
export interface PhotosToSend {
  urls: string[]
  blobs: Blob[]
}

export interface PhotoBook extends Pick<TicketGateway, 'upload' | 'download'> {
  /** Undefined where one of them was never uploaded here. */
  toSend: (refs: readonly AttachmentRef[]) => PhotosToSend | undefined
  /** The photo behind an address that the server tells. */
  refOf: (url: string) => AttachmentRef
  /** From now on this photo is the one behind the address. */
  is: (url: string, ref: AttachmentRef) => void
}

interface Kept {
  ref: AttachmentRef
  url?: string
  blob?: Blob
}

export function photoBook(photos: Open311Photos | undefined, connection: Connection): PhotoBook {
  const kept = new Map<string, Kept>()
  const byUrl = new Map<string, AttachmentRef>()

  const keep = (entry: Kept) => {
    kept.set(entry.ref.sha256, { ...kept.get(entry.ref.sha256), ...entry })
    if (entry.url !== undefined) byUrl.set(entry.url, entry.ref)
    return entry.ref
  }

  return {
    async upload(photo, { signal, onProgress } = {}) {
      if (photos === undefined) throw failureOf(404, undefined)
      if (signal?.aborted) throw abortError(signal)
      const accepted = await tellPhoto(photo)
      if (!accepted.ok) throw failureOf(accepted.code === 'tooLarge' ? 413 : 415, undefined)
      const { mediaType } = accepted
      const bytes = new Uint8Array(await photo.arrayBuffer())
      const blob = new Blob([bytes], { type: mediaType })
      const ref = { sha256: sha256Of(bytes), mediaType, bytes: bytes.byteLength }
      const url =
        'upload' in photos ? await photos.upload(blob, signal === undefined ? {} : { signal }) : undefined
      onProgress?.(1)
      return keep({ ref, blob, ...(url !== undefined && { url }) })
    },

    async download(digest) {
      const entry = kept.get(digest)
      if (entry?.blob !== undefined) return entry.blob
      if (entry?.url === undefined) throw failureOf(404, undefined)
      const response = await connection.fetch(entry.url)
      const blob = await response.blob()
      if (!response.ok) throw failureOf(response.status, undefined)
      // A convention for what lies there has yet to be established, as the specification says: it may be a page.
      if (/html|json|xml/.test(blob.type)) throw new GatewayError('notFound')
      return blob.type.startsWith('image/') ? blob : blob.slice(0, blob.size, entry.ref.mediaType)
    },

    toSend(refs) {
      const entries = refs.map((ref) => kept.get(ref.sha256))
      if (entries.some((entry) => entry?.url === undefined && entry?.blob === undefined)) return undefined
      return {
        urls: entries.flatMap((entry) => entry?.url ?? []),
        blobs: entries.flatMap((entry) => (entry?.url === undefined ? (entry?.blob ?? []) : [])),
      }
    },

    refOf(url) {
      const known = byUrl.get(url)
      if (known !== undefined) return known
      const digest = sha256Of(utf8ToBytes(url))
      return keep({ ref: { sha256: digest, mediaType: mediaTypeOf(url), bytes: 1 }, url })
    },

    is: (url, ref) => void keep({ ref, url }),
  }
}

/** By the address's ending; JPEG where it has none. */
const mediaTypeOf = (url: string): AttachmentRef['mediaType'] => {
  const ending = /\.(png|webp)(?:[?#].*)?$/i.exec(url)?.[1]?.toLowerCase()
  return ending === 'png' ? 'image/png' : ending === 'webp' ? 'image/webp' : 'image/jpeg'
}
