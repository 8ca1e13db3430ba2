/** Says what is wrong with a calendar that no deadline can be computed with. */
import type { Sentence } from '../ticket/primitives.ts'

const sentences = {
  invalidHours: {
    zh: '办公时间应写成 08:30-12:00，上午在前，不得重叠',
    en: 'office hours read 08:30-12:00, the morning before the afternoon, without overlap',
  },
  noWorkingTime: {
    zh: '日历中连续 400 天没有工作时间',
    en: 'the calendar has no working time in 400 days on end',
  },
  beyondCentury: {
    zh: '时限超出 2000 至 2099 年',
    en: 'the limit leaves the years 2000 to 2099',
  },
} satisfies Record<string, Sentence>

/** A calendar or limit with which no date can be computed; `sentence` says to a person what is wrong. */
export class CalendarError extends RangeError {
  readonly code: keyof typeof sentences
  readonly sentence: Sentence
  override readonly name = 'CalendarError'

  /** @param subject the version of the calendar, or the text that was not understood */
  constructor(code: keyof typeof sentences, subject: string) {
    const { zh, en } = sentences[code]
    super(`${en} (${subject})`)
    this.code = code
    this.sentence = { zh: `${zh}（${subject}）`, en: `${en} (${subject})` }
  }
}
