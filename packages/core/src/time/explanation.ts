/** Says why a deadline is when it is, so that nobody has to count days on a wall calendar. */
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import { addDays, formatMoment, weekday } from './civil-day.ts'

/** A day that counting passed: the reason why a date is later than one would think. */
export interface PassedDay {
  date: string
  working: boolean
  known: boolean
  name?: Sentence
}

const zhUnits = { minute: '分钟', hour: '小时', day: '天（自然日）', workingDay: '个工作日' }
const enUnits = {
  minute: ['minute', 'minutes'],
  hour: ['hour', 'hours'],
  day: ['calendar day', 'calendar days'],
  workingDay: ['working day', 'working days'],
} as const
const zhWeekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const enWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** A limit in words: `5 个工作日`, `5 working days`. */
export const limitText = ({ amount, unit }: Limit): Sentence => ({
  zh: `${amount} ${zhUnits[unit]}`,
  en: `${amount} ${enUnits[unit][amount === 1 ? 0 : 1]}`,
})

interface Forward {
  startedAt: Instant
  dueAt: Instant
  limit: Limit
  passed: PassedDay[]
  since?: Sentence
}

export function explainForward({ startedAt, dueAt, limit, passed, since }: Forward): Sentence {
  const byDays = limit.unit === 'day' || limit.unit === 'workingDay'
  const start = formatMoment(startedAt)
  const due = formatMoment(dueAt)
  const text = limitText(limit)
  return join(
    {
      zh: `自 ${start} ${since?.zh ?? ''}起 ${text.zh}${byDays ? '，当日不计' : ''}`,
      en: `${text.en} from ${since ? `${since.en} at ` : ''}${start}${byDays ? ', not counting that day' : ''}`,
    },
    ...explainPassed(passed, start.slice(0, 4)),
    { zh: `截止 ${due}`, en: `due ${due}` },
  )
}

interface Back {
  dueAt: Instant
  warnAt: Instant
  limit: Limit
  passed: PassedDay[]
}

export function explainBack({ dueAt, warnAt, limit, passed }: Back): Sentence {
  const text = limitText(limit)
  const due = formatMoment(dueAt)
  return join(
    { zh: `截止 ${due} 前 ${text.zh}`, en: `${text.en} before it is due at ${due}` },
    ...explainPassed(passed.toReversed(), due.slice(0, 4)),
    { zh: `自 ${formatMoment(warnAt)} 起预警`, en: `warning from ${formatMoment(warnAt)}` },
  )
}

/** Puts parts of an explanation one after the other. */
export const join = (...parts: Sentence[]): Sentence => ({
  zh: parts.map((part) => part.zh).join('；'),
  en: parts.map((part) => part.en).join('; '),
})

/** Holidays and make-up days on the way, and years that are not announced yet. Plain weekends need no words. */
function explainPassed(passed: PassedDay[], year: string): Sentence[] {
  const shown = (date: string) => (date.startsWith(year) ? date.slice(5) : date)
  const skipped = holidayRuns(passed).map(({ from, to, names }) => {
    const zhSpan = from === to ? shown(from) : `${shown(from)} 至 ${shown(to)}`
    const enSpan = from === to ? shown(from) : `${shown(from)} to ${shown(to)}`
    return {
      zh: `跳过${names.map((name) => name.zh).join('、')} ${zhSpan}`,
      en: `skipping ${names.map((name) => name.en).join(' and ')} ${enSpan}`,
    }
  })
  const madeUp = passed
    .filter((day) => day.working && day.name)
    .map(({ date }) => ({
      zh: `${shown(date)}（${zhWeekdays[weekday(date)]}）为调休上班日`,
      en: `${shown(date)} (${enWeekdays[weekday(date)]}) is a make-up working day`,
    }))
  const unknownYears = new Set(passed.filter((day) => !day.known).map((day) => announcedWith(day.date)))
  const guessed = [...unknownYears].map((unknown) => ({
    zh: `${unknown} 年放假安排尚未公布，暂按周末推算`,
    en: `holidays of ${unknown} are not announced yet, so weekends decide for now`,
  }))
  const clauses = [...skipped, ...madeUp]
  const passedText = clauses.length
    ? [{ zh: clauses.map((it) => it.zh).join('，'), en: clauses.map((it) => it.en).join(', ') }]
    : []
  return [...passedText, ...guessed]
}

/** The last days of December are arranged with the year after. */
const announcedWith = (date: string): string =>
  date.slice(5) < '12-29' ? date.slice(0, 4) : String(Number(date.slice(0, 4)) + 1)

interface HolidayRun {
  from: string
  to: string
  names: Sentence[]
}

function holidayRuns(passed: PassedDay[]): HolidayRun[] {
  const runs: HolidayRun[] = []
  for (const { date, working, name } of passed) {
    if (working || !name) continue
    const run = runs.at(-1)
    if (!run || addDays(run.to, 1) !== date) {
      runs.push({ from: date, to: date, names: [name] })
      continue
    }
    run.to = date
    if (!run.names.some((known) => known.zh === name.zh)) run.names.push(name)
  }
  return runs
}
