/**
 * The line that a chat puts over a message when it is copied: who sent it, and when. WeChat, WeCom, DingTalk and QQ each
 * have their own, and each wrote it in more than one way over the years.
 */
import type { Instant } from '../ticket/primitives.ts'
import { civilDate, weekday } from '../time/civil-day.ts'
import { dateOf, latestDate, momentOf, relativeDate, weekdayDate } from './moment.ts'

export interface Header {
  sender?: string
  /** Absent where the line tells no time. */
  sentAt?: Instant
  /** Characters of the line that are the header; the message may begin behind them. */
  length: number
  /** A date, or seconds: nobody writes these in passing. */
  certain: boolean
}

const dayPart = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|[AaPp][Mm]'
const date = String.raw`(?:(?<year>20\d{2})[-/.年])?(?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?`
const clock = String.raw`(?<part>${dayPart})? ?(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?: ?(?<after>[AaPp]\.?[Mm]\.?))?`
const spoken = String.raw`(?<relative>今天|昨天|前天|[Tt]oday|[Yy]esterday)|(?:周|星期)(?<weekday>[一二三四五六日天])`
const when = String.raw`(?:(?:${date}|${spoken})(?: ?(?:周|星期)[一二三四五六日天])? {0,4})?${clock}`
/** 群主 and levels stand before a name, accounts behind it. */
const sender = String.raw`(?<sender>[^\n。！？!?，,;；:]{1,40}?)`

const patterns = [
  // `张三 10:32`, `张三(123456) 2026/11/23 10:32:15`, `[10:32] 张三:`
  new RegExp(`^ *${sender}(?: +| *[(<]\\w+[)>] +)\\[?${when}\\]? *:?(?<body> *$)`, 'u'),
  new RegExp(`^ *\\[?${when}\\]? +${sender} *:?(?<body> *$)`, 'u'),
  // The message behind it.
  new RegExp(`^ *\\[${when}\\] *${sender}:(?<body>.*)$`, 'u'),
  new RegExp(`^ *${sender} *\\[${when}\\] *:?(?<body>.*)$`, 'u'),
  // Alone: WeChat writes it between messages.
  new RegExp(`^ *\\[?${when}\\]?(?<body> *$)`, 'u'),
]
/** `————— 2026-11-23 —————` over the messages of a day. */
const dayLine = new RegExp(`^ *[-—–=_]{2,} *${date}(?: ?(?:周|星期)[一二三四五六日天])? *[-—–=_]{2,} *$`, 'u')

/** The civil date of a line that only says from which day on messages follow. */
export function dayOfLine(line: string, now: Instant): string | undefined {
  const groups = dayLine.exec(line)?.groups
  return groups && dateIn(groups, now, undefined)
}

/**
 * Reads a line, folded to plain signs, as a header.
 * @param day the day that messages without one are of
 */
export function readHeader(line: string, now: Instant, day: string | undefined): Header | undefined {
  if (!/\d:\d\d/.test(line) || line.length > 200) return undefined
  for (const pattern of patterns) {
    const match = pattern.exec(line)
    const groups = match?.groups
    if (!groups) continue
    const name = groups.sender?.trim()
    if (name !== undefined && !isSender(name)) continue
    const sentAt = momentIn(groups, now, day)
    if (!sentAt) continue
    const certain = groups.month !== undefined || groups.second !== undefined || groups.relative !== undefined
    return {
      ...(name && { sender: name }),
      sentAt,
      length: line.length - (groups.body ?? '').length,
      certain: certain || name === undefined,
    }
  }
  return undefined
}

/** Not a part of a sentence that ends with a time: 昨晚 19:05, 每天 22:30. */
const isSender = (name: string): boolean =>
  /\p{L}/u.test(name) &&
  !/^(?:今|昨|前|每|周|星期)|(?:早上|上午|中午|下午|晚上?|夜里|凌晨|半夜|时间|大约|大概|约|到|至|从|于|在)$/u.test(
    name,
  )

function momentIn(
  groups: Record<string, string | undefined>,
  now: Instant,
  day: string | undefined,
): Instant | undefined {
  const part = (groups.part ?? groups.after ?? '').toLowerCase().replaceAll('.', '')
  let hour = Number(groups.hour)
  if (/下午|傍晚|晚上|pm/.test(part) && hour < 12) hour += 12
  if (/中午/.test(part) && hour < 3) hour += 12
  if (/凌晨|am/.test(part) && hour === 12) hour = 0
  if (hour > 23) return undefined
  const at = dateIn(groups, now, day)
  return at && momentOf(at, hour, Number(groups.minute), Number(groups.second ?? 0))
}

function dateIn(
  { year, month, day: dayOfMonth, relative, weekday: letter }: Record<string, string | undefined>,
  now: Instant,
  day: string | undefined,
): string | undefined {
  if (month !== undefined) {
    const numbers = [Number(month), Number(dayOfMonth)] as const
    return year === undefined ? latestDate(...numbers, now) : dateOf(Number(year), ...numbers)
  }
  if (relative !== undefined) {
    const word = /^t/i.test(relative) ? '今天' : /^y/i.test(relative) ? '昨天' : relative
    return relativeDate(word, now)
  }
  if (letter !== undefined) {
    const date = weekdayDate(letter, 0, now)
    // Today's messages bear no weekday.
    return date === civilDate(now) && weekday(date) >= 0 ? weekdayDate(letter, 1, now) : date
  }
  return day ?? civilDate(now)
}
