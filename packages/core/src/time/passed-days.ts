/** Says which holidays, make-up days and half days counting passed, and which years it had to guess. */
import type { Sentence } from '../ticket/primitives.ts'
import type { DayKind } from './calendar.ts'
import { addDays, weekday } from './civil-day.ts'

/** A day that counting passed: the reason why a date is later than one would think. */
export interface PassedDay extends DayKind {
  date: string
}

const zhWeekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const enWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** A date with its weekday, e.g. `10-11（周六）`. */
export const dayText = (date: string, shown: string): Sentence => ({
  zh: `${shown}（${zhWeekdays[weekday(date)]}）`,
  en: `${shown} (${enWeekdays[weekday(date)]})`,
})

/** So many of a kind are named; of more it is said how many. A limit of years would fill pages. */
const mostNamed = 6

interface Words {
  zh: (rest: number) => string
  en: (rest: number) => string
}

function named(all: Sentence[], rest: Words, most = mostNamed): Sentence[] {
  const left = all.length - most
  if (left <= 0) return all
  return [...all.slice(0, most), { zh: rest.zh(left), en: rest.en(left) }]
}

/**
 * Holidays, make-up days and half days on the way, and years that are not announced yet. Plain weekends need no words.
 * @param year the year that needs no saying
 */
export function explainPassed(passed: PassedDay[], year: string): Sentence[] {
  const shown = (date: string) => (date.startsWith(year) ? date.slice(5) : date)
  const skipped = holidayRuns(passed).map(({ from, to, names }) => {
    const span = runText(from, to, shown)
    return {
      zh: `跳过${names.map((name) => name.zh).join('、')} ${span.zh}`,
      en: `skipping ${names.map((name) => name.en).join(' and ')} ${span.en}`,
    }
  })
  const madeUp = passed
    .filter(({ working, name, half }) => working && name && !half)
    .map(({ date }) => {
      const day = dayText(date, shown(date))
      return { zh: `${day.zh}为调休上班日`, en: `${day.en} is a make-up working day` }
    })
  const halfWorked = passed.flatMap(({ date, working, half }) => {
    const day = dayText(date, shown(date))
    if (!working || !half) return []
    const part =
      half === 'morning' ? { zh: '上午', en: 'in the morning' } : { zh: '下午', en: 'in the afternoon' }
    return [
      { zh: `${day.zh}只上${part.zh}，计半天`, en: `${day.en} is worked ${part.en} only and counts half` },
    ]
  })
  const clauses = [
    ...named(skipped, { zh: (n) => `另有 ${n} 段假期`, en: (n) => `and ${n} more holidays` }),
    ...named(madeUp, { zh: (n) => `另有 ${n} 个调休上班日`, en: (n) => `and ${n} more make-up days` }),
    ...named(halfWorked, { zh: (n) => `另有 ${n} 个半天`, en: (n) => `and ${n} more half days` }, 2),
  ]
  const passedText = clauses.length
    ? [{ zh: clauses.map((it) => it.zh).join('，'), en: clauses.map((it) => it.en).join(', ') }]
    : []
  return [...passedText, ...guessedYears(passed)]
}

/** A stretch of days, e.g. `10-01 至 10-08`. */
export const runText = (from: string, to: string, shown: (date: string) => string): Sentence =>
  from === to
    ? { zh: shown(from), en: shown(from) }
    : { zh: `${shown(from)} 至 ${shown(to)}`, en: `${shown(from)} to ${shown(to)}` }

/** The years that were not announced yet when this was counted, in words; empty where all were. */
export function guessedYears(passed: PassedDay[]): Sentence[] {
  const isUnknown = ({ known }: PassedDay) => !known
  const [firstDay, lastDay] = [passed.find(isUnknown), [...passed].reverse().find(isUnknown)]
  if (!firstDay || !lastDay) return []
  const [from, to] = [announcedWith(firstDay.date), announcedWith(lastDay.date)]
  const span = from === to ? { zh: from, en: from } : { zh: `${from} 至 ${to}`, en: `${from} to ${to}` }
  return [
    {
      zh: `${span.zh} 年放假安排尚未公布，暂按周末推算`,
      en: `holidays of ${span.en} are not announced yet, so weekends decide for now`,
    },
  ]
}

/** The last days of December are arranged with the year after. */
const announcedWith = (date: string): string =>
  date.slice(5) < '12-29' ? date.slice(0, 4) : String(Number(date.slice(0, 4)) + 1)

interface HolidayRun {
  from: string
  to: string
  names: Sentence[]
}

/** Days off with a name, put together where they follow each other. */
export function holidayRuns(passed: PassedDay[]): HolidayRun[] {
  const runs: HolidayRun[] = []
  for (const { date, working, name } of passed) {
    if (working || !name) continue
    const run = runs[runs.length - 1]
    if (!run || addDays(run.to, 1) !== date) {
      runs.push({ from: date, to: date, names: [name] })
      continue
    }
    run.to = date
    if (!run.names.some((known) => known.zh === name.zh)) run.names.push(name)
  }
  return runs
}
