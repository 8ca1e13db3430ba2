/** What the description reads in a saved answer, a line for each field. */
import type { ReadSample, SampleField } from '@chuishao/adapters/mapped'

export function sampleText(sample: ReadSample): string {
  if (!sample.ok)
    return `应答中 ${sample.record} 处没有工单记录：请改 ticket.record\nThere is no record at ${sample.record} of the answer: mend ticket.record`
  return sample.fields.map(fieldLine).join('\n')
}

/** Whether something lies where it cannot be read. */
export const isUnfit = (sample: ReadSample): boolean =>
  !sample.ok || sample.fields.some(({ found }) => found === 'unfit')

const words: Record<SampleField['found'], (field: SampleField) => string> = {
  read: ({ value }) => JSON.stringify(value) ?? '',
  absent: () => '这里没有 nothing there',
  unfit: ({ why = '' }) => `读不懂 UNREADABLE：${why}`,
}

const fieldLine = (field: SampleField): string =>
  `  ${field.field.padEnd(20)} ${field.at.padEnd(24)} ${words[field.found](field)}`
