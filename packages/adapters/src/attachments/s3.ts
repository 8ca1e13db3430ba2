/**
 * Photos in an S3-compatible storage, each under the digest of its bytes: `PREFIX/TENANT/SHA256`, and its small picture
 * as `PREFIX/TENANT/SHA256.thumbnail`. One PUT is whole or not there, so nothing half-written can stay.
 */
import {
  attachmentOf,
  CorruptAttachmentError,
  type AttachmentStore,
  type StoredAttachment,
} from '@chuishao/core/service'
import { attachmentMediaTypes, Code, Sha256, type AttachmentRef } from '@chuishao/core/ticket'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod/mini'
import { folderName } from './folder-name.ts'
import { s3Client, type S3Patience } from './s3-client.ts'
import type { S3Options } from './s3-options.ts'
import { verified } from './verified.ts'

export type { S3Patience } from './s3-client.ts'
export { S3Options } from './s3-options.ts'

const StoredHeaders = z.object({
  mediaType: z.enum(attachmentMediaTypes),
  bytes: z.coerce.number().check(z.int(), z.positive()),
})

/**
 * Keeps attachments in one bucket, which has to exist. What is sent carries its digest, in the signature and as a
 * checksum, so that the storage refuses bytes that were changed on the way.
 */
export function s3Attachments(options: S3Options, patience: S3Patience = {}): AttachmentStore {
  const ask = s3Client(options, patience)
  const prefix = options.prefix === undefined ? '' : `${options.prefix}/`
  const keyOf = (tenantId: string, sha256: string) => `${prefix}${folderName(tenantId)}/${sha256}`
  const thumbnailKeyOf = (tenantId: string, sha256: string) => `${keyOf(tenantId, sha256)}.thumbnail`

  async function write(key: string, { ref, chunks }: StoredAttachment): Promise<void> {
    const { sha256, mediaType, bytes } = ref
    const headers = {
      'Content-Type': mediaType,
      'X-Amz-Content-Sha256': sha256,
      'X-Amz-Checksum-Sha256': Buffer.from(sha256, 'hex').toString('base64'),
    }
    await ask({ method: 'PUT', key, headers, body: { bytes, chunks: verified(() => chunks, ref, key) } })
  }

  /** What is said to be there; its bytes may yet be others. */
  async function look(tenantId: string, sha256: string): Promise<AttachmentRef | undefined> {
    if (!isName(tenantId, sha256)) return undefined
    const key = keyOf(tenantId, sha256)
    const answer = await ask({ method: 'HEAD', key })
    if (answer === undefined) return undefined
    const stored = z.safeParse(StoredHeaders, {
      mediaType: answer.headers.get('Content-Type'),
      bytes: answer.headers.get('Content-Length'),
    })
    if (!stored.success) throw new CorruptAttachmentError(`${key} is no photo that was stored here`)
    return { sha256, ...stored.data }
  }

  return {
    async put(tenantId, { ref, chunks }) {
      const stored = await look(tenantId, ref.sha256).catch((error: unknown) => {
        if (error instanceof CorruptAttachmentError) return undefined
        throw error
      })
      if (stored?.bytes === ref.bytes) return stored
      const kept = { ...ref, mediaType: stored?.mediaType ?? ref.mediaType }
      await write(keyOf(tenantId, z.parse(Sha256, ref.sha256)), { ref: kept, chunks })
      return kept
    },

    find: look,

    async get(tenantId, sha256) {
      const ref = await look(tenantId, sha256)
      if (ref === undefined) return undefined
      const key = keyOf(tenantId, sha256)
      async function* read() {
        const answer = await ask({ method: 'GET', key })
        if (answer === undefined) throw new CorruptAttachmentError(`${key} was removed while it was read`)
        yield* answer.chunks
      }
      return { ref, chunks: verified(read, ref, key) }
    },

    putThumbnail: (tenantId, sha256, webp) =>
      write(thumbnailKeyOf(tenantId, z.parse(Sha256, sha256)), attachmentOf(webp, 'image/webp')),

    async thumbnail(tenantId, sha256) {
      if (!isName(tenantId, sha256)) return undefined
      const answer = await ask({ method: 'GET', key: thumbnailKeyOf(tenantId, sha256) })
      return answer && new Uint8Array(await buffer(answer.chunks))
    },

    async remove(tenantId, sha256) {
      if (!isName(tenantId, sha256)) return
      await ask({ method: 'DELETE', key: thumbnailKeyOf(tenantId, sha256) })
      await ask({ method: 'DELETE', key: keyOf(tenantId, sha256) })
    },
  }
}

const isName = (tenantId: string, sha256: string) =>
  z.safeParse(Code, tenantId).success && z.safeParse(Sha256, sha256).success
