/** When it happened, as people say it: 昨晚八点, 今天上午9点半左右, 11月22号, 两个小时前. What they left open stays open. */
import type { Instant, Sentence } from '../ticket/primitives.ts'
import { addDays, civilDate, dayMs, formatMoment, instantAt, startOfDay } from '../time/civil-day.ts'
import {
  dateOf,
  hourMs,
  latestDate,
  minuteMs,
  numberIn,
  numeral,
  relativeDate,
  weekdayDate,
} from './moment.ts'

/** The span in which it happened; a moment where both ends are the same. */
export interface EventTime {
  from: Instant
  to: Instant
  /** Somebody said 左右, 前后, 大概. */
  about: boolean
}

export interface SaidTime {
  time: EventTime
  /** Position of its words in the text. */
  start: number
  end: number
  /** Other ways to mean it: 8点 of a day can be in the morning or at night. */
  otherwise: EventTime[]
  /** It lies ahead, or is only roughly said. */
  doubtful: boolean
}

/** Hours from and to, as wide as people use the words; no standard is claimed. */
const parts: Record<string, readonly [from: number, to: number]> = {
  凌晨: [0, 6],
  后半夜: [0, 6],
  清晨: [5, 8],
  早晨: [5, 9],
  早上: [5, 10],
  一早: [5, 9],
  早: [5, 10],
  晨: [5, 9],
  上午: [8, 12],
  中午: [11, 14],
  下午: [12, 18],
  傍晚: [17, 20],
  晚上: [18, 24],
  晚间: [18, 24],
  夜里: [20, 30],
  夜间: [20, 30],
  半夜: [22, 30],
  深夜: [22, 30],
  晚: [18, 24],
  夜: [20, 30],
}

const fullDate = String.raw`(?:(?<year>20\d{2})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})[日号]?|(?<monthOnly>${numeral})月(?<dayOnly>${numeral})[日号]?(?!楼)|(?:本月|这个月)(?<dayHere>${numeral})[日号])`
const spokenDate = String.raw`(?<relative>大前天|前天|前日|前(?=晚)|昨天|昨日|昨(?=[晚夜早晨])|今天|今日|今(?=[晚早晨]))|(?<back>上上个?|上个?|这个?|本)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])`
const partOfDay = `(?<part>${Object.keys(parts).join('|')})`
const clock = String.raw`(?:(?<hour>${numeral})(?:点钟?|时(?![候间常段期而尚]))(?:(?<half>半)|(?<quarter>[一三])刻|(?<minute>${numeral})分?)?|(?<clockHour>\d{1,2}):(?<clockMinute>\d{2})(?::\d{2})?)`
const about = String.raw`(?<about> ?(?:左右|前后|许|多钟?|来钟))?`
const until = String.raw`(?: ?(?:到|至|-|~|—) ?(?<toPart>${Object.keys(parts).join('|')})?(?:(?<toHour>${numeral})(?:点钟?|时(?![候间]))(?<toHalf>半)?|(?<toClockHour>\d{1,2}):(?<toClockMinute>\d{2})))?`

const onDay = new RegExp(
  `(?:${fullDate}|${spokenDate})(?: ?[)])?(?: ?的?)(?:${partOfDay})?(?: ?(?:大约|大概|约))? ?(?:${clock})?${about}${until}`,
  'gu',
)
const onClock = new RegExp(`(?<!\\d)(?:${partOfDay} ?)?(?:大约|大概|约)? ?${clock}${about}${until}`, 'gu')
const ago = new RegExp(
  `(?<amount>${numeral}|半)(?<more>多)?个?(?<unit>分钟|小时|钟头|天|日|周|星期|礼拜|月)(?:之|以)?前(?![面边方])`,
  'gu',
)
const justNow = /刚刚|刚才|方才|just now/gu

/** Again and again, or by when it is wanted: not when it happened. */
const notBefore =
  /(?:每|每天|每日|每晚|每到|每周|天天|经常|总是|老是|一到|限|请于|请在|务必)[^\n,，。;；]{0,2}$/u
/** A date beside it says itself when: 明天（11月30日）. */
const ahead = /(?:明天|后天|下周|下个?)[^\n,，。;；]{0,2}$/u
const notAfter = /^ ?(?:之前|以前|前(?!后|[面边方])|开门|营业|关门|上班|下班)/u
const since = /^ ?(?:以来|开始|起|至今|到现在)/u

/**
 * The times that a text tells of, in its order.
 * @param plain folded text; positions are in it
 * @param sentAt when it was said: 昨晚 is the evening before that
 */
export function timesSaid(plain: string, sentAt: Instant): SaidTime[] {
  const found: SaidTime[] = []
  const add = (said: SaidTime | undefined) => {
    if (said && !found.some((it) => it.start < said.end && said.start < it.end)) found.push(said)
  }
  /** 明天（周一）8:00: the clock is of that day, and of no other. */
  const refused: { start: number; end: number }[] = []
  for (const match of plain.matchAll(onDay)) {
    const said = saidIn(match, plain, sentAt)
    add(said)
    if (!said) refused.push({ start: match.index, end: match.index + match[0].length })
  }
  for (const match of plain.matchAll(ago)) add(agoIn(match, sentAt))
  for (const match of plain.matchAll(onClock))
    if (!refused.some((it) => it.start <= match.index && match.index < it.end))
      add(saidIn(match, plain, sentAt))
  for (const { 0: word, index } of plain.matchAll(justNow)) {
    const end = index + word.length
    const from = instantAt(Date.parse(sentAt) - hourMs)
    add({ time: { from, to: sentAt, about: true }, otherwise: [], start: index, end, doubtful: false })
  }
  return found.sort((a, b) => a.start - b.start)
}

function saidIn(match: RegExpMatchArray, plain: string, sentAt: Instant): SaidTime | undefined {
  const { 0: words, index = 0, groups = {} } = match
  const start = index + words.length - words.trimStart().length
  const end = index + words.trimEnd().length
  const after = plain.slice(end, end + 6)
  const before = plain.slice(Math.max(0, start - 8), start)
  if (notBefore.test(before) || notAfter.test(after)) return undefined
  if (ahead.test(before) && groups.year === undefined && groups.monthOnly === undefined) return undefined
  const date = dateIn(groups, sentAt)
  if (date === undefined) return undefined
  const about = groups.about !== undefined || /大约|大概|约/u.test(words)
  const open = since.exec(after)?.[0]
  const now = Date.parse(sentAt)
  const today = spansOf(date, groups)
  // Said in the morning without a day, 晚上11点 was last night.
  const unsaid = !hasDay(groups) && today.every(([from]) => from > now)
  const spans = unsaid ? today.map(([from, to]): [number, number] => [from - dayMs, to - dayMs]) : today
  const past = spans.filter(([from]) => from <= now)
  const [time, ...otherwise] = (past.length > 0 ? past : spans.slice(0, 1)).map(([from, to]): EventTime => {
    const end =
      open === undefined ? (from > now ? to : Math.max(from, Math.min(to, now))) : Math.max(from, now)
    return { from: instantAt(from), to: instantAt(end), about }
  })
  return (
    time && { time, otherwise, start, end: end + (open?.length ?? 0), doubtful: unsaid || past.length === 0 }
  )
}

const hasDay = ({ year, monthOnly, dayHere, relative, weekday }: Record<string, string | undefined>) =>
  [year, monthOnly, dayHere, relative, weekday].some((it) => it !== undefined)

function dateIn(groups: Record<string, string | undefined>, sentAt: Instant): string | undefined {
  const { year, month, day, monthOnly, dayOnly, dayHere, relative, weekday, back } = groups
  if (year !== undefined) return dateOf(Number(year), Number(month), Number(day))
  if (monthOnly !== undefined) return latestDate(numberIn(monthOnly), numberIn(dayOnly), sentAt)
  const today = civilDate(sentAt)
  if (dayHere !== undefined)
    return dateOf(Number(today.slice(0, 4)), Number(today.slice(5, 7)), numberIn(dayHere))
  if (relative !== undefined) return relativeDate(relative === '前' ? '前天' : relative, sentAt)
  const weeksBack = back?.startsWith('上上') ? 2 : back?.startsWith('上') ? 1 : 0
  if (weekday !== undefined) return weekdayDate(weekday, weeksBack, sentAt)
  return today
}

/** What the words can mean, in milliseconds: 8点 without 上午 or 晚上 is either. */
function spansOf(date: string, groups: Record<string, string | undefined>): [number, number][] {
  const midnight = startOfDay(date)
  const { part, hour, clockHour, clockMinute, half, quarter, minute } = groups
  const range = part === undefined ? undefined : parts[part]
  if (hour === undefined && clockHour === undefined) {
    if (range) return [[midnight + range[0] * hourMs, midnight + range[1] * hourMs]]
    return [[midnight, midnight + dayMs]]
  }
  const hours = clockHour === undefined ? numberIn(hour) : Number(clockHour)
  const minutes =
    clockHour === undefined
      ? half !== undefined
        ? 30
        : quarter !== undefined
          ? 15 * numberIn(quarter)
          : minute === undefined
            ? 0
            : numberIn(minute)
      : Number(clockMinute)
  if (!(hours <= 24 && minutes < 60)) return []
  return hoursMeant(hours, range, clockHour !== undefined).map((it) => {
    const from = midnight + it * hourMs + minutes * minuteMs
    return [from, untilIn(groups, midnight, from) ?? from]
  })
}

/** Of the two halves of the day those that the words allow. */
function hoursMeant(hour: number, range: readonly [number, number] | undefined, digital: boolean): number[] {
  // 昨晚2点 is the night that follows; by the calendar it is the one before.
  if (range && range[1] >= 24 && hour < 6) return [hour + 24, hour]
  if (range) {
    const meant = [hour, hour + 12, hour + 24].find((it) => it >= range[0] && it <= range[1])
    return [meant ?? hour]
  }
  return digital || hour > 12 || hour === 0 ? [hour] : [hour, hour + 12]
}

function untilIn(
  { toPart, toHour, toHalf, toClockHour, toClockMinute }: Record<string, string | undefined>,
  midnight: number,
  from: number,
): number | undefined {
  if (toHour === undefined && toClockHour === undefined) return undefined
  const hours = toHour === undefined ? Number(toClockHour) : numberIn(toHour)
  const minutes = toHour === undefined ? Number(toClockMinute) : toHalf === undefined ? 0 : 30
  const range = toPart === undefined ? undefined : parts[toPart]
  const [hour = hours] = hoursMeant(hours, range, true)
  const to = midnight + hour * hourMs + minutes * minuteMs
  // 晚上10点到12点, 晚上11点到2点
  return [to, to + 12 * hourMs, to + 24 * hourMs].find((it) => it > from)
}

const unitMs: Record<string, number> = {
  分钟: minuteMs,
  小时: hourMs,
  钟头: hourMs,
  天: dayMs,
  日: dayMs,
  周: 7 * dayMs,
  星期: 7 * dayMs,
  礼拜: 7 * dayMs,
}

function agoIn(
  { 0: words, index: start = 0, groups = {} }: RegExpMatchArray,
  sentAt: Instant,
): SaidTime | undefined {
  const { amount, unit = '', more } = groups
  const count = amount === '半' ? 0.5 : numberIn(amount)
  const size = unit === '月' ? 30 * dayMs : (unitMs[unit] ?? Number.NaN)
  const ms = Date.parse(sentAt) - count * size
  if (!Number.isFinite(ms)) return undefined
  const said = {
    otherwise: [],
    start,
    end: start + words.length,
    doubtful: unit === '月' || more !== undefined,
  }
  if (size < dayMs) {
    const at = instantAt(Math.round(ms / minuteMs) * minuteMs)
    return { ...said, time: { from: at, to: at, about: true } }
  }
  const date = civilDate(instantAt(ms))
  const [from, to] = [instantAt(startOfDay(date)), instantAt(startOfDay(addDays(date, 1)))]
  return { ...said, time: { from, to, about: more !== undefined || unit !== '天' } }
}

/** A time as people in China read it: `2026-11-22 20:00`, a whole day, or from when to when. */
export function eventTimeText({ from, to, about }: EventTime): Sentence {
  const midnight = (at: Instant) => Date.parse(at) === startOfDay(civilDate(at))
  const lastDay = civilDate(instantAt(Date.parse(to) - 1))
  const start = formatMoment(from)
  if (from === to) return spoken(start, start, about)
  if (midnight(from) && midnight(to) && lastDay === civilDate(from))
    return spoken(civilDate(from), civilDate(from), about)
  // The end of a day is 24:00, not the next day's 00:00.
  const end = midnight(to) ? `${lastDay} 24:00` : formatMoment(to)
  const short = end.startsWith(civilDate(from)) ? end.slice(11) : end
  return spoken(`${start} 至 ${short}`, `${start} to ${short}`, about)
}

const spoken = (zh: string, en: string, about: boolean): Sentence =>
  about ? { zh: `${zh} 前后`, en: `about ${en}` } : { zh, en }
