/** Tells a person all that there is to know about a clock's date, one fact a line. */
import type { Limit } from '../ticket/limit.ts'
import type { Instant, Sentence } from '../ticket/primitives.ts'
import type { Clock } from '../ticket/ticket.ts'
import type { WorkingCalendar } from './calendar.ts'
import { formatMoment } from './civil-day.ts'
import { clockNames, startOf } from './clock-words.ts'
import { countedDays, labels as dayLabels } from './counted-days.ts'
import { leftOut } from './explanation.ts'
import { limitText } from './limit-text.ts'
import { recalculate } from './recalculate.ts'

const labels = {
  ...dayLabels,
  start: { zh: '起点', en: 'Start' },
  limit: { zh: '时限', en: 'Limit' },
  paused: { zh: '暂停', en: 'Paused' },
  extended: { zh: '延期', en: 'Extended' },
  reason: { zh: '说明', en: 'Why' },
  standing: { zh: '现已暂停', en: 'Standing still' },
  provisional: { zh: '暂定', en: 'Provisional' },
  calendar: { zh: '日历', en: 'Calendar' },
} satisfies Record<string, Sentence>

export interface ExplainOptions {
  /** Default `zh-CN`. */
  locale?: 'zh-CN' | 'en'
  /** With the calendar that the clock was computed with, every day is told: which are counted, which are not. */
  calendar?: WorkingCalendar
}

/**
 * Why a clock is due when it is: start, limit, days counted and left out by name, pauses, extensions, whether the date
 * is provisional, and the calendar. Lines of text, for a letter, a tooltip or a log.
 *
 * Without the calendar that computed the date, its days cannot be counted again; then the sentence that was kept with
 * the clock stands for them. A warning says what it goes before.
 *
 * @example
 * explainDeadline(ticket.clocks.handle, { locale: 'en', calendar })
 */
export function explainDeadline(clock: Clock, { locale = 'zh-CN', calendar }: ExplainOptions = {}): string {
  const language = locale === 'en' ? 'en' : 'zh'
  const colon = language === 'en' ? ': ' : '：'
  const due: Sentence[] = [clockNames[clock.kind], same(formatMoment(clock.dueAt))]
  const lines: Sentence[][] = [
    due,
    ...(calendar && isFrom(clock, calendar) ? told(clock, calendar) : [[labels.reason, clock.explanation]]),
    ...(clock.pausedAt ? [[labels.standing, since(clock.pausedAt)]] : []),
    ...(clock.provisional ? [[labels.provisional, mayMove]] : []),
    [labels.calendar, same(clock.calendarVersion)],
  ]
  return lines.map((parts) => parts.map((it) => it[language]).join(colon)).join('\n')
}

const mayMove: Sentence = {
  zh: '所涉年份的放假安排公布后按新日历重新计算，日期可能变动',
  en: 'counted again once the holidays of that year are announced; the date may move',
}

const same = (text: string): Sentence => ({ zh: text, en: text })

const since = (moment: Instant): Sentence => ({
  zh: `自 ${formatMoment(moment)} 起`,
  en: `since ${formatMoment(moment)}`,
})

type Limited = Clock & { limit: Limit }

/** Whether counting again with this calendar tells how this very date came about. */
const isFrom = (clock: Clock, calendar: WorkingCalendar): clock is Limited =>
  clock.limit !== undefined &&
  !clock.kind.endsWith('Warning') &&
  clock.calendarVersion === calendar.version &&
  asOf(clock, calendar).dueAt === clock.dueAt

/** The clock after its first changes, counted anew. */
const asOf = (clock: Clock, calendar: WorkingCalendar, changes = clock.changes ?? []): Clock =>
  recalculate({ ...clock, changes, calendarVersion: '' }, calendar)

function told(clock: Limited, calendar: WorkingCalendar): Sentence[][] {
  const { startedAt, limit, changes = [] } = clock
  const start = clock.since ?? startOf[clock.kind]
  const lines: Sentence[][] = [
    [
      labels.start,
      { zh: `${formatMoment(startedAt)} ${start.zh}`, en: `${start.en}, ${formatMoment(startedAt)}` },
    ],
    [labels.limit, withLeftOut(limit)],
    ...days(startedAt, limit, calendar),
  ]
  for (const [index, change] of changes.entries()) {
    const before = asOf(clock, calendar, changes.slice(0, index)).dueAt
    const after = formatMoment(asOf(clock, calendar, changes.slice(0, index + 1)).dueAt)
    if (change.type === 'paused') {
      const [from, to] = [formatMoment(change.from), formatMoment(change.to)]
      lines.push([
        labels.paused,
        { zh: `${from} 至 ${to}，截止移至 ${after}`, en: `${from} to ${to}, so due ${after}` },
      ])
      continue
    }
    const text = withLeftOut(change.by)
    const from = formatMoment(before)
    lines.push(
      [
        labels.extended,
        {
          zh: `自原截止 ${from} 起 ${text.zh}，截止移至 ${after}`,
          en: `${text.en}, from the old due date ${from}, so due ${after}`,
        },
      ],
      ...days(before, change.by, calendar),
    )
  }
  return lines
}

const days = (startedAt: Instant, limit: Limit, calendar: WorkingCalendar): Sentence[][] =>
  countedDays(startedAt, limit, calendar).map(([label, text]) => [labels[label], text])

function withLeftOut(limit: Limit): Sentence {
  const text = limitText(limit)
  const left = leftOut[limit.unit]
  return { zh: text.zh + (left?.zh ?? ''), en: text.en + (left?.en ?? '') }
}
