/**
 * Reads the hotline's counts from CSV or JSON, with every fault and its place in one pass, and nothing imported while
 * there is one. A subpath of its own (`@chuishao/core/insight/import`), for those who report, not for every page.
 */
import { plain, word, type CellKind } from '../matters/import/cells.ts'
import type { Columns } from '../matters/import/columns.ts'
import { decodeText, type TextEncoding } from '../matters/import/encoding.ts'
import { fault, issueAt, outcome, type Imported, type ImportIssue } from '../matters/import/issues.ts'
import { readJsonItems } from '../matters/import/json-items.ts'
import { placeText, type ImportPlace } from '../matters/import/place.ts'
import { jsonRecords, sheetRecords, type ImportedRecord } from '../matters/import/records.ts'
import { HotlineCount } from './hotline-counts.ts'
import { readPeriod } from './periods.ts'

export type { ImportIssue, ImportPlace, TextEncoding }
export type HotlineImport = Imported<{ counts: HotlineCount[] }>

const periodAllowed = {
  zh: '日、周、月、季或年，例如 2026-03-02、2026-W10、2026年3月、2026-Q1、2026',
  en: 'a day, week, month, quarter or year, e.g. 2026-03-02, 2026-W10, 2026-03, 2026-Q1, 2026',
}
const countAllowed = { zh: '0 或正整数，例如 1234', en: 'a whole number from 0, e.g. 1234' }

const period: CellKind = {
  allowed: periodAllowed,
  read(text) {
    const span = readPeriod(text)
    if (span) return { ok: true, value: span.name }
    return { ok: false, fault: fault('malformed', { text, allowed: periodAllowed }) }
  },
}

/** `1,234`, `1 234` and `1234.0` are 1234. */
const count: CellKind = {
  allowed: countAllowed,
  read(text) {
    const [, digits] = /^(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.0+)?$/u.exec(plain(text)) ?? []
    if (digits !== undefined) return { ok: true, value: Number(digits.replaceAll(/[, ]/gu, '')) }
    return { ok: false, fault: fault('malformed', { text, allowed: countAllowed }) }
  },
}

const columns: Columns<keyof HotlineCount> = {
  category: {
    headers: ['类别', '事项类别', '诉求类别', '分类'],
    required: true,
    kind: word({ zh: '一行文字，最多 200 个字', en: 'one line of at most 200 letters' }),
  },
  period: { headers: ['周期', '时间', '月份', '统计周期', '日期'], required: true, kind: period },
  count: { headers: ['数量', '件数', '受理量', '工单量', '诉求量'], required: true, kind: count },
}

/** Reads a table with the columns 类别, 周期 and 数量, or JSON: an array of `{ category, period, count }`, or `{ counts }`. */
export function importHotlineCounts(
  bytes: Uint8Array | string,
  { encoding }: { encoding?: TextEncoding } = {},
): HotlineImport {
  const start = /\S/u.exec(decodeText(bytes, encoding)?.text.slice(0, 1000) ?? '')?.[0]
  const { records, issues } =
    start === '[' || start === '{'
      ? fromJson(bytes, encoding)
      : sheetRecords(bytes, columns, HotlineCount, encoding)
  return outcome([...issues, ...noSuchPeriods(records), ...repeatedCounts(records)], {
    counts: records.flatMap(({ value }) => value ?? []),
  })
}

function fromJson(bytes: Uint8Array | string, encoding?: TextEncoding) {
  const read = readJsonItems(bytes, 'counts', encoding)
  if (!read.ok) return { records: [], issues: [read.issue] }
  const { records, issues, unknownKeys } = jsonRecords(read.items, read.path, columns, HotlineCount)
  const known = Object.keys(columns).join(', ')
  const keyIssues = [...unknownKeys].map(([key, { path, times }]) =>
    issueAt({ in: 'json', path }, fault('unknownKey', { key, times, known })),
  )
  return { records, issues: [...issues, ...keyIssues] }
}

type Read = readonly ImportedRecord<HotlineCount>[]

/** Right in form, and still no period: month 13, week 60, 30 February. */
const noSuchPeriods = (records: Read): ImportIssue[] =>
  records.flatMap(({ value, place }) =>
    value && readPeriod(value.period)?.name !== value.period
      ? [issueAt(place('period'), fault('malformed', { text: value.period, allowed: periodAllowed }))]
      : [],
  )

/** The same category and period twice: added up or replaced would both be a guess. */
function repeatedCounts(records: Read): ImportIssue[] {
  const first = new Map<string, ImportPlace>()
  return records.flatMap(({ value, place }) => {
    if (!value) return []
    const key = `${value.category}\n${value.period}`
    const earlier = first.get(key)
    if (!earlier) {
      first.set(key, place('category'))
      return []
    }
    const at = placeText(earlier.in === 'sheet' ? { in: 'sheet', row: earlier.row } : earlier)
    const message = {
      zh: `“${value.category}”${value.period} 与${at.zh}重复`,
      en: `"${value.category}" in ${value.period} is in ${at.en} already`,
    }
    const allowed = { zh: '同一类别、同一周期只写一行', en: 'one line for a category and period' }
    return [issueAt(place('period'), { code: 'duplicate', severity: 'error', message, allowed })]
  })
}
