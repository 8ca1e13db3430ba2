/**
 * The State Council's calendar with make-up days (调休), from the data of `chinese-days`.
 *
 * Has a subpath of its own (`@chuishao/core/time/china`): pages that let the server compute deadlines do not load it.
 */
import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { Sentence } from '../ticket/primitives.ts'
import type { WorkingCalendar } from './calendar.ts'
import { customCalendar } from './custom-calendar.ts'

/** The release of `chinese-days` that the data is from; a test holds it to the installed one. */
const packageVersion = '1.5.7'

/** Data reads `National Day,国庆节,3`; some names lack their 节 (`中秋`). */
function named(entries: Record<string, string>): Record<string, Sentence> {
  return Object.fromEntries(
    Object.entries(entries).map(([date, text]) => {
      const [en = '', short = ''] = text.split(',')
      return [date, { en, zh: /[节旦日]$/u.test(short) ? short : `${short}节` }]
    }),
  )
}

/**
 * Working days in China as announced. A year that the data does not cover is `known: false`: then the weekday decides
 * and every deadline that touches it is provisional.
 */
export function chinaCalendar(): WorkingCalendar {
  const holidays = named(announced.holidays)
  return customCalendar({
    version: `chinese-days-${packageVersion}`,
    holidays,
    workdays: named(announced.workdays),
    knownYears: Object.keys(holidays)
      .filter((date) => date.slice(5, 7) !== '12')
      .map((date) => Number(date.slice(0, 4))),
  })
}
