/** The matter list as files that Excel opens as they are meant, and that the import reads back as they were. */
import type { Limit } from '../../ticket/limit.ts'
import type { Matter } from '../../ticket/matter.ts'
import type { MatterList } from '../list/matter-list.ts'
import {
  evidenceNames,
  levelNames,
  limitUnitNames,
  matterHeaders,
  routeNames,
  type Choices,
  type MatterField,
} from '../list/matter-words.ts'
import { encodeText, type TextEncoding } from '../import/encoding.ts'
import { csvRow, safe } from './csv-cells.ts'

export interface CsvExportOptions {
  /** Headers and choices in Chinese, or by their identifiers as programs like them. */
  language?: 'zh' | 'en'
  /**
   * UTF-8 with a byte order mark, which every Excel since 2007 opens; GB18030 for what reads nothing else; UTF-16 is
   * tab-separated, Excel's own "Unicode text".
   */
  encoding?: TextEncoding
}

/**
 * A matter list as CSV. No cell can be taken for a formula: text that begins like one gets an apostrophe in front, as
 * OWASP advises against CSV injection. Codes that a spreadsheet would make numbers or dates are written `="001"`.
 * Throws UnencodableText where the encoding lacks a letter; UTF-8 lacks none.
 *
 * @example
 * await writeFile('matters.csv', exportMattersCsv(list.matters))
 */
export function exportMattersCsv(
  matters: readonly Matter[],
  { language = 'zh', encoding = 'utf-8' }: CsvExportOptions = {},
): Uint8Array {
  const delimiter = encoding === 'utf-16le' || encoding === 'utf-16be' ? '\t' : ','
  const fields = Object.keys(matterHeaders).filter((it): it is MatterField => it in matterHeaders)
  const header = fields.map((field) => (language === 'zh' ? matterHeaders[field][0] : field))
  const rows = matters.map((matter) => fields.map((field) => cellOf(matter, field, language)))
  return encodeText([header, ...rows].map((cells) => csvRow(cells, delimiter)).join(''), encoding)
}

/** A matter list as JSON text: `{ version, effectiveFrom, source, matters }`, two spaces deep. */
export const exportMattersJson = (list: MatterList): string => `${JSON.stringify(list, undefined, 2)}\n`

function cellOf(matter: Matter, field: MatterField, language: 'zh' | 'en'): string {
  switch (field) {
    case 'code':
    case 'responsible':
      return identifierCell(matter[field])
    case 'synonyms':
    case 'coUnits':
      return safe(matter[field].map(escapeSeparators).join('|'))
    case 'level':
      return choiceCell(matter.level, levelNames, language)
    case 'route':
      return choiceCell(matter.route, routeNames, language)
    case 'whistleEvidence':
    case 'resultEvidence':
      return choiceCell(matter[field], evidenceNames, language)
    case 'acceptLimit':
    case 'handleLimit':
      return limitCell(matter[field], language)
    default:
      return safe(matter[field] ?? '')
  }
}

const choiceCell = <T extends string>(value: T, choices: Choices<T>, language: 'zh' | 'en') =>
  language === 'en' ? value : (choices.find(([code]) => code === value)?.[1] ?? value)

function limitCell(limit: Limit | undefined, language: 'zh' | 'en'): string {
  if (!limit) return ''
  const { amount, unit } = limit
  return language === 'zh' ? `${amount}${choiceCell(unit, limitUnitNames, 'zh')}` : `${amount} ${unit}`
}

/** A bar, a semicolon or a line end within a word must not part it. */
const escapeSeparators = (word: string) => word.replaceAll(/[\\|｜;；\n]/gu, String.raw`\$&`)

/** Codes that a spreadsheet would change on opening: `001`, `1.10`, `3-1`, `2026-03-01`, `1E5`, long numbers. */
const numberLike =
  /^(?:0\d+|\d{12,}|\d+\.\d*0|\.\d+|\d{1,4}[-.]\d{1,2}(?:[-.]\d{1,4})?|\d+(?:\.\d+)?e\d+|\d{1,2}月\d{1,2}日)$/iu
const identifierCell = (code: string) => (numberLike.test(code) ? `="${code}"` : safe(code))
