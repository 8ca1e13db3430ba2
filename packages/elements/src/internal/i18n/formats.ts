/** Dates, times and spans for people. All moments are shown in China's time, wherever the browser is. */
import type { Instant } from '@chuishao/core/ticket'
import type { Locale } from './locale.ts'

const timeZone = 'Asia/Shanghai'
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export interface Formats {
  /** `3月2日 09:30`, with the year where it is not this year's. */
  dateTime(at: Instant, now?: number): string
  /** `2026年3月2日` */
  date(at: Instant): string
  /** `3小时前`, `2天后` */
  relative(at: Instant, now: number): string
  /** `2天3小时`: the two largest units of a span in milliseconds, its sign dropped. */
  span(ms: number): string
}

// Intl answers Cyrillic for mn-Mong: until its catalogue brings own words, it reads as zh-CN.
const spanWords = {
  'zh-CN': {
    day: (n: number) => `${n}天`,
    hour: (n: number) => `${n}小时`,
    minute: (n: number) => `${n}分钟`,
    gap: '',
  },
  en: {
    day: (n: number) => `${n} d`,
    hour: (n: number) => `${n} h`,
    minute: (n: number) => `${n} min`,
    gap: ' ',
  },
}

const cache = new Map<Locale, Formats>()

export function formatsFor(locale: Locale): Formats {
  const known = cache.get(locale)
  if (known) return known
  const made = makeFormats(locale === 'en' ? 'en' : 'zh-CN')
  cache.set(locale, made)
  return made
}

function makeFormats(locale: 'zh-CN' | 'en'): Formats {
  const intl = locale === 'en' ? 'en-GB' : 'zh-CN'
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
  const dayTime = new Intl.DateTimeFormat(intl, { month: 'short', day: 'numeric', ...clock })
  const full = new Intl.DateTimeFormat(intl, { year: 'numeric', month: 'short', day: 'numeric', ...clock })
  const date = new Intl.DateTimeFormat(intl, { year: 'numeric', month: 'long', day: 'numeric', timeZone })
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone })
  const relative = new Intl.RelativeTimeFormat(intl, { numeric: 'auto' })
  const words = spanWords[locale]

  return {
    dateTime(at, now = Date.now()) {
      const moment = new Date(at)
      return (year.format(moment) === year.format(now) ? dayTime : full).format(moment)
    },
    date: (at) => date.format(new Date(at)),
    relative(at, now) {
      const ms = Date.parse(at) - now
      const size = Math.abs(ms)
      if (size < hour) return relative.format(Math.round(ms / minute), 'minute')
      if (size < day) return relative.format(Math.round(ms / hour), 'hour')
      return relative.format(Math.round(ms / day), 'day')
    },
    span(ms) {
      const size = Math.abs(ms)
      const days = Math.floor(size / day)
      const hours = Math.floor((size % day) / hour)
      const minutes = Math.floor((size % hour) / minute)
      const parts = days
        ? [words.day(days), hours ? words.hour(hours) : '']
        : hours
          ? [words.hour(hours), minutes ? words.minute(minutes) : '']
          : [words.minute(minutes)]
      return parts.filter(Boolean).join(words.gap)
    },
  }
}
