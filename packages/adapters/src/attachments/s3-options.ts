/** Where an S3-compatible storage is, and who asks there: data, so that it can stand in a configuration. */
import * as z from 'zod/mini'
import { secret } from '../settings/setting.ts'

export const S3Options = z.strictObject({
  /** Address of the service without the bucket, e.g. `https://s3.cn-north-1.example.cn`. */
  endpoint: z.url({ protocol: /^https?$/ }),
  bucket: z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)),
  /** Goes into the signature; `us-east-1` by default, which storages without regions take. */
  region: z.exactOptional(z.string().check(z.minLength(1))),
  /** `path` (default): `endpoint/bucket/key`. `virtualHost`: `bucket.endpoint/key`, as the large clouds want it. */
  addressing: z.exactOptional(z.enum(['path', 'virtualHost'])),
  /** Folder of the bucket under which everything is kept, e.g. `chuishao/photos`; none by default. */
  prefix: z.exactOptional(z.string().check(z.regex(/^[\w-]+(\/[\w-]+)*$/))),
  accessKeyId: z.string().check(z.minLength(1)),
  secretAccessKey: secret(z.string().check(z.minLength(1))),
  /** Of credentials that were lent for a while. */
  sessionToken: secret(z.exactOptional(z.string().check(z.minLength(1)))),
})
export type S3Options = z.infer<typeof S3Options>
