/** Reference to a stored photo. Content-addressed: the same bytes are stored once, and a changed byte is another file. */
import * as z from 'zod/mini'
import { Line, Sha256 } from './primitives.ts'

export const attachmentMediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

export const AttachmentRef = z.object({
  sha256: Sha256,
  mediaType: z.enum(attachmentMediaTypes),
  /** Size in bytes, as stored. */
  bytes: z.int().check(z.positive()),
  name: z.optional(Line),
})
export type AttachmentRef = z.infer<typeof AttachmentRef>

export const Attachments = z.array(AttachmentRef).check(z.maxLength(9))
