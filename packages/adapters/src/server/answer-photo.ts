/**
 * Photos in and out. What comes in is checked and cleaned first; what goes out cannot run as a page.
 *
 * A photo is not bound to a ticket: any signed-in person of the tenant who knows its digest gets it.
 */
import type { Session, TicketService } from '@chuishao/core/service'
import { attachmentMediaTypes } from '@chuishao/core/ticket'
import type { AcceptPhoto } from './accept-photo.ts'
import { mediaTypeOf, readBody } from './read-body.ts'
import { refuse } from './refusal.ts'
import type { Answer } from './route.ts'

export interface UploadRequest {
  service: TicketService
  session: Session
  request: Request
  acceptPhoto: AcceptPhoto
  /** Cap of the body in bytes. */
  limitBytes: number
}

export const answerUpload = async (asked: UploadRequest): Promise<Answer> => {
  const { service, session, request, acceptPhoto, limitBytes } = asked
  const declared = mediaTypeOf(request)
  if (!attachmentMediaTypes.some((it) => it === declared)) return refuse('unsupportedType')
  const body = await readBody(request, limitBytes)
  if (!body.ok) return refuse('bodyTooLarge')
  const photo = await acceptPhoto(body.bytes)
  if (!photo.ok) return refuse(photo.code === 'tooLarge' ? 'bodyTooLarge' : photo.code)
  return Response.json(await service.upload(session, photo.bytes, photo.mediaType), { status: 201 })
}

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

export const answerDownload = async (
  service: TicketService,
  session: Session,
  sha256: string,
): Promise<Answer> => {
  const found = await service.download(session, sha256)
  if (found === undefined) return refuse('unknownAttachment')
  const { ref, bytes } = found
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'Content-Type': ref.mediaType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `inline; filename="${sha256}.${extensions[ref.mediaType]}"`,
      'Cache-Control': 'private, max-age=31536000, immutable',
      ETag: `"${sha256}"`,
      Vary: 'Authorization',
    },
  })
}
