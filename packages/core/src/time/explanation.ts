/** Says why a deadline is when it is, so that nobody has to count days on a wall calendar. */
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import { formatMoment } from './civil-day.ts'
import type { Counted } from './count.ts'
import { limitText } from './limit-text.ts'
import { explainPassed } from './passed-days.ts'

const notThatDay: Sentence = { zh: '，当日不计', en: ', not counting that day' }
const officeHoursOnly: Sentence = { zh: '，只计办公时间', en: ', counting office hours only' }

/** What a limit leaves out of the count by its unit. */
export const leftOut: Record<Limit['unit'], Sentence | undefined> = {
  minute: undefined,
  hour: undefined,
  day: notThatDay,
  workingDay: notThatDay,
  halfWorkingDay: { zh: '，所在半日不计', en: ', not counting that half day' },
  workingHour: officeHoursOnly,
  workingMinute: officeHoursOnly,
}

/** Puts parts of an explanation one after the other. */
export const join = (...parts: Sentence[]): Sentence => ({
  zh: parts.map((part) => part.zh).join('；'),
  en: parts.map((part) => part.en).join('; '),
})

interface Forward extends Counted {
  startedAt: Instant
  limit: Limit
  since?: Sentence
}

export function explainForward({ startedAt, dueAt, limit, passed, spans, since }: Forward): Sentence {
  const start = formatMoment(startedAt)
  const due = formatMoment(dueAt)
  const text = limitText(limit)
  const left = leftOut[limit.unit]
  const closing = closesOffice({ limit, passed }) ? { zh: '（下班）', en: ' (closing time)' } : undefined
  return join(
    {
      zh: `自 ${start} ${since?.zh ?? ''}起 ${text.zh}${left?.zh ?? ''}`,
      en: `${text.en} from ${since ? `${since.en} at ` : ''}${start}${left?.en ?? ''}`,
    },
    ...explainSpans({ startedAt, passed, spans, limit }, start.slice(0, 4)),
    ...explainPassed(passed, start.slice(0, 4)),
    { zh: `截止 ${due}${closing?.zh ?? ''}`, en: `due ${due}${closing?.en ?? ''}` },
  )
}

/** Days end with the office where it has hours: Civil Code (民法典) art. 203. */
const closesOffice = ({ limit: { unit }, passed }: Pick<Forward, 'limit' | 'passed'>) =>
  (unit === 'workingDay' || unit === 'halfWorkingDay') && passed[passed.length - 1]?.hours !== undefined

const mostSpans = 4

/** The office hours that were counted, one by one where they are few. */
function explainSpans(
  { startedAt, passed, spans, limit: { unit } }: Pick<Forward, 'startedAt' | 'passed' | 'spans' | 'limit'>,
  year: string,
): Sentence[] {
  const opened = spans[0]?.from
  if (opened === undefined || unit === 'halfWorkingDay') return []
  const shown = (moment: string) => (moment.startsWith(year) ? moment.slice(5) : moment)
  const late = opened > startedAt && formatMoment(opened)
  const parts = spans.map(({ from, to }) => `${shown(formatMoment(from))}–${formatMoment(to).slice(11)}`)
  return [
    ...(late
      ? [{ zh: `不在办公时间，自 ${late} 起计`, en: `outside office hours, so counted from ${late}` }]
      : []),
    ...(passed.some((day) => day.working && !day.hours)
      ? [
          {
            zh: '日历未设办公时间，工作日全天计入',
            en: 'no office hours are set, so working days count whole',
          },
        ]
      : parts.length <= mostSpans
        ? [{ zh: `计入 ${parts.join('、')}`, en: `counted ${parts.join(', ')}` }]
        : []),
  ]
}

interface Back extends Counted {
  /** What the warning goes before; `dueAt` is the warning's own. */
  before: Instant
  limit: Limit
}

export function explainBack({ before, dueAt, limit, passed }: Back): Sentence {
  const text = limitText(limit)
  const due = formatMoment(before)
  const from = formatMoment(dueAt)
  return join(
    { zh: `截止 ${due} 前 ${text.zh}`, en: `${text.en} before it is due at ${due}` },
    ...explainPassed(passed, due.slice(0, 4)),
    { zh: `自 ${from} 起预警`, en: `warning from ${from}` },
  )
}
