/** The report of faults opens in Excel as it is meant, and has every fault in a row of its own. */
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { decodeText } from './encoding.ts'
import { importMatters } from './import-matters.ts'
import { importUnitsCsv } from './import-units.ts'
import { issueReportCsv } from './issue-report.ts'

const rowsOf = (bytes: Uint8Array, delimiter = ',') =>
  Papa.parse<string[]>(decodeText(bytes)?.text.trimEnd() ?? '', { delimiter }).data

const broken = 'id,name,type,regionCode\na,"青杉, 社区",=cmd|1,1501\na,@x,社区,150102'

it('a report has row, column, cell, code and sentences of every fault', () => {
  const result = importUnitsCsv(broken)
  const errors = result.ok ? [] : result.errors
  const [header, ...rows] = rowsOf(issueReportCsv(errors))
  expect(header).toEqual(expect.arrayContaining(['行 row', '列 column', '单元格 cell', '代码 code']))
  expect(rows.map(([row, column, cell, severity, code]) => [row, column, cell, severity, code])).toEqual([
    ['2', 'type', 'C2', '错误 error', 'notAChoice'],
    ['2', 'regionCode', 'D2', '错误 error', 'malformed'],
    ['3', 'id', 'A3', '错误 error', 'duplicate'],
  ])
  for (const [index, [, , , , , zh, , en]] of rows.entries()) {
    expect(zh).toBe(errors[index]?.message.zh)
    expect(en).toBe(errors[index]?.message.en)
  }
})

it('no cell of a report is a formula, and Excel finds its encoding', () => {
  const result = importUnitsCsv('id,name,type,regionCode,=HYPERLINK(1)\na,b,社区,150102')
  const report = issueReportCsv(result.warnings)
  expect([...report.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(
    rowsOf(report)
      .flat()
      .filter((cell) => /^[=+@-]/.test(cell)),
  ).toEqual([])
  expect(rowsOf(report)[1]?.[1]).toBe("'=HYPERLINK(1)")
})

it('a report in GB18030 and UTF-16 says the same', () => {
  const result = importUnitsCsv(broken)
  const errors = result.ok ? [] : result.errors
  const expected = rowsOf(issueReportCsv(errors))
  expect(rowsOf(issueReportCsv(errors, { encoding: 'gb18030' }))).toEqual(expected)
  expect(rowsOf(issueReportCsv(errors, { encoding: 'utf-16le' }), '\t')).toEqual(expected)
})

it('faults of JSON and of the whole file have their place too', () => {
  const errorsOf = (text: string) => {
    const result = importMatters(text)
    return rowsOf(issueReportCsv(result.ok ? [] : result.errors)).slice(1)
  }
  expect(errorsOf('[{"code": 1}]')[0]?.[1]).toMatch(/^\$\[0\]/)
  expect(errorsOf('[\n1,,]')[0]?.slice(0, 2)).toEqual(['2', '3'])
  expect(errorsOf('')[0]?.slice(0, 3)).toEqual(['', '', ''])
})
