/** The faults of an import as a spreadsheet, for whoever keeps the list and corrects it there. */
import { csvRow, safe } from '../export/csv-cells.ts'
import { encodeText, type TextEncoding } from './encoding.ts'
import type { ImportIssue } from './issues.ts'

const header = [
  '行 row',
  '列 column',
  '单元格 cell',
  '级别 severity',
  '代码 code',
  '问题',
  '应为',
  'problem',
  'allowed',
]
const severities = { error: '错误 error', warning: '提醒 warning' }

/**
 * One row for each fault of any import, in the order given: row, column and cell as Excel counts them, severity, code,
 * and the sentences in Chinese and English. No cell can be taken for a formula.
 *
 * @example if (!result.ok) await writeFile('faults.csv', issueReportCsv(result.errors))
 */
export const issueReportCsv = (
  issues: readonly ImportIssue[],
  { encoding = 'utf-8' }: { encoding?: TextEncoding } = {},
): Uint8Array => {
  const rows = issues.map(({ place, severity, code, message, allowed }) => [
    ...placeCells(place),
    severities[severity],
    code,
    message.zh,
    allowed.zh,
    message.en,
    allowed.en,
  ])
  const delimiter = encoding.startsWith('utf-16') ? '\t' : ','
  return encodeText([header, ...rows].map((row) => csvRow(row.map(safe), delimiter)).join(''), encoding)
}

function placeCells(place: ImportIssue['place']): [row: string, column: string, cell: string] {
  switch (place.in) {
    case 'file':
      return ['', '', '']
    case 'sheet':
      return [String(place.row), place.header ?? place.column ?? '', place.cell ?? '']
    case 'json':
      return ['', place.path, '']
    case 'text':
      return [String(place.line), String(place.column), '']
  }
}
