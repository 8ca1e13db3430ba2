/** Patterns of moments, wherever they stand. */
import { isDatePattern, namedDates, readDate, writeDate } from '../../foreign/native-date.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { objectsIn } from './entries-at.ts'

export const dateFaults = (input: unknown): DescriptionFault[] =>
  objectsIn(input).flatMap(([path, { date }]): DescriptionFault[] => {
    if (typeof date !== 'string' || isGood(date) || /^city(\.|$)/.test(path)) return []
    return [
      {
        path: `${path}.date`,
        code: 'badDate',
        message: { zh: `“${date}”不是时间格式`, en: `"${date}" is no pattern of a moment` },
        allowed: {
          zh: '由 yyyy MM dd HH mm ss SSS（区分大小写）组成的格式，或 iso、milliseconds、seconds',
          en: 'a pattern of yyyy MM dd HH mm ss SSS, upper and lower case as here, or iso, milliseconds, seconds',
        },
      },
    ]
  })

/** No two parts of it are alike: what was swapped shows. */
const sample = '2031-12-24T13:47:58.269Z'

/** A letter that is none of its parts is a mistake: `hh` for `HH` would fit no answer. */
const isGood = (pattern: string) =>
  namedDates.some((it) => it === pattern) ||
  (isDatePattern(pattern) &&
    !/[a-zA-Z]/.test(pattern.replace(parts, '').replace(/[TZ]/g, '')) &&
    isInOrder(pattern.match(parts) ?? []) &&
    isReadAgain(pattern))

const parts = /yyyy|MM|dd|HH|mm|ss|SSS/g

/** Day, month and year stand side by side, and of the time the larger part first: `HH:MM` has the minutes of a month. */
function isInOrder(found: string[]): boolean {
  const day = found.flatMap((it, index) => (['yyyy', 'MM', 'dd'].includes(it) ? [index] : []))
  const time = found.filter((it) => !['yyyy', 'MM', 'dd'].includes(it)).join(' ')
  return day.length === 3 && (day[2] ?? 0) - (day[0] ?? 0) === 2 && 'HH mm ss SSS'.startsWith(time)
}

function isReadAgain(pattern: string): boolean {
  const written = writeDate(sample, pattern, '+08:00')
  const read = readDate(written, pattern, '+08:00')
  return read !== undefined && writeDate(read, pattern, '+08:00') === written
}
