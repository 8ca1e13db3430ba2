/** The organisations of a city from a spreadsheet, by the same rules as the matter list. */
import { Unit } from '../ticket/unit.ts'
import { plain, readChoice } from './csv-cells.ts'
import { cellErrors } from './csv-issues.ts'
import { orderedErrors, readCsvTable, repeatedCells, type CsvError, type CsvRow } from './csv-table.ts'

const columns = {
  id: { headers: ['单位编码', '编码', '代码'], required: true },
  name: { headers: ['单位名称', '名称'], required: true },
  nameEn: { headers: ['英文名称', '英文名'], required: false },
  type: { headers: ['单位类型', '类型'], required: true },
  regionCode: { headers: ['区划代码', '行政区划代码', '区划'], required: true },
  parentId: { headers: ['上级单位', '上级'], required: false },
  duty: { headers: ['职能', '职责'], required: false },
}
type Column = keyof typeof columns

const types = [
  ['community', '社区', '村', '村(社区)', '嘎查'],
  ['street', '街道', '乡镇', '镇', '乡', '苏木'],
  ['districtDepartment', '区级部门', '旗县区部门', '县级部门'],
  ['cityDepartment', '市级部门'],
  ['dispatchCentre', '指挥调度中心', '调度中心'],
  ['outsideHandler', '社会单位', '企业', '物业'],
] as const

export type UnitsImport = { ok: true; units: Unit[] } | { ok: false; errors: CsvError[] }

/** Reads a list of units: every fault in one pass, and nothing imported while there is one. */
export function importUnitsCsv(bytes: Uint8Array | string): UnitsImport {
  const table = readCsvTable(bytes, columns)
  const read = table.rows.map(readUnit)
  const units = read.flatMap(({ unit }) => unit ?? [])
  const errors = orderedErrors(
    [
      ...table.errors,
      ...repeatedCells(table.rows, 'id'),
      ...read.flatMap((row) => row.errors),
      ...unknownParents(table.rows),
    ],
    table.missing,
  )
  return errors.length > 0 ? { ok: false, errors } : { ok: true, units }
}

function readUnit({ row, cell }: CsvRow<Column>): { unit?: Unit; errors: CsvError[] } {
  const errors: CsvError[] = []
  const type = readChoice(cell('type'), types)
  if (!type.ok && cell('type') !== '') errors.push({ row, column: 'type', message: type.message })
  const optional = (column: Column, text: string) => (text === '' ? {} : { [column]: text })
  const parsed = Unit.safeParse({
    id: plain(cell('id')),
    name: cell('name'),
    ...optional('nameEn', cell('nameEn')),
    type: type.ok ? type.value : undefined,
    regionCode: plain(cell('regionCode')),
    ...optional('parentId', plain(cell('parentId'))),
    ...optional('duty', plain(cell('duty'))),
  })
  if (!parsed.success) errors.push(...cellErrors(parsed.error.issues, row, columns, cell, errors))
  return { errors, ...(parsed.success && errors.length === 0 && { unit: parsed.data }) }
}

/** A unit above must be in the same file, and nobody is above themselves. */
function unknownParents(rows: CsvRow<Column>[]): CsvError[] {
  const ids = new Set(rows.map(({ cell }) => plain(cell('id'))))
  return rows.flatMap(({ row, cell }) => {
    const parent = plain(cell('parentId'))
    if (parent === '' || (ids.has(parent) && parent !== plain(cell('id')))) return []
    const message =
      parent === plain(cell('id'))
        ? { zh: '上级单位不能是自己', en: 'a unit is not its own parent' }
        : { zh: `单位表中没有上级单位“${parent}”`, en: `the parent "${parent}" is not among the units` }
    return [{ row, column: 'parentId', message }]
  })
}
