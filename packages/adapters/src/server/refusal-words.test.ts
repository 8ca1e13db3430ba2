/** What a person reads whose photo or command is too large, or is none: what to do stands in it, in both languages. */
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Problem } from '../http/problem.ts'
import { photoAcceptor } from './accept-photo.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

let server: ReturnType<typeof sampleServer>
let token: string
let photo: Buffer

beforeAll(async () => {
  token = await tokenFor('gridWorker')
  photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a6' } })
    .jpeg()
    .toBuffer()
  const limits = { bodyBytes: 2048, photoBytes: 3 * 1024 * 1024 }
  server = sampleServer({ limits, acceptPhoto: photoAcceptor({ maxPixels: 1000 }) })
})
afterAll(() => server.dispose())

type Sent = { body: Uint8Array | string; type: string; encoding?: string }

const send = (path: string, { body, type, encoding }: Sent, language?: string) =>
  server.handler(
    new Request(`http://portal.test/api/v1/${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': type,
        'Idempotency-Key': crypto.randomUUID(),
        'If-Match': '"v0"',
        ...(encoding !== undefined && { 'Content-Encoding': encoding }),
        ...(language !== undefined && { 'Accept-Language': language }),
      },
      body: typeof body === 'string' ? body : Uint8Array.from(body),
    }),
  )

const attachments = 'attachments'
const command = `tickets/${crypto.randomUUID()}/commands`
const json = 'application/json'
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(100)])

const refusals: [string, number, string, string, () => Sent, string, string][] = [
  [
    'a command that is too large',
    413,
    command,
    'bodyTooLarge',
    () => ({ body: JSON.stringify({ type: 'COMMENT', text: '好'.repeat(2000) }), type: json }),
    '内容过大，请缩小后再发送。最多 2 KB。',
    'The body is too large: send a smaller one. Send 2 KB at most.',
  ],
  [
    'a photo that is too large',
    413,
    attachments,
    'bodyTooLarge',
    () => ({ body: new Uint8Array(3 * 1024 * 1024 + 1), type: 'image/jpeg' }),
    '内容过大，请缩小后再发送。最多 3 MB。',
    'The body is too large: send a smaller one. Send 3 MB at most.',
  ],
  [
    'a photo with too many pixels',
    413,
    attachments,
    'photoTooManyPixels',
    () => ({ body: photo, type: 'image/jpeg' }),
    '照片像素过大，请缩小后再上传。',
    'The photo has too many pixels: send a smaller one.',
  ],
  [
    'a command that is no JSON',
    415,
    command,
    'unsupportedType',
    () => ({ body: 'type=COMMENT', type: 'application/x-www-form-urlencoded' }),
    '不支持这种类型的内容：照片须为 JPEG、PNG 或 WebP，其余须为 application/json。请以 application/json 发送。',
    'This type of content is not accepted: photos are JPEG, PNG or WebP, everything else is application/json. Send application/json.',
  ],
  [
    'a drawing under the name of a photo',
    415,
    attachments,
    'unsupportedType',
    () => ({ body: '<svg xmlns="http://www.w3.org/2000/svg"/>', type: 'image/png' }),
    '不支持这种类型的内容：照片须为 JPEG、PNG 或 WebP，其余须为 application/json。请用 JPEG、PNG 或 WebP 照片。',
    'This type of content is not accepted: photos are JPEG, PNG or WebP, everything else is application/json. Send a photo as JPEG, PNG or WebP.',
  ],
  [
    'a compressed command',
    415,
    command,
    'bodyEncoded',
    () => ({ body: '{}', type: json, encoding: 'gzip' }),
    '请求内容不能压缩发送（Content-Encoding），请不压缩直接发送。',
    'A compressed body (Content-Encoding) is not accepted: send it as it is.',
  ],
  [
    'a photo as iPhones take it',
    415,
    attachments,
    'photoIsHeic',
    () => ({ body: heic, type: 'image/jpeg' }),
    '这是 HEIC 格式的照片。请在 iPhone 的“设置 › 相机 › 格式”中选择“兼容性最佳”后重新拍摄，或转换为 JPEG 后再上传。',
    'This photo is HEIC. On the iPhone choose Settings › Camera › Formats › Most Compatible and take it again, or send it as JPEG.',
  ],
  [
    'a photo that broke off',
    415,
    attachments,
    'photoUnreadable',
    () => ({ body: photo.subarray(0, 120), type: 'image/jpeg' }),
    '照片已损坏，无法读取，请换一张。',
    'The photo is damaged and cannot be read: send another one.',
  ],
]

it.each(refusals)('%s: %i, with what to do instead', async (_name, status, path, code, sent, zh, en) => {
  for (const [language, detail, named] of [
    [undefined, zh, 'zh-CN'],
    ['en-GB,en;q=0.9', en, 'en'],
  ] as const) {
    const response = await send(path, sent(), language)
    expect([response.status, response.headers.get('Content-Language')]).toEqual([status, named])
    expect(Problem.parse(await response.json())).toMatchObject({ code, detail, message: { zh, en } })
  }
})
