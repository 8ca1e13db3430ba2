/** Checks that need the whole file: identifiers that repeat, and what spreadsheets do to a column of them. */
import { fault, issueAt, type ImportIssue } from './issues.ts'
import { placeText, type ImportPlace } from './place.ts'
import type { ImportedRecord } from './records.ts'

/** Items whose identifier an earlier one has already. */
export function repeated(records: readonly ImportedRecord<unknown>[], field: string): ImportIssue[] {
  const first = new Map<string, ImportPlace>()
  return records.flatMap((record) => {
    const id = record.fields[field]
    if (typeof id !== 'string' || id === '') return []
    const place = record.place(field)
    const earlier = first.get(id)
    if (!earlier) first.set(id, place)
    return earlier ? [issueAt(place, fault('duplicate', { text: id, first: rowText(earlier) }))] : []
  })
}

const rowText = (place: ImportPlace) =>
  placeText(place.in === 'sheet' ? { in: 'sheet', row: place.row } : place)

/**
 * Codes that are figures, of which some are shorter: `001` becomes `1` when a spreadsheet takes it for a number. Said
 * once, at the first.
 */
export function lostZeros(records: readonly ImportedRecord<unknown>[], field: string): ImportIssue[] {
  const codes = records.map((record) => ({ record, code: record.fields[field] }))
  let longest = 0
  for (const { code } of codes) {
    if (typeof code !== 'string' || !/^[1-9]\d*$/u.test(code)) return []
    longest = Math.max(longest, code.length)
  }
  const short = codes.find(({ code }) => typeof code === 'string' && code.length < longest)
  if (!short || typeof short.code !== 'string') return []
  return [issueAt(short.record.place(field), fault('lostZeros', { text: short.code, longest }))]
}

/** Codes that all end in `.0`, as programs write numbers that they took for fractions: read without it, and said once. */
export function withoutFractions<T extends { code: string }>(
  records: readonly ImportedRecord<T>[],
): { records: readonly ImportedRecord<T>[]; issues: ImportIssue[] } {
  const [first] = records
  const whole = (code: unknown) => (typeof code === 'string' ? /^(\d+)\.0+$/u.exec(code)?.[1] : undefined)
  if (!first || !records.every(({ fields }) => whole(fields['code']) !== undefined))
    return { records, issues: [] }
  const stripped = records.map((record) => {
    const { fields, value, place } = record
    const code = whole(fields['code']) ?? ''
    return { fields: { ...fields, code }, place, ...(value && { value: { ...value, code } }) }
  })
  return { records: stripped, issues: [issueAt(first.place('code'), fault('wholeNumberCodes'))] }
}

/** One long synonym with commas in it is probably several. */
export const listSeparators = (records: readonly ImportedRecord<unknown>[]): ImportIssue[] =>
  records.flatMap(({ fields, place }) => {
    const words = fields['synonyms']
    const [word, ...others]: unknown[] = Array.isArray(words) ? words : []
    return typeof word === 'string' && others.length === 0 && /[、，,]/u.test(word)
      ? [issueAt(place('synonyms'), fault('listSeparator', { text: word }))]
      : []
  })
