/** Finds the columns of a file by their Chinese or English headers, however they are decorated. */
import type { CellKind } from './cells.ts'
import { fault, issueAt, type ImportIssue } from './issues.ts'
import { columnLetters } from './place.ts'

export interface Column {
  /** Chinese headers of this column; its name in code is its English one. The first is shown in messages. */
  headers: readonly [string, ...string[]]
  required: boolean
  kind: CellKind
}
export type Columns<C extends string = string> = Record<C, Column>

/** Columns that people add for themselves and that mean nothing here. */
const ignoredHeaders = new Set(['', '序号', '备注', 'no', 'no.', 'remark', 'remarks'])

/** Said with a header, and saying nothing of what stands below it. */
const decorations = new Set(['必填', '选填', '可选', 'required', 'optional'])

/** Headers are compared without case, spaces, full-width forms, stars and hyphens: `Accept limit` is `acceptLimit`. */
const normalHeader = (header: string) =>
  header
    .normalize('NFKC')
    .replaceAll(/[\s*_\u200B\uFEFF-]/gu, '')
    .toLowerCase()

/** `办理时限（工作日）` is the column 办理时限 with the note 工作日. */
function splitNote(header: string): { name: string; note: string } {
  const [, name = '', note = ''] = /^(.+)\(([^()]*)\)$/u.exec(normalHeader(header)) ?? []
  return name === '' ? { name: normalHeader(header), note: '' } : { name, note }
}

export interface FoundColumn {
  index: number
  /** The header as it stands in the file. */
  header: string
  /** What stands in brackets behind it. */
  note: string
}

export interface FoundColumns {
  columns: Map<string, FoundColumn>
  /** Required columns that the file lacks: said once, so not again for every row. */
  missing: Set<string>
  issues: ImportIssue[]
}

/** How many headers of a row are known: what tells the row of headers, and the separator, from others. */
export function knownHeaders(titles: readonly string[], columns: Columns): number {
  const known = namesOf(columns)
  return new Set(titles.flatMap((title) => known.get(splitNote(title).name) ?? [])).size
}

export function findColumns(titles: readonly string[], row: number, columns: Columns): FoundColumns {
  const known = namesOf(columns)
  const found: FoundColumns = { columns: new Map(), missing: new Set(), issues: [] }
  const unknown: { index: number; title: string }[] = []
  for (const [index, title] of titles.entries()) {
    const { name: header, note } = splitNote(title)
    const name = known.get(header) ?? known.get(normalHeader(title))
    const first = name === undefined ? undefined : found.columns.get(name)
    if (name === undefined) {
      if (!ignoredHeaders.has(header)) unknown.push({ index, title: title.trim() })
    } else if (first) {
      const cell = `${columnLetters(index)}${row}`
      const place = { in: 'sheet', row, column: name, header: title.trim(), cell } as const
      found.issues.push(issueAt(place, fault('duplicateColumn', { name, first: columnLetters(first.index) })))
    } else {
      found.columns.set(name, { index, header: title.trim(), note: decorations.has(note) ? '' : note })
    }
  }
  const left = Object.entries(columns).filter(([name]) => !found.columns.has(name))
  for (const [name, { headers, required }] of left) {
    if (!required) continue
    found.missing.add(name)
    const place = { in: 'sheet', row, column: name } as const
    found.issues.push(issueAt(place, fault('missingColumn', { header: headers[0], name })))
  }
  const others = {
    zh: left.map(([, { headers }]) => headers[0]).join('、') || '没有其他列',
    en: left.map(([name]) => name).join(', ') || 'no further column',
  }
  for (const { index, title } of unknown) {
    const place = {
      in: 'sheet',
      row,
      column: title,
      header: title,
      cell: `${columnLetters(index)}${row}`,
    } as const
    found.issues.push(issueAt(place, fault('unknownColumn', { title, known: others })))
  }
  return found
}

function namesOf(columns: Columns): Map<string, string> {
  const names = new Map<string, string>()
  for (const [name, { headers }] of Object.entries(columns)) {
    for (const header of [name, ...headers]) names.set(normalHeader(header), name)
  }
  return names
}
