/** A fault that an import found: a stable code, where it is, what is wrong, and what is allowed instead. */
import type { AccountFaultCode } from '../../accounts/import/faults.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { MappingFaultCode } from '../list/check-mapping.ts'
import { issueWords, type Words } from './issue-words.ts'
import { columnIndex, placeText, type ImportPlace } from './place.ts'

type Catalogue = typeof issueWords
type WordedCode = keyof Catalogue
export type ImportCode = WordedCode | MappingFaultCode | AccountFaultCode

export interface ImportIssue {
  code: ImportCode
  /** Nothing is imported while there is one error; a warning lets the import pass. */
  severity: 'error' | 'warning'
  place: ImportPlace
  message: Sentence
  /** What is allowed instead. */
  allowed: Sentence
}

/** A fault before it is known where it is. */
export type Fault = Omit<ImportIssue, 'place'>

const warnings: ReadonlySet<ImportCode> = new Set<ImportCode>([
  'unknownColumn',
  'unknownKey',
  'aboveHeader',
  'lostZeros',
  'wholeNumberCodes',
  'listSeparator',
])

const catalogue: { [C in WordedCode]: (...params: Parameters<Catalogue[C]>) => Words } = issueWords

export function fault<C extends WordedCode>(code: C, ...params: Parameters<Catalogue[C]>): Fault {
  const [zh, en, allowedZh, allowedEn] = catalogue[code](...params)
  const severity = warnings.has(code) ? 'warning' : 'error'
  return { code, severity, message: { zh, en }, allowed: { zh: allowedZh, en: allowedEn } }
}

export const issueAt = (place: ImportPlace, { code, severity, message, allowed }: Fault): ImportIssue => ({
  code,
  severity,
  place,
  message,
  allowed,
})

/** The whole issue in one line: where, what is wrong, what is allowed. */
export function issueText({ place, message, allowed }: ImportIssue): Sentence {
  const at = placeText(place)
  return {
    zh: `${at.zh}：${message.zh}；应为：${allowed.zh}`,
    en: `${at.en}: ${message.en}; allowed: ${allowed.en}`,
  }
}

/** In the order of the file: its own faults first, then row by row and column by column. */
export const inOrder = (issues: ImportIssue[]): ImportIssue[] =>
  issues
    .map((issue) => ({ issue, order: orderOf(issue.place) }))
    .toSorted((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
    .map(({ issue }) => issue)

function orderOf(place: ImportPlace): readonly [row: number, column: number] {
  switch (place.in) {
    case 'file':
      return [-1, 0]
    case 'sheet':
      return [place.row, place.cell === undefined ? -1 : columnIndex(place.cell)]
    case 'json':
      return [Number(/\[(\d+)\]/u.exec(place.path)?.[1] ?? -1), 0]
    case 'text':
      return [place.line, place.column]
  }
}

export type Imported<T> =
  ({ ok: true; warnings: ImportIssue[] } & T) | { ok: false; errors: ImportIssue[]; warnings: ImportIssue[] }

/** Either everything or nothing. */
export function outcome<T>(issues: ImportIssue[], value: T): Imported<T> {
  const errors = inOrder(issues.filter(({ severity }) => severity === 'error'))
  const warnings = inOrder(issues.filter(({ severity }) => severity === 'warning'))
  return errors.length > 0 ? { ok: false, errors, warnings } : { ok: true, warnings, ...value }
}
