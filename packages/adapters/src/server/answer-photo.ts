/** Photos in and out. What comes in is checked and cleaned first; what goes out cannot run as a page. */
import type { MakeThumbnail, Session, TicketService } from '@chuishao/core/service'
import { attachmentMediaTypes } from '@chuishao/core/ticket'
import { isHeic, type AcceptedPhoto, type AcceptPhoto } from './accept-photo.ts'
import { BusyError, createGate, createShares, type Gate } from './gate.ts'
import { isEncoded, mediaTypeOf, readBody } from './read-body.ts'
import { refuse, refuseBody, type Refusal } from './refusal.ts'
import type { Answer } from './route.ts'
import { streamOf } from './stream-of.ts'
import { namesTag } from './tagged-answer.ts'

export interface PhotoParts {
  service: TicketService
  acceptPhoto: AcceptPhoto
  makeThumbnail: MakeThumbnail
  /** Cap of an uploaded photo in bytes. */
  photoBytes: number
  /** How many are decoded at once. */
  photosAtOnce: number
  /** How many may be received, waiting and decoded at once. */
  uploadsAtOnce: number
  /** How many of those may be of one person. */
  uploadsAtOncePerPerson: number
  /** How long to wait for the next piece of a photo, in milliseconds. */
  uploadIdleMs: number
  onError: (error: unknown) => void
}

interface Asked {
  session: Session
  request: Request
}

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

const asPhoto = { zh: '请用 JPEG、PNG 或 WebP 照片。', en: 'Send a photo as JPEG, PNG or WebP.' }

const refusePhoto = (code: Extract<AcceptedPhoto, { ok: false }>['code']): Refusal => {
  if (code === 'unsupportedType') return refuse(code, { instead: asPhoto })
  return refuse(code === 'tooLarge' ? 'bodyTooLarge' : code)
}

/** What answers the two routes of photos; throws `BusyError` where too much is asked at once. */
export const photoAnswers = (parts: PhotoParts) => {
  const { service, acceptPhoto, photoBytes, photosAtOnce, uploadsAtOnce, uploadIdleMs, onError } = parts
  const uploading: Gate = createGate({ atOnce: uploadsAtOnce })
  const shares = createShares({ atOnce: parts.uploadsAtOncePerPerson })
  const decoding: Gate = createGate({ atOnce: photosAtOnce, waiting: uploadsAtOnce })
  const makeThumbnail: MakeThumbnail = (photo) => decoding(() => parts.makeThumbnail(photo))

  const enter = <T>({ tenantId, actor }: Session, work: () => Promise<T>) =>
    shares(`${tenantId} ${actor.personId}`, () => uploading(work))

  const upload = ({ session, request }: Asked): Promise<Answer> =>
    enter(session, async () => {
      const body = await readBody(request, photoBytes, { idleMs: uploadIdleMs })
      if (!body.ok) return refuseBody(body.code, photoBytes)
      const photo = await decoding(() => acceptPhoto(body.bytes))
      if (!photo.ok) return refusePhoto(photo.code)
      const ref = await service.upload(session, photo.bytes, photo.mediaType)
      // So that no list waits for it; the photo is stored either way.
      await service.thumbnail(session, ref.sha256, makeThumbnail).catch((error: unknown) => {
        if (!(error instanceof BusyError)) onError(error)
      })
      return Response.json(ref, { status: 201 })
    })

  const thumbnail = async ({ session, request }: Asked, sha256: string): Promise<Answer> => {
    const etag = `"${sha256}-thumbnail"`
    if (namesTag(request, etag) && (await service.download(session, sha256)) !== undefined)
      return unchanged(etag)
    const webp = await service.thumbnail(session, sha256, makeThumbnail)
    if (webp === undefined) return refuse('unknownAttachment')
    return new Response(Uint8Array.from(webp), {
      headers: photoHeaders('image/webp', webp.byteLength, etag, `${sha256}-thumbnail.webp`),
    })
  }

  return {
    upload: async (asked: Asked): Promise<Answer> => {
      const declared = mediaTypeOf(asked.request)
      if (isHeic(declared)) return refuse('photoIsHeic')
      if (!attachmentMediaTypes.some((it) => it === declared)) return refusePhoto('unsupportedType')
      if (isEncoded(asked.request)) return refuse('bodyEncoded')
      return upload(asked)
    },

    download: async (asked: Asked, sha256: string, size: 'thumbnail' | undefined): Promise<Answer> => {
      if (size === 'thumbnail') return thumbnail(asked, sha256)
      const found = await service.download(asked.session, sha256)
      if (found === undefined) return refuse('unknownAttachment')
      const { mediaType, bytes } = found.ref
      const etag = `"${sha256}"`
      if (namesTag(asked.request, etag)) return unchanged(etag)
      return new Response(streamOf(found.chunks, onError), {
        headers: photoHeaders(mediaType, bytes, etag, `${sha256}.${extensions[mediaType]}`),
      })
    },
  }
}

/** Kept by the browser of one person, and asked for again each time: the right to see it may have ended since. */
const cacheHeaders = (etag: string) => ({
  'Cache-Control': 'private, no-cache',
  ETag: etag,
  Vary: 'Authorization',
})

const photoHeaders = (mediaType: string, bytes: number, etag: string, fileName: string) => ({
  ...cacheHeaders(etag),
  'Content-Type': mediaType,
  'Content-Length': String(bytes),
  'Content-Disposition': `inline; filename="${fileName}"`,
  'Accept-Ranges': 'none',
})

const unchanged = (etag: string) => new Response(null, { status: 304, headers: cacheHeaders(etag) })
