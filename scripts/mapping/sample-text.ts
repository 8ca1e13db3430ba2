/** What the description reads in a saved answer, a line for each field. */
import type { ReadSample, ReadSampleList, SampleField } from '@chuishao/adapters/mapped'

export function sampleText(sample: ReadSample): string {
  if (!sample.ok)
    return `应答中 ${sample.record} 处没有工单记录：请改 ticket.record\nThere is no record at ${sample.record} of the answer: mend ticket.record`
  return sample.fields.map(fieldLine).join('\n')
}

/** Whether something lies where it cannot be read. */
export const isUnfit = (sample: ReadSample): boolean =>
  !sample.ok || sample.fields.some(({ found }) => found === 'unfit')

/** The rows that a list would leave out: the others are shown without them. */
export function sampleListText({ rows, unread }: ReadSampleList): string {
  const all = `列表 list  ${rows} 行 ${rows === 1 ? 'row' : 'rows'}`
  if (unread.length === 0) return `${all}，都读得懂 all can be read`
  return [
    `${all}，其中 ${unread.length} 行不会显示 of these ${unread.length} would not be shown`,
    ...unread.flatMap(({ row, fields }) => [`第 ${row} 行 row ${row}`, ...fields.map(fieldLine)]),
  ].join('\n')
}

const words: Record<SampleField['found'], (field: SampleField) => string> = {
  read: ({ value }) => JSON.stringify(value) ?? '',
  absent: () => '这里没有 nothing there',
  unfit: ({ why = '' }) => `读不懂 UNREADABLE：${why}`,
}

const fieldLine = (field: SampleField): string =>
  `  ${field.field.padEnd(20)} ${field.at.padEnd(24)} ${words[field.found](field)}`
