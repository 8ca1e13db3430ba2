/** Where a service keeps its photos, as its configuration says it. */
import type { AttachmentStore } from '@chuishao/core/service'
import * as z from 'zod/mini'
import { setting } from '../settings/setting.ts'
import { S3Options } from './s3-options.ts'

export { tryToWritePhotos, whyNotWritten } from './can-be-written.ts'
export { uploadDirectoryOf } from './upload-directory.ts'

/** Exactly one of the two: `{ "directory": "/srv/photos" }`, or `{ "s3": { "endpoint": …, "bucket": …, … } }`. */
export const AttachmentsConfig = z
  .strictObject({
    directory: setting(z.exactOptional(z.string().check(z.minLength(1))), {
      isPath: true,
      about: { zh: '照片存放的目录，与 s3 二选一。', en: 'Directory of the photos, instead of s3.' },
      allowed: { zh: '一个路径', en: 'a path' },
    }),
    uploadDirectory: setting(z.exactOptional(z.string().check(z.minLength(1))), {
      isPath: true,
      about: {
        zh: '照片接收期间暂存的目录；不设则为 directory 之内的 .unfinished，使用 s3 时为系统临时目录。',
        en: 'Directory where photos lie while they come; where absent, .unfinished in directory, with s3 among the system’s temporary files.',
      },
      allowed: { zh: '一个路径', en: 'a path' },
    }),
    s3: setting(z.exactOptional(S3Options), {
      about: { zh: '存放照片的 S3 兼容存储。', en: 'The S3-compatible storage of the photos.' },
    }),
  })
  .check(
    z.refine(({ directory, s3 }) => (directory === undefined) !== (s3 === undefined), {
      error: 'directory 与 s3 二选一 / either directory or s3',
    }),
  )
export type AttachmentsConfig = z.infer<typeof AttachmentsConfig>

/** Opens what the configuration names; nothing is asked of it yet. `aws4fetch` is needed for S3 only. */
export async function openAttachments({ directory, s3 }: AttachmentsConfig): Promise<AttachmentStore> {
  if (s3 !== undefined) return (await import('./s3.ts')).s3Attachments(s3)
  if (directory !== undefined) return (await import('./disk.ts')).diskAttachments({ directory })
  throw new Error('Photos need a directory or an S3-compatible storage.')
}
