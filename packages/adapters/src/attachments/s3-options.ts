/** Where an S3-compatible storage is, and who asks there: data, so that it can stand in a configuration. */
import * as z from 'zod/mini'
import { secret, setting } from '../settings/setting.ts'

export const S3Options = z.strictObject({
  /** Address of the service without the bucket, e.g. `https://s3.cn-north-1.example.cn`. */
  endpoint: setting(z.url({ protocol: /^https?$/ }), {
    about: { zh: '存储服务的地址，不含桶名。', en: 'Address of the storage, without the bucket.' },
  }),
  bucket: setting(z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)), {
    about: { zh: '桶名。', en: 'Name of the bucket.' },
    allowed: {
      zh: '3 到 63 个小写字母、数字、点或连字符，首尾为字母或数字',
      en: '3 to 63 small letters, digits, dots or hyphens, with a letter or a digit at both ends',
    },
  }),
  /** Goes into the signature; `us-east-1` by default, which storages without regions take. */
  region: setting(z.exactOptional(z.string().check(z.minLength(1))), {
    about: {
      zh: '签名所用的地域；不设为 us-east-1。',
      en: 'Region that requests are signed for; us-east-1 where absent.',
    },
  }),
  /** `path` (default): `endpoint/bucket/key`. `virtualHost`: `bucket.endpoint/key`, as the large clouds want it. */
  addressing: setting(z.exactOptional(z.enum(['path', 'virtualHost'])), {
    about: {
      zh: '桶名在路径中（path，不设时如此），或在主机名中（virtualHost，大型云服务要求）。',
      en: 'Whether the bucket stands in the path (where absent) or in the name of the host, as large clouds want it.',
    },
  }),
  /** Folder of the bucket under which everything is kept, e.g. `chuishao/photos`; none by default. */
  prefix: setting(z.exactOptional(z.string().check(z.regex(/^[\w-]+(\/[\w-]+)*$/))), {
    about: { zh: '桶内的文件夹。', en: 'Folder of the bucket under which everything is kept.' },
  }),
  accessKeyId: setting(z.string().check(z.minLength(1)), {
    about: { zh: '访问密钥的编号。', en: 'Id of the access key.' },
  }),
  secretAccessKey: secret(z.string().check(z.minLength(1)), {
    zh: '访问密钥。',
    en: 'The access key itself.',
  }),
  sessionToken: secret(z.exactOptional(z.string().check(z.minLength(1))), {
    zh: '临时凭证的令牌。',
    en: 'Token of credentials that were lent for a while.',
  }),
})
export type S3Options = z.infer<typeof S3Options>
