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

export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode
  readonly sentence: Sentence
  constructor(code: GatewayErrorCode, sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options)
    this.code = code
    this.sentence = sentence
  }
}

/** Told by its shape, not by its class: a page may hold this library twice, as two scripts. */
export const isGatewayError = (error: unknown): error is GatewayError =>
  error instanceof Error && error.name === 'GatewayError' && 'code' in error && 'sentence' in error
