/** The matter list from CSV or JSON: every fault in one pass, and nothing imported while there is one. */
import { Matter } from '../../ticket/matter.ts'
import type { Unit } from '../../ticket/unit.ts'
import { MatterList } from '../list/matter-list.ts'
import { decodeText, type TextEncoding } from './encoding.ts'
import { fault, inOrder, issueAt, outcome, type Imported, type ImportIssue } from './issues.ts'
import { readJsonItems } from './json-items.ts'
import { listSeparators, lostZeros, repeated, withoutFractions } from './list-checks.ts'
import { matterColumns } from './matter-columns.ts'
import { checkNamedUnits } from './named-units.ts'
import { jsonPath } from './place.ts'
import { jsonRecords, sheetRecords, type ImportedRecord } from './records.ts'
import { schemaFault } from './schema-fault.ts'

export interface MattersImportOptions {
  /**
   * The city's units; where given, every unit and duty that a matter names must be among them, a unit may be named by
   * its name, and no matter may come down to a community that is not on its own list.
   */
  units?: readonly Unit[]
  /** The encoding where it is known; found by the bytes where absent. */
  encoding?: TextEncoding
}

/** What a JSON file says about the list as a whole. */
export type ListFacts = Partial<Omit<MatterList, 'matters'>>

export type MattersImport = Imported<{ matters: Matter[]; list: ListFacts }>

/**
 * Reads a matter list from CSV or JSON, whichever it is.
 *
 * @example
 * const result = importMatters(await readFile('matters.csv'), { units })
 * if (!result.ok) for (const issue of result.errors) console.error(issueText(issue).zh)
 */
export function importMatters(bytes: Uint8Array | string, options: MattersImportOptions = {}): MattersImport {
  const start = /\S/u.exec(decodeText(bytes, options.encoding)?.text.slice(0, 1000) ?? '')?.[0]
  return start === '[' || start === '{' ? importMattersJson(bytes, options) : importMattersCsv(bytes, options)
}

/**
 * Reads a matter list from a spreadsheet. Columns are found by their English identifiers or usual Chinese headers; lists
 * within a cell are separated by `|`.
 */
export function importMattersCsv(
  bytes: Uint8Array | string,
  { units, encoding }: MattersImportOptions = {},
): MattersImport {
  const sheet = sheetRecords(bytes, matterColumns, Matter, encoding)
  const { records, issues } = withoutFractions(sheet.records)
  const columnIssues = [...issues, ...lostZeros(records, 'code'), ...listSeparators(records)]
  return finish(records, [...sheet.issues, ...columnIssues], {}, units)
}

/** Reads a matter list from JSON: an array of matters, or `{ version, effectiveFrom, source, matters }`. */
export function importMattersJson(
  bytes: Uint8Array | string,
  { units, encoding }: MattersImportOptions = {},
): MattersImport {
  const read = readJsonItems(bytes, 'matters', encoding)
  if (!read.ok) return outcome([read.issue], { matters: [], list: {} })
  const { records, issues, unknownKeys } = jsonRecords(read.items, read.path, matterColumns, Matter)
  const { list, issues: factIssues } = readFacts(read.whole)
  for (const key of Object.keys(read.whole)) {
    if (!Object.hasOwn(MatterList.shape, key))
      unknownKeys.set(`$.${key}`, { path: jsonPath([key]), times: 1 })
  }
  const keyIssues = [...unknownKeys].map(([key, { path, times }]) => {
    const known = Object.keys(key.startsWith('$.') ? MatterList.shape : matterColumns).join(', ')
    return issueAt({ in: 'json', path }, fault('unknownKey', { key: key.replace('$.', ''), times, known }))
  })
  return finish(records, [...issues, ...factIssues, ...keyIssues], list, units)
}

function finish(
  records: readonly ImportedRecord<Matter>[],
  issues: ImportIssue[],
  list: ListFacts,
  units: readonly Unit[] | undefined,
): MattersImport {
  const named = units && checkNamedUnits(records, units)
  const all = inOrder([...issues, ...repeated(records, 'code'), ...(named?.issues ?? [])])
  const matters = records.flatMap(({ value }) => (value ? [named ? named.resolve(value) : value] : []))
  return outcome(all, { matters, list })
}

const factsAllowed = {
  version: { zh: '版本号，例如 2026.1', en: 'a version, e.g. 2026.1' },
  effectiveFrom: { zh: '生效日期，例如 2026-03-01', en: 'a date, e.g. 2026-03-01' },
  source: { zh: '出处，例如文号', en: 'where it was published' },
}

function readFacts(whole: Record<string, unknown>): { list: ListFacts; issues: ImportIssue[] } {
  const list: ListFacts = {}
  const issues: ImportIssue[] = []
  for (const key of ['version', 'effectiveFrom', 'source'] as const) {
    if (whole[key] === undefined) continue
    const parsed = MatterList.shape[key].safeParse(whole[key])
    if (parsed.data !== undefined) list[key] = parsed.data
    const [issue] = parsed.error?.issues ?? []
    const place = { in: 'json', path: jsonPath([key]) } as const
    if (issue) issues.push(issueAt(place, schemaFault(issue, whole[key], factsAllowed[key])))
  }
  return { list, issues }
}
