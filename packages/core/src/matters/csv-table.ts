/**
 * Reads the spreadsheets that cities have: UTF-8 with or without BOM, GB18030 from a Chinese Excel, UTF-16 from its
 * "Unicode text", any line ends, stray blank lines; and finds the columns by their Chinese or English headers.
 */
import Papa from 'papaparse'
import type { Sentence } from '../ticket/primitives.ts'

/** A fault in a file, where a person finds it: the row as the spreadsheet numbers it, the header is row 1. */
export interface CsvError {
  row: number
  /** The column's English header; empty where the fault is in the whole row or file. */
  column: string
  message: Sentence
}

export interface CsvRow<C extends string> {
  row: number
  /** The trimmed cell of a column; empty where the file does not have the column. */
  cell(column: C): string
}

export interface CsvTable<C extends string> {
  rows: CsvRow<C>[]
  errors: CsvError[]
  /** Required columns that the file lacks: said once, so not again for every row. */
  missing: C[]
}

export interface CsvColumn {
  /** Other headers that mean this column. */
  headers: string[]
  required: boolean
}

/** Columns that people add for themselves and that mean nothing here. */
const ignoredHeaders = new Set(['', '序号', '备注', 'no', 'no.', 'remark', 'remarks'])

/** Headers are compared without case, spaces and full-width forms. */
const normalHeader = (header: string) => header.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase()

/** The text of a file, or undefined where it is in no encoding that we know. */
export function decodeText(bytes: Uint8Array | string): string | undefined {
  if (typeof bytes === 'string') return bytes.replace(/^\uFEFF/u, '')
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this encoding: its decoder is strict, so that the next one gets its turn.
    }
  }
  return undefined
}

/** A bar separates synonyms within a cell, so the delimiter is never guessed from the whole file. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/u))
  return [',', '\t', ';'].find((delimiter) => header.includes(delimiter)) ?? ','
}

/** Reads a table and every fault of its form; what the cells mean is for the caller. */
export function readCsvTable<C extends string>(
  bytes: Uint8Array | string,
  columns: Record<C, CsvColumn>,
): CsvTable<C> {
  if (isWorkbook(bytes))
    return unreadable('是 Excel 工作簿，请另存为 CSV', 'is an Excel workbook; save it as CSV')
  const text = decodeText(bytes)?.replaceAll(/\r\n?/gu, '\n')
  if (text === undefined)
    return unreadable('不是 UTF-8 或 GB18030 编码的文本', 'is neither UTF-8 nor GB18030 text')
  const { data, errors: faults } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), newline: '\n' })
  const [header = [], ...body] = data
  if (header.every((cell) => cell.trim() === '')) {
    return unreadable('第一行没有表头', 'has no header in its first row')
  }
  const found = findColumns(header, columns)
  const errors = [...quoteErrors(faults.map(({ row = 0 }) => row + 1)), ...found.errors]
  const rows: CsvRow<C>[] = []
  for (const [at, line] of body.entries()) {
    if (line.every((cell) => cell.trim() === '')) continue
    const row = at + 2
    if (line.slice(header.length).some((cell) => cell.trim() !== '')) {
      const message = {
        zh: '单元格多于表头，可能缺少引号',
        en: 'has more cells than the header; quotes may be missing',
      }
      errors.push({ row, column: '', message })
    }
    rows.push({ row, cell: (column) => (line[found.indexes.get(column) ?? -1] ?? '').trim() })
  }
  return { rows, errors, missing: found.missing }
}

/** Rows whose cell in a column that names things says what an earlier row said. */
export function repeatedCells<C extends string>(rows: CsvRow<C>[], column: C): CsvError[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ row, cell }) => {
    const text = cell(column).normalize('NFKC')
    const earlier = first.get(text)
    if (text === '') return []
    if (earlier === undefined) first.set(text, row)
    const message = { zh: `“${text}”与第 ${earlier} 行重复`, en: `"${text}" is in row ${earlier} already` }
    return earlier === undefined ? [] : [{ row, column, message }]
  })
}

/** Faults in the order of the file, without those that follow from a missing column. */
export const orderedErrors = (errors: CsvError[], missing: string[]): CsvError[] =>
  errors.filter(({ row, column }) => row === 1 || !missing.includes(column)).toSorted((a, b) => a.row - b.row)

/** A workbook is a ZIP archive: the mistake that everybody makes once. */
const isWorkbook = (bytes: Uint8Array | string) =>
  typeof bytes !== 'string' && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3

const unreadable = (zh: string, en: string) => ({
  rows: [],
  errors: [{ row: 1, column: '', message: { zh: `文件${zh}`, en: `the file ${en}` } }],
  missing: [],
})

const quoteErrors = (rows: number[]): CsvError[] =>
  [...new Set(rows)].map((row) => ({
    row,
    column: '',
    message: { zh: '引号不成对', en: 'quotes do not match' },
  }))

function findColumns<C extends string>(header: string[], columns: Record<C, CsvColumn>) {
  const known = new Map<string, C>()
  for (const name in columns) {
    for (const alias of [name, ...columns[name].headers]) known.set(normalHeader(alias), name)
  }
  const indexes = new Map<C, number>()
  const errors: CsvError[] = []
  for (const [index, title] of header.entries()) {
    const name = known.get(normalHeader(title))
    if (name === undefined) {
      if (ignoredHeaders.has(normalHeader(title))) continue
      const message = { zh: `不认识的列“${title.trim()}”`, en: `unknown column "${title.trim()}"` }
      errors.push({ row: 1, column: title.trim(), message })
    } else if (indexes.has(name)) {
      errors.push({ row: 1, column: name, message: { zh: '列重复', en: 'the column is there twice' } })
    } else {
      indexes.set(name, index)
    }
  }
  const missing: C[] = []
  for (const name in columns) {
    if (!columns[name].required || indexes.has(name)) continue
    missing.push(name)
    const [zh = name] = columns[name].headers
    errors.push({
      row: 1,
      column: name,
      message: { zh: `缺少列“${zh}”`, en: `the column "${name}" is missing` },
    })
  }
  return { indexes, errors, missing }
}
