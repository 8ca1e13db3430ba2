/** Figures that cannot be computed from what was given. */
import type { Sentence } from '../ticket/primitives.ts'

export class FiguresError extends Error {
  override readonly name = 'FiguresError'
  readonly code: 'eventMissing' | 'snapshotInvalid'
  readonly sentence: Sentence
  constructor(code: FiguresError['code'], sentence: Sentence) {
    super(sentence.en)
    this.code = code
    this.sentence = sentence
  }
}
