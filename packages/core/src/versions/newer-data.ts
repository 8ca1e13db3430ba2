/** Data of a newer version than this program knows: it is refused whole, because reading a part would lose the rest. */
import { schemaVersion, type Sentence } from '../ticket/index.ts'

export class NewerDataError extends Error {
  override readonly name = 'NewerDataError'
  readonly code = 'newerData'
  readonly sentence: Sentence
  /**
   * @param what names the data, at the beginning of a sentence
   * @param found the version that it says of itself
   */
  constructor(what: Sentence, found: number | string) {
    const sentence = {
      zh: `${what.zh}由更新的版本（${found}）写入，本程序只能读取到版本 ${schemaVersion}。请先升级本程序，数据未作任何改动。`,
      en: `${what.en} was written by a newer version (${found}); this program reads up to version ${schemaVersion}. Upgrade the program first: nothing of the data was changed.`,
    }
    super(sentence.en)
    this.sentence = sentence
  }
}
