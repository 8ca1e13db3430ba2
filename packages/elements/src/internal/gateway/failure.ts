/** The sentence for something that went wrong on the way to the backend. */
import type { Sentence } from '@chuishao/core/ticket'

const unexpected: Sentence = {
  zh: '网络或服务出现问题，请稍后重试',
  en: 'The network or the service has a problem. Please try again later',
}

/** A `GatewayError` brings its own sentence. Told by its shape: it may come from another copy of the core. */
export function sentenceOf(error: unknown): Sentence {
  const sentence: unknown = error instanceof Error && 'sentence' in error ? error.sentence : undefined
  return isSentence(sentence) ? sentence : unexpected
}

/** Whether the backend could not be reached at all. */
export const isOffline = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'offline'

function isSentence(value: unknown): value is Sentence {
  if (typeof value !== 'object' || value === null || !('zh' in value) || !('en' in value)) return false
  return typeof value.zh === 'string' && typeof value.en === 'string'
}
