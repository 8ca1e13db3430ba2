/** What a changed calendar moved, as a table for those who have to be told. */
import { writeCsv } from '../insight/write-csv.ts'
import { formatMoment } from '../time/civil-day.ts'
import { clockNames } from '../time/clock-words.ts'
import type { RecalculationReport } from './recalculate-open-deadlines.ts'

const head = {
  zh: ['工单', '事项', '主办单位', '期限', '原定', '改为', '暂定', '日历版本'],
  en: ['Ticket', 'Matter', 'Lead unit', 'Deadline', 'Was', 'Is', 'Provisional', 'Calendar'],
}
const provisionalWord = { zh: '是', en: 'yes' }

/** The file's text; times are China's. One row for each deadline. */
export const recalculationCsv = (
  { calendarVersion, moved }: RecalculationReport,
  { language = 'zh' }: { language?: 'zh' | 'en' } = {},
): string =>
  writeCsv([
    head[language],
    ...moved.map((it) => [
      it.ticketId,
      it.matterName,
      it.leadUnitId,
      clockNames[it.kind][language],
      formatMoment(it.from),
      formatMoment(it.to),
      it.provisional ? provisionalWord[language] : '',
      calendarVersion,
    ]),
  ])
