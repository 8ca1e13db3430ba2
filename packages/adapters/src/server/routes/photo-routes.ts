/** Photos, by the digests of their bytes. */
import { AttachmentRef, attachmentMediaTypes, Sha256 } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { revalidating } from './revalidation.ts'
import { json, none, type RouteSpec } from './route-spec.ts'

export const photoRoutes = {
  upload: {
    method: 'POST',
    path: '/api/v1/attachments',
    params: none,
    query: none,
    summary: 'Stores a photo, without its metadata, under the digest of its bytes',
    body: { mediaTypes: attachmentMediaTypes },
    responses: {
      201: { description: 'What to put into a command', mediaTypes: json, schema: AttachmentRef },
    },
    problems: [
      'bodyTooLarge',
      'bodyTooSlow',
      'bodyBrokenOff',
      'bodyEncoded',
      'unsupportedType',
      'photoIsHeic',
      'photoUnreadable',
      'photoTooManyPixels',
      'photosBusy',
      'attachmentsUnavailable',
      'storageFull',
    ],
  },
  attachment: {
    method: 'GET',
    path: '/api/v1/attachments/{sha256}',
    query: z.strictObject({ size: z.exactOptional(z.enum(['thumbnail'])) }),
    summary:
      'A photo, for whoever uploaded it lately and whoever sees it on a ticket; for others there is none',
    params: z.object({ sha256: Sha256 }),
    missing: 'unknownAttachment',
    headers: revalidating,
    responses: {
      200: {
        description:
          'Its bytes, whole: ranges are not served; with `size=thumbnail` the small picture, as WebP',
        mediaTypes: attachmentMediaTypes,
        headers: { ETag: 'Names these bytes; a copy is good for as long as its tag is confirmed' },
      },
      304: { description: 'The copy that the client has is current, and the person may still see it' },
    },
    problems: ['unknownAttachment', 'invalidParameter', 'photosBusy', 'attachmentsUnavailable'],
  },
} as const satisfies Record<string, RouteSpec>
