/** The matter list from a spreadsheet: every fault in one pass, and nothing imported while there is one. */
import { Matter } from '../ticket/matter.ts'
import type { Unit } from '../ticket/unit.ts'
import { plain, readChoice, readLimit, readList, type Cell } from './csv-cells.ts'
import { cellErrors } from './csv-issues.ts'
import { orderedErrors, readCsvTable, repeatedCells, type CsvError, type CsvRow } from './csv-table.ts'

const columns = {
  code: { headers: ['编码', '事项编码', '代码'], required: true },
  name: { headers: ['名称', '事项名称', '事项'], required: true },
  synonyms: { headers: ['别名', '同义词', '俗称'], required: false },
  category: { headers: ['类别', '分类', '事项类别'], required: true },
  level: { headers: ['层级', '级别'], required: true },
  route: { headers: ['路由', '办理路径', '首办'], required: true },
  responsible: { headers: ['责任单位', '主办单位', '牵头单位'], required: true },
  coUnits: { headers: ['协办单位', '配合单位'], required: false },
  acceptLimit: { headers: ['签收时限', '响应时限'], required: false },
  handleLimit: { headers: ['办理时限', '办结时限'], required: false },
  whistleEvidence: { headers: ['吹哨照片', '吹哨取证'], required: true },
  resultEvidence: { headers: ['办结照片', '办结取证'], required: true },
  closingConditions: { headers: ['办结条件', '办结标准'], required: false },
  procedure: { headers: ['办理流程', '处置流程'], required: false },
  legalBasis: { headers: ['法律依据', '政策依据'], required: false },
}
type Column = keyof typeof columns

const levels = [
  ['city', '市级', '市'],
  ['district', '区级', '区', '旗县区级', '区县级', '县级'],
] as const
const routes = [
  ['selfGovernance', '铁三角', '自治', '社区'],
  ['street', '街道', '乡镇', '街道乡镇', '街道/乡镇'],
  ['department', '部门', '职能部门'],
] as const
const evidence = [
  ['none', '无需', '不需要', '否'],
  ['optional', '可选', '选填'],
  ['required', '必需', '必须', '必填', '是'],
] as const

export type MattersImport = { ok: true; matters: Matter[] } | { ok: false; errors: CsvError[] }

export interface MattersImportOptions {
  /** The city's units; where given, every unit and duty that a matter names must be among them. */
  units?: Unit[]
}

/**
 * Reads a matter list. Columns are found by their English identifiers or usual Chinese headers; lists within a cell are
 * separated by `|`.
 *
 * @example
 * const result = importMattersCsv(await readFile('matters.csv'), { units })
 * if (!result.ok) for (const { row, column, message } of result.errors) report(row, column, message.zh)
 */
export function importMattersCsv(
  bytes: Uint8Array | string,
  { units }: MattersImportOptions = {},
): MattersImport {
  const table = readCsvTable(bytes, columns)
  const read = table.rows.map(readMatter)
  const matters = read.flatMap(({ matter }) => matter ?? [])
  const errors = orderedErrors(
    [
      ...table.errors,
      ...repeatedCells(table.rows, 'code'),
      ...read.flatMap((row) => row.errors),
      ...(units ? unknownUnits(table.rows, units) : []),
    ],
    table.missing,
  )
  return errors.length > 0 ? { ok: false, errors } : { ok: true, matters }
}

function readMatter({ row, cell }: CsvRow<Column>): { matter?: Matter; errors: CsvError[] } {
  const errors: CsvError[] = []
  const take = <T>(column: Column, read: (text: string) => Cell<T>): T | undefined => {
    if (cell(column) === '') return undefined
    const taken = read(cell(column))
    if (taken.ok) return taken.value
    errors.push({ row, column, message: taken.message })
    return undefined
  }
  const text = (column: Column) => (cell(column) === '' ? {} : { [column]: cell(column) })
  const limit = (column: Column) => {
    const value = take(column, readLimit)
    return value && { [column]: value }
  }
  const parsed = Matter.safeParse({
    code: plain(cell('code')),
    name: cell('name'),
    synonyms: readList(cell('synonyms')),
    category: cell('category'),
    level: take('level', (it) => readChoice(it, levels)),
    route: take('route', (it) => readChoice(it, routes)),
    responsible: plain(cell('responsible')),
    coUnits: readList(cell('coUnits')).map(plain),
    ...limit('acceptLimit'),
    ...limit('handleLimit'),
    whistleEvidence: take('whistleEvidence', (it) => readChoice(it, evidence)),
    resultEvidence: take('resultEvidence', (it) => readChoice(it, evidence)),
    ...text('closingConditions'),
    ...text('procedure'),
    ...text('legalBasis'),
  })
  if (!parsed.success) errors.push(...cellErrors(parsed.error.issues, row, columns, cell, errors))
  return { errors, ...(parsed.success && errors.length === 0 && { matter: parsed.data }) }
}

/** Units and duties that the unit list does not have. */
function unknownUnits(rows: CsvRow<Column>[], units: Unit[]): CsvError[] {
  const known = new Set(units.flatMap(({ id, duty }) => (duty === undefined ? [id] : [id, `duty:${duty}`])))
  return rows.flatMap(({ row, cell }) =>
    (['responsible', 'coUnits'] as const).flatMap((column) =>
      readList(cell(column))
        .map(plain)
        .filter((name) => !known.has(name))
        .map((name) => ({
          row,
          column,
          message: { zh: `单位表中没有“${name}”`, en: `"${name}" is not among the units` },
        })),
    ),
  )
}
