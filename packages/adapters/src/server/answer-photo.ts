/** Photos in and out. What comes in is checked and cleaned first; what goes out cannot run as a page. */
import type { MakeThumbnail, Session, StoredAttachment, TicketService } from '@chuishao/core/service'
import { attachmentMediaTypes } from '@chuishao/core/ticket'
import type { AcceptedPhoto, AcceptPhoto } from './accept-photo.ts'
import { bodyChunks, BodyError, type Pace } from './body-chunks.ts'
import { BusyError, createGate, createShares, type Gate } from './gate.ts'
import { isEncoded, mediaTypeOf } from './read-body.ts'
import { refuse, refuseBody, type Refusal } from './refusal.ts'
import type { Answer } from './route.ts'
import { isHeic } from './sniff-photo.ts'
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
  /** How slow a photo may come. */
  uploadPace: Pace
  onError: (error: unknown) => void
}

interface Asked {
  session: Session
  request: Request
}

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

const asPhoto = { zh: '请用 JPEG、PNG 或 WebP 照片。', en: 'Send a photo as JPEG, PNG or WebP.' }

const refusePhoto = (code: Extract<AcceptedPhoto, { ok: false }>['code']): Refusal => {
  switch (code) {
    case 'photoUnreadable':
    case 'photoTooManyPixels':
      return refuse(code)
    case 'unsupportedType':
      return refuse(code, { instead: asPhoto, headers: unread })
    case 'photoIsHeic':
      return refuse(code, { headers: unread })
    case 'tooLarge':
      return refuse('bodyTooLarge', { headers: unread })
  }
}

/** What is known by its beginning was not read to its end: the connection cannot serve another request. */
const unread = { Connection: 'close' }

/** What answers the two routes of photos; throws `BusyError` where too much is asked at once. */
export const photoAnswers = (parts: PhotoParts) => {
  const { service, acceptPhoto, photoBytes, photosAtOnce, uploadsAtOnce, uploadPace, onError } = parts
  const uploading: Gate = createGate({ atOnce: uploadsAtOnce })
  const shares = createShares({ atOnce: parts.uploadsAtOncePerPerson })
  const decoding: Gate = createGate({ atOnce: photosAtOnce, waiting: uploadsAtOnce })
  const makeThumbnail: MakeThumbnail = (photo) => decoding(() => parts.makeThumbnail(photo))

  const enter = <T>({ tenantId, actor }: Session, work: () => Promise<T>) =>
    shares(`${tenantId} ${actor.personId}`, () => uploading(work))

  const upload = ({ session, request }: Asked): Promise<Answer> =>
    enter(session, async () => {
      const chunks = bodyChunks(request, photoBytes, uploadPace)
      const accepted = await acceptPhoto(chunks, { inTurn: decoding }).catch(whyUnread)
      if (accepted instanceof BodyError) return refuseBody(accepted.code, photoBytes)
      if (!accepted.ok) return refusePhoto(accepted.code)
      try {
        return await keep(session, accepted.photo)
      } finally {
        await accepted.discard().catch(onError)
      }
    })

  async function keep(session: Session, photo: StoredAttachment): Promise<Answer> {
    const ref = await service.upload(session, photo)
    // So that no list waits for it; the photo is stored either way.
    await service
      .thumbnail(session, ref.sha256, () => makeThumbnail(photo))
      .catch((error: unknown) => {
        if (!(error instanceof BusyError)) onError(error)
      })
    return Response.json(ref, { status: 201 })
  }

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

const whyUnread = (error: unknown): BodyError => {
  if (error instanceof BodyError) return error
  throw error
}
