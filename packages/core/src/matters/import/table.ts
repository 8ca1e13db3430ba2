/**
 * Reads the spreadsheets that cities have: comma, tab or semicolon, any line ends, `sep=` lines, titles above the
 * header, blank rows and columns; and counts rows and columns as Excel shows them.
 */
import Papa from 'papaparse'
import { findColumns, knownHeaders, type Columns, type FoundColumn } from './columns.ts'
import { decodeText, type TextEncoding } from './encoding.ts'
import { fault, issueAt, type Fault, type ImportIssue } from './issues.ts'
import { columnLetters, type ImportPlace } from './place.ts'

export interface TableRow {
  row: number
  /** The cell of a column, as it is meant; empty where the file does not have the column. */
  cell(column: string): string
  note(column: string): string
  place(column?: string): ImportPlace
}

export interface Table {
  rows: TableRow[]
  issues: ImportIssue[]
  /** Required columns that the file lacks: said once, so not again for every row. */
  missing: ReadonlySet<string>
}

/** Full-width commas only where nothing else fits: Chinese sentences have them within a cell. */
const delimiters = [',', '\t', ';', '，', '；']

/** Titles and notes above the header are looked through so far. */
const rowsAboveHeader = 20

/** Reads a table and every fault of its form; what the cells mean is for the caller. */
export function readTable(bytes: Uint8Array | string, columns: Columns, encoding?: TextEncoding): Table {
  const text = sheetText(bytes, encoding)
  if (typeof text !== 'string') return unreadable(text)
  const { body, delimiter: declared } = splitSeparatorLine(text)
  const { delimiter, headerAt } = findHeader(body, columns, declared)
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, newline: '\n' })
  const titles = data[headerAt]
  if (!titles || titles.every(isBlank)) return unreadable(fault('noHeader'))
  const headerRow = headerAt + 1
  const { columns: found, missing, issues } = findColumns(titles.map(cellText), headerRow, columns)
  const above = data.slice(0, headerAt).filter((line) => !line.every(isBlank)).length
  if (above > 0) issues.push(issueAt({ in: 'sheet', row: 1 }, fault('aboveHeader', { rows: above })))
  const unquoted = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row = 0 }) => row))
  const rows: TableRow[] = []
  for (const [at, line] of data.entries()) {
    if (at <= headerAt || line.every(isBlank)) continue
    const row = at + 1
    // What stands in such a row is anybody's guess, so it is not read.
    if (unquoted.has(at)) {
      issues.push(issueAt({ in: 'sheet', row }, fault('unmatchedQuote')))
      continue
    }
    if (!line.slice(titles.length).every(isBlank))
      issues.push(issueAt({ in: 'sheet', row }, fault('tooManyCells')))
    rows.push(tableRow(row, line, found))
  }
  if (rows.length === 0 && issues.every(({ severity }) => severity === 'warning'))
    issues.push(issueAt({ in: 'file' }, fault('noRows')))
  return { rows, issues, missing }
}

function tableRow(row: number, line: string[], columns: Map<string, FoundColumn>): TableRow {
  return {
    row,
    cell: (name) => cellText(line[columns.get(name)?.index ?? -1] ?? ''),
    note: (name) => columns.get(name)?.note ?? '',
    place(name) {
      const found = name === undefined ? undefined : columns.get(name)
      if (name === undefined || !found)
        return { in: 'sheet', row, ...(name !== undefined && { column: name }) }
      const cell = `${columnLetters(found.index)}${row}`
      return { in: 'sheet', row, column: name, header: found.header, cell }
    },
  }
}

const isBlank = (cell: string) => cell.trim() === ''

/** A cell as a person means it: `'=A` is the text `=A`, and `="001"` is `001`, both to keep Excel from reckoning. */
export function cellText(raw: string): string {
  const text = raw.trim()
  if (/^'+[=+\-@＝＋－＠\t\r]/u.test(text)) return text.slice(1)
  const [, formula] = /^="((?:[^"]|"")*)"$/u.exec(text) ?? []
  return formula === undefined ? text : formula.replaceAll('""', '"').trim()
}

/** The text of a spreadsheet with `\n` line ends, or what else the file is. */
function sheetText(bytes: Uint8Array | string, encoding: TextEncoding | undefined): string | Fault {
  if (isWorkbook(bytes)) return fault('workbook')
  const decoded = decodeText(bytes, encoding)
  if (!decoded) return fault('unknownEncoding')
  if (/^\s*<(?:!doctype|html|\?xml|table|meta)\b/iu.test(decoded.text)) return fault('webPage')
  return decoded.text.replaceAll(/\r\n?/gu, '\n')
}

/** A ZIP archive or an OLE file: the mistake that everybody makes once. */
const isWorkbook = (bytes: Uint8Array | string) =>
  typeof bytes !== 'string' &&
  [
    [0x50, 0x4b, 3, 4],
    [0xd0, 0xcf, 0x11, 0xe0],
  ].some((magic) => magic.every((byte, at) => bytes[at] === byte))

const unreadable = (reason: Fault): Table => ({
  rows: [],
  issues: [issueAt({ in: 'file' }, reason)],
  missing: new Set(),
})

/** Excel takes a first line `sep=;` as an order and shows the file from the second line on. */
function splitSeparatorLine(text: string): { body: string; delimiter?: string } {
  const [line, delimiter] = /^"?sep=(.)"?[^\S\n]*\n/iu.exec(text) ?? []
  return line === undefined || delimiter === undefined
    ? { body: text }
    : { body: text.slice(line.length), delimiter }
}

/** The row with the most known headers, by the separator that finds the most; a bar is never one. */
function findHeader(body: string, columns: Columns, declared: string | undefined) {
  let best = { delimiter: declared ?? ',', headerAt: -1, known: 0 }
  for (const delimiter of declared === undefined ? delimiters : [declared]) {
    const { data } = Papa.parse<string[]>(body, { delimiter, newline: '\n', preview: rowsAboveHeader })
    for (const [headerAt, line] of data.entries()) {
      const known = knownHeaders(line.map(cellText), columns)
      if (known > best.known) best = { delimiter, headerAt, known }
    }
    if (best.headerAt === -1) {
      const headerAt = data.findIndex((line) => !line.every(isBlank))
      if (headerAt !== -1) best = { delimiter: best.delimiter, headerAt, known: 0 }
    }
  }
  return { delimiter: best.delimiter, headerAt: Math.max(best.headerAt, 0) }
}
