/** The HTTP face's own problems, and the status of every rejection that the core can answer with. */
import type { RejectionCode, Sentence } from '@chuishao/core/ticket'
import { clientTooOld, serverTooOld } from '@chuishao/core/versions'

export interface ProblemKind {
  status: number
  message: Sentence
}

const kind = (status: number, zh: string, en: string): ProblemKind => ({ status, message: { zh, en } })

export const faceProblems = {
  malformedJson: kind(400, '请求内容不是有效的 JSON。', 'The body is not valid JSON.'),
  bodyBrokenOff: kind(
    400,
    '请求内容未传完就中断了，请重新发送。',
    'The body broke off before its end: send it again.',
  ),
  invalidParameter: kind(400, '请求参数有误。', 'A parameter of the request is invalid.'),
  clientTooOld: kind(400, clientTooOld.zh, clientTooOld.en),
  serverTooOld: kind(400, serverTooOld.zh, serverTooOld.en),
  idempotencyKeyMissing: kind(400, '缺少 Idempotency-Key。', 'The Idempotency-Key header is missing.'),
  idempotencyKeyInvalid: kind(
    400,
    'Idempotency-Key 必须是 UUID。',
    'The Idempotency-Key header must be a UUID.',
  ),
  preconditionInvalid: kind(
    400,
    'If-Match 应为 "v" 加版本号，例如 "v7"。',
    'If-Match must be a version such as "v7".',
  ),
  tokenMissing: kind(401, '请先登录。', 'Sign in first: no bearer token was sent.'),
  tokenExpired: kind(401, '登录已过期，请重新登录。', 'The token has expired: sign in again.'),
  tokenInvalid: kind(401, '登录凭证无效。', 'The token is not valid.'),
  unknownPerson: kind(403, '此账号没有对应的身份。', 'This account has no role in the service.'),
  actingPersonMissing: kind(
    403,
    '此账号由多人共用，请先选择您是哪一位。',
    'Several people share this account: say first which of them you are.',
  ),
  actingPersonUnknown: kind(
    403,
    '所选人员不在此账号的名单中，请重新选择。',
    'The person chosen is not on the list of this account: choose again.',
  ),
  unknownRoute: kind(404, '没有这个接口。', 'There is no such resource.'),
  unknownTicket: kind(404, '没有这张工单，或您无权查看。', 'There is no such ticket, or you may not see it.'),
  unknownAttachment: kind(404, '没有这张照片。', 'There is no such photo.'),
  unknownPreview: kind(
    404,
    '清单中没有此事项，或没有此社区。',
    'The matter is not on the list, or there is no such community.',
  ),
  methodNotAllowed: kind(405, '此接口不支持该方法。', 'The resource does not support this method.'),
  bodyTooSlow: kind(
    408,
    '网络太慢，请求内容未在时限内传完，没有保存任何内容，请重新发送。',
    'The body came too slowly, or stood still for too long. Nothing was stored: send it again.',
  ),
  commandInProgress: kind(
    409,
    '同一操作正在处理中，请稍候。',
    'The command with this Idempotency-Key is being carried out: ask again in a moment, with the same key.',
  ),
  versionConflict: kind(
    412,
    '工单已被他人更新，请查看最新内容后再操作。',
    'Somebody was faster: look at the ticket as it is now.',
  ),
  bodyTooLarge: kind(413, '内容过大，请缩小后再发送。', 'The body is too large: send a smaller one.'),
  photoTooManyPixels: kind(
    413,
    '照片像素过大，请缩小后再上传。',
    'The photo has too many pixels: send a smaller one.',
  ),
  unsupportedType: kind(
    415,
    '不支持这种类型的内容：照片须为 JPEG、PNG 或 WebP，其余须为 application/json。',
    'This type of content is not accepted: photos are JPEG, PNG or WebP, everything else is application/json.',
  ),
  bodyEncoded: kind(
    415,
    '请求内容不能压缩发送（Content-Encoding），请不压缩直接发送。',
    'A compressed body (Content-Encoding) is not accepted: send it as it is.',
  ),
  photoIsHeic: kind(
    415,
    '这是 HEIC 格式的照片。请在 iPhone 的“设置 › 相机 › 格式”中选择“兼容性最佳”后重新拍摄，或转换为 JPEG 后再上传。',
    'This photo is HEIC. On the iPhone choose Settings › Camera › Formats › Most Compatible and take it again, or send it as JPEG.',
  ),
  photoUnreadable: kind(
    415,
    '照片已损坏，无法读取，请换一张。',
    'The photo is damaged and cannot be read: send another one.',
  ),
  commandReused: kind(
    422,
    '同一操作编号已用于另一项操作。',
    'The Idempotency-Key was used before with another command or by another person.',
  ),
  preconditionMissing: kind(
    428,
    '缺少 If-Match：请注明所依据的工单版本。',
    'The If-Match header is missing: say which version you saw.',
  ),
  tooManyRequests: kind(429, '请求过于频繁，请稍后再试。', 'Too many requests: wait a moment.'),
  tooManyStreams: kind(
    429,
    '您同时打开的页面过多，此页面暂不能自动更新；请关闭其他页面，或稍后手动刷新。',
    'You have too many event streams open: close other pages, or read anew by hand. Streams that ended are free again at once.',
  ),
  internal: kind(500, '系统出错，请稍后再试。', 'Something went wrong here. Try again later.'),
  identityUnavailable: kind(
    503,
    '登录服务暂不可用，请稍后再试，无需重新登录。',
    'The identity provider does not answer. Try again later, with the same token.',
  ),
  photosBusy: kind(
    503,
    '同时上传的照片过多，照片未保存，请稍候再试。',
    'Too many photos at once: this one was not stored. Send it again in a moment.',
  ),
  attachmentsUnavailable: kind(
    503,
    '照片存储暂不可用，照片未保存，请稍后再试。',
    'The storage of photos does not answer. Nothing was stored: try again later.',
  ),
  storeUnavailable: kind(503, '服务暂不可用，请稍后再试。', 'The store does not answer. Try again later.'),
  storageFull: kind(
    507,
    '照片存储空间已满，照片未保存；请保留照片，待管理员清理后再上传。',
    'There is no room for more photos. Nothing was stored: keep the photo and send it again when there is room.',
  ),
} as const satisfies Record<string, ProblemKind>

export type FaceCode = keyof typeof faceProblems

/** A rejection by who asks is 403, by what was sent 422; all others are about the state: 409. */
export const rejectionStatus = (code: RejectionCode): number => statusOfRejection[code] ?? 409

const statusOfRejection: Partial<Record<RejectionCode, number>> = {
  wrongRole: 403,
  wrongUnit: 403,
  notYourTicket: 403,
  ownReturn: 403,
  notARater: 403,
  invalidInput: 422,
  unknownMatter: 422,
  unknownUnit: 422,
  unknownReason: 422,
  matterMissing: 422,
  locationMissing: 422,
  evidenceMissing: 422,
  unknownAttachment: 422,
  returnTargetMissing: 422,
  returnToSelf: 422,
  sameUnit: 422,
  reviewDateInPast: 422,
  mergeTargetInvalid: 422,
}

/** Titles of rejections; the detail is the rejection's own sentence. */
export const rejectionTitles: Record<number, Sentence> = {
  403: { zh: '无权执行此操作', en: 'Not yours to do' },
  409: { zh: '当前状态不能执行此操作', en: 'Not possible as things stand' },
  422: { zh: '填写的内容有误', en: 'What was sent is not acceptable' },
}
