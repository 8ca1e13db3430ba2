/** The mapping of district items to city items from CSV or JSON, held to both lists where they are given. */
import * as z from 'zod/mini'
import { checkMapping, type MappedLists } from '../list/check-mapping.ts'
import { MappingLink, type MatterMapping } from '../list/mapping.ts'
import { identifier, identifiers } from './cells.ts'
import type { Columns } from './columns.ts'
import { decodeText, type TextEncoding } from './encoding.ts'
import { fault, issueAt, outcome, type Imported, type ImportIssue } from './issues.ts'
import { readJsonItems } from './json-items.ts'
import type { ImportPlace } from './place.ts'
import { jsonRecords, sheetRecords } from './records.ts'

export interface MappingImportOptions {
  /** Both lists; where given, `checkMapping` judges the mapping, and its errors are the import's. */
  lists?: Omit<MappedLists, 'mapping'>
  /** The encoding where it is known; found by the bytes where absent. */
  encoding?: TextEncoding
}

export type MappingImport = Imported<{ mapping: MatterMapping }>

const district = { zh: '一个区级事项编码', en: 'the code of one district item' }
const city = {
  zh: '市级事项编码，几个用“|”分隔',
  en: 'codes of city items, with "|" between several',
}
const columns: Columns<'district' | 'city'> = {
  district: { headers: ['区级事项编码', '区级编码', '区级事项'], required: true, kind: identifier(district) },
  city: { headers: ['市级事项编码', '市级编码', '市级事项'], required: true, kind: identifiers(city) },
}
const SheetLine = z.object({
  district: MappingLink.shape.district,
  city: z.array(MappingLink.shape.city).check(z.minLength(1)),
})

interface PlacedLink extends MappingLink {
  place(field: string): ImportPlace
}

/** Reads a mapping; a row may name several city items. JSON is an array of links, or `{ links }`. */
export function importMapping(bytes: Uint8Array | string, options: MappingImportOptions = {}): MappingImport {
  const start = /\S/u.exec(decodeText(bytes, options.encoding)?.text.slice(0, 1000) ?? '')?.[0]
  const { links, issues } =
    start === '[' || start === '{' ? fromJson(bytes, options) : fromSheet(bytes, options)
  const mapping = { links: links.map((link) => ({ district: link.district, city: link.city })) }
  // A list that was read in part would be said to lack what it has.
  const whole = issues.every(({ severity }) => severity === 'warning')
  const faults = checkMapping({ city: [], district: [], ...options.lists, mapping })
  const judged = faults.filter(({ code }) =>
    code === 'repeatedLink' ? true : options.lists !== undefined && (whole || code !== 'unmapped'),
  )
  const placed = judged.map((it) => {
    const link = it.link === undefined ? undefined : links[it.link]
    const place = link?.place(it.code === 'unknownDistrictItem' ? 'district' : 'city')
    return issueAt(place ?? { in: 'file' }, it)
  })
  return outcome([...issues, ...placed], { mapping })
}

interface ReadLinks {
  links: PlacedLink[]
  issues: ImportIssue[]
}

function fromSheet(bytes: Uint8Array | string, { encoding }: MappingImportOptions): ReadLinks {
  const { records, issues } = sheetRecords(bytes, columns, SheetLine, encoding)
  const links = records.flatMap(({ value, place }) =>
    (value?.city ?? []).map((code) => ({ district: value?.district ?? '', city: code, place })),
  )
  return { links, issues }
}

function fromJson(bytes: Uint8Array | string, { encoding }: MappingImportOptions): ReadLinks {
  const read = readJsonItems(bytes, 'links', encoding)
  if (!read.ok) return { links: [], issues: [read.issue] }
  const linkColumns = { ...columns, city: { ...columns.city, kind: identifier(city) } }
  const { records, issues, unknownKeys } = jsonRecords(read.items, read.path, linkColumns, MappingLink)
  const keyIssues = [...unknownKeys].map(([key, { path, times }]) =>
    issueAt(
      { in: 'json', path },
      fault('unknownKey', { key, times, known: Object.keys(columns).join(', ') }),
    ),
  )
  const links = records.flatMap(({ value, place }) => (value ? [{ ...value, place }] : []))
  return { links, issues: [...issues, ...keyIssues] }
}
