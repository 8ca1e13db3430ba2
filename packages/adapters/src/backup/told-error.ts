/** An error that an operator reads: what is wrong, and what to do, in both languages. */
import type { Sentence } from '@chuishao/core/ticket'

export class ToldError extends Error {
  readonly sentence: Sentence
  constructor(sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options)
    this.sentence = sentence
  }
}
