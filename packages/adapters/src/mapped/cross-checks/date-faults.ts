/** Patterns of moments, wherever they stand. */
import { isDatePattern, namedDates } from '../../foreign/native-date.ts'
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

/** A letter that is none of its parts is a mistake: `hh` for `HH` would fit no answer. */
const isGood = (pattern: string) =>
  namedDates.some((it) => it === pattern) ||
  (isDatePattern(pattern) && !/[a-zA-Z]/.test(pattern.replace(/yyyy|MM|dd|HH|mm|ss|SSS|T|Z/g, '')))
