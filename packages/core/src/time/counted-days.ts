/** Lists the days that a limit counted, and those that it left out by name. */
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import type { WorkingCalendar } from './calendar.ts'
import { addDays, civilDate, formatMoment } from './civil-day.ts'
import { type CountedSpan, countForward } from './count.ts'
import { dayText, guessedYears, holidayRuns, type PassedDay, runText } from './passed-days.ts'

/** A label and what it stands before. */
export type Line = readonly [label: keyof typeof labels, text: Sentence]

export const labels = {
  counted: { zh: '计入', en: 'Counted' },
  leftOut: { zh: '不计', en: 'Left out' },
  madeUp: { zh: '调休上班', en: 'Make-up days' },
  halves: { zh: '半天', en: 'Half days' },
  unknown: { zh: '尚未公布', en: 'Not announced' },
} satisfies Record<string, Sentence>

/** The days of one limit from its start, as lines; none for a limit that runs on by the hour. */
export function countedDays(startedAt: Instant, limit: Limit, calendar: WorkingCalendar): Line[] {
  const { dueAt, passed, spans } = countForward(startedAt, limit, calendar)
  const year = civilDate(startedAt).slice(0, 4)
  const shown = (date: string) => (date.startsWith(year) ? date.slice(5) : date)
  if (limit.unit === 'minute' || limit.unit === 'hour') return []
  if (limit.unit === 'day') {
    const from = addDays(civilDate(startedAt), 1)
    return [['counted', runText(from, civilDate(dueAt), shown)]]
  }
  const day = ({ date }: PassedDay) => dayText(date, shown(date))
  const worked = passed.filter((it) => it.working)
  const counted = spans.length
    ? spans.map((span) => (limit.unit === 'halfWorkingDay' ? halfText(span, shown) : hoursText(span, shown)))
    : runs(worked.map((it) => it.date)).map(({ from, to }) => runText(from, to, shown))
  const holidays = holidayRuns(passed).map(({ from, to, names }) => {
    const run = runText(from, to, shown)
    return {
      zh: `${run.zh}（${names.map((name) => name.zh).join('、')}）`,
      en: `${run.en} (${names.map((name) => name.en).join(', ')})`,
    }
  })
  const restDays = runs(passed.filter((it) => !it.working && !it.name).map((it) => it.date)).map(
    ({ from, to }) => {
      const run = runText(from, to, shown)
      return { zh: `${run.zh}（休息日）`, en: `${run.en} (days off)` }
    },
  )
  const lines: [keyof typeof labels, Sentence[]][] = [
    ['counted', counted],
    ['leftOut', [...holidays, ...restDays]],
    ['madeUp', worked.filter((it) => it.name && !it.half).map(day)],
    ['halves', worked.filter((it) => it.half).map(day)],
    ['unknown', guessedYears(passed)],
  ]
  return lines.flatMap(([label, parts]) => (parts.length ? [[label, list(parts)] as const] : []))
}

const halfNames = { morning: { zh: '上午', en: 'morning' }, afternoon: { zh: '下午', en: 'afternoon' } }

const halfText = ({ date, half }: CountedSpan, shown: (date: string) => string): Sentence => ({
  zh: `${shown(date)} ${halfNames[half].zh}`,
  en: `${shown(date)} ${halfNames[half].en}`,
})

function hoursText({ from, to }: CountedSpan, shown: (moment: string) => string): Sentence {
  const text = `${shown(formatMoment(from))}–${formatMoment(to).slice(11)}`
  return { zh: text, en: text }
}

/** So many are listed; of a limit of years it is said how many there are more. */
const mostListed = 12

function list(parts: Sentence[]): Sentence {
  const shown = parts.slice(0, mostListed)
  const left = parts.length - shown.length
  return {
    zh: shown.map((it) => it.zh).join('、') + (left > 0 ? `，另有 ${left} 项` : ''),
    en: shown.map((it) => it.en).join(', ') + (left > 0 ? `, and ${left} more` : ''),
  }
}

/** Dates put together where they follow each other. */
function runs(dates: string[]): { from: string; to: string }[] {
  const found: { from: string; to: string }[] = []
  for (const date of dates) {
    const run = found[found.length - 1]
    if (run && addDays(run.to, 1) === date) run.to = date
    else found.push({ from: date, to: date })
  }
  return found
}
