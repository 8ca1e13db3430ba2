/** A failure of the way to the backend, not of the command. */
import type { Sentence } from '../ticket/index.ts'
import { clientTooOld, serverTooOld } from '../versions/protocol.ts'

export type GatewayErrorCode =
  | 'offline'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'tooLarge'
  | 'unsupportedType'
  /** This device has no room left; what it keeps already is safe. */
  | 'storageFull'
  /** This page, or the service, is of a version that the other does not understand any more. */
  | 'clientTooOld'
  | 'serverTooOld'
  /** It was sent and no answer came, to a backend that would carry it out twice if it were sent again. */
  | 'unanswered'
  | 'server'

/** Each in words that fit any backend; one that knows more says it in its own. */
export const failures: Readonly<Record<GatewayErrorCode, Sentence>> = {
  offline: { zh: '网络不可用，请稍后再试。', en: 'The network is not available. Try again later.' },
  unauthenticated: { zh: '请登录后再试。', en: 'Sign in, then try again.' },
  forbidden: { zh: '您无权执行此操作。', en: 'You may not do this.' },
  notFound: { zh: '没有找到。', en: 'Not found.' },
  tooLarge: { zh: '照片过大，请换一张较小的。', en: 'The photo is too large: choose a smaller one.' },
  unsupportedType: {
    zh: '只接受 JPEG、PNG 或 WebP 照片。',
    en: 'Only photos in JPEG, PNG or WebP are accepted.',
  },
  storageFull: {
    zh: '本机存储空间不足，未能保存；已保存的内容不受影响。请先联网发送待发内容，或清理空间后重试。',
    en: 'This device has no room left, so this was not saved; what was saved before is safe. Send what waits, or free some space, and try again.',
  },
  clientTooOld,
  serverTooOld,
  unanswered: {
    zh: '上次发送没有收到答复，可能已经成功。请先查看列表，没有再重新发送。',
    en: 'No answer came the last time: it may have arrived. Look at the list before you send it again.',
  },
  server: { zh: '服务暂不可用，请稍后再试。', en: 'The service is not available. Try again later.' },
}

export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode
  readonly sentence: Sentence
  /** @param sentence for the person, where there is more to say than the code does */
  constructor(code: GatewayErrorCode, sentence: Sentence = failures[code], options?: ErrorOptions) {
    super(sentence.en, options)
    this.code = code
    this.sentence = sentence
  }
}

/** Told by its shape, not by its class: a page may hold this library twice, as two scripts. */
export const isGatewayError = (error: unknown): error is GatewayError =>
  error instanceof Error && error.name === 'GatewayError' && 'code' in error && 'sentence' in error
