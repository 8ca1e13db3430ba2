/** What may stand in a place of a calendar file, for whoever writes one. */
import type { Sentence } from '@chuishao/core/ticket'
import { CalendarFile, type CalendarFault } from '@chuishao/core/time'
import { allowedIn } from '../settings/allowed-words.ts'
import { keysOf, nodesAt, outlineOf } from '../settings/outline.ts'

const written: Partial<Record<CalendarFault['code'], Sentence>> = {
  date: { zh: '真实的日期，例如 2026-08-18', en: 'a real date such as 2026-08-18' },
  day: { zh: '月-日，例如 05-01', en: 'month and day such as 05-01' },
  hours: { zh: '例如 08:30-12:00', en: 'hours such as 08:30-12:00' },
  year: { zh: '2000 至 2099 的年份', en: 'a year from 2000 to 2099' },
  twice: {
    zh: '每个日期只在 holidays、workdays、halfDays 之一中出现',
    en: 'each date in one of holidays, workdays and halfDays',
  },
  invalidHours: {
    zh: '上午在前、互不重叠的时段，例如 08:30-12:00 与 14:30-18:00',
    en: 'the morning first and without overlap, such as 08:30-12:00 and 14:30-18:00',
  },
  noWorkingTime: {
    zh: '每 400 天中至少有一段工作时间',
    en: 'some working time within any 400 days',
  },
}

export function allowedInCalendar({ code, path }: CalendarFault): Sentence {
  const known = written[code]
  if (known) return known
  const outline = outlineOf(CalendarFile)
  const keys = path.split('.').filter(Boolean)
  if (code !== 'unknownKey') return allowedIn(nodesAt(outline, keys))
  const names = keysOf(nodesAt(outline, keys.slice(0, -1)))
  return { zh: names.join('、'), en: names.join(', ') }
}
