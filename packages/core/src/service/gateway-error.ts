/** A failure of the way to the backend, not of the command. */
import type { Sentence } from '../ticket/index.ts'

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
  | 'server'

/** In words that fit any backend; one that knows more says it in its own. */
const sentences: Partial<Record<GatewayErrorCode, Sentence>> = {
  offline: { zh: '网络不可用，请稍后再试。', en: 'The network is not available. Try again later.' },
  unauthenticated: { zh: '请先登录。', en: 'Sign in first.' },
  forbidden: { zh: '您无权执行此操作。', en: 'You may not do this.' },
  notFound: { zh: '没有找到。', en: 'Not found.' },
  tooLarge: { zh: '照片过大。', en: 'The photo is too large.' },
  unsupportedType: {
    zh: '只接受 JPEG、PNG 或 WebP 照片。',
    en: 'Only photos in JPEG, PNG or WebP are accepted.',
  },
}
const unavailable: Sentence = {
  zh: '服务暂不可用，请稍后再试。',
  en: 'The service is not available. Try again later.',
}

export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode
  readonly sentence: Sentence
  /** @param sentence for the person, where there is more to say than the code does */
  constructor(
    code: GatewayErrorCode,
    sentence: Sentence = sentences[code] ?? unavailable,
    options?: ErrorOptions,
  ) {
    super(sentence.en, options)
    this.code = code
    this.sentence = sentence
  }
}

/** Told by its shape, not by its class: a page may hold this library twice, as two scripts. */
export const isGatewayError = (error: unknown): error is GatewayError =>
  error instanceof Error && error.name === 'GatewayError' && 'code' in error && 'sentence' in error
