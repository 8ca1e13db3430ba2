/** The organisations of a city from a spreadsheet, by the same rules as the matter list. */
import { Unit, type UnitType } from '../../ticket/unit.ts'
import type { Choices } from '../list/matter-words.ts'
import { choice, identifier, regionCode, word } from './cells.ts'
import type { Columns } from './columns.ts'
import type { TextEncoding } from './encoding.ts'
import { fault, issueAt, outcome, type Imported, type ImportIssue } from './issues.ts'
import { repeated } from './list-checks.ts'
import { sheetRecords, type ImportedRecord } from './records.ts'

const types: Choices<UnitType> = [
  ['community', '社区', '村', '村(社区)', '嘎查'],
  ['street', '街道', '乡镇', '镇', '乡', '苏木'],
  ['districtDepartment', '区级部门', '旗县区部门', '县级部门'],
  ['cityDepartment', '市级部门'],
  ['dispatchCentre', '指挥调度中心', '调度中心'],
  ['outsideHandler', '社会单位', '企业', '物业'],
]

const code = {
  zh: '字母、汉字、数字和 . _ : -，最多 64 个，例如 xincheng-housing',
  en: 'letters, digits and . _ : -, at most 64, e.g. xincheng-housing',
}
const line = { zh: '一行文字，最多 200 个字', en: 'one line of at most 200 letters' }

const columns: Columns<keyof Unit> = {
  id: { headers: ['单位编码', '编码', '代码'], required: true, kind: identifier(code) },
  name: { headers: ['单位名称', '名称'], required: true, kind: word(line) },
  nameEn: { headers: ['英文名称', '英文名'], required: false, kind: word(line) },
  type: { headers: ['单位类型', '类型'], required: true, kind: choice(types) },
  regionCode: { headers: ['区划代码', '行政区划代码', '区划'], required: true, kind: regionCode },
  parentId: { headers: ['上级单位', '上级'], required: false, kind: identifier(code) },
  duty: { headers: ['职能', '职责'], required: false, kind: identifier(code) },
}

export type UnitsImport = Imported<{ units: Unit[] }>

/** Reads a list of units: every fault in one pass, and nothing imported while there is one. */
export function importUnitsCsv(
  bytes: Uint8Array | string,
  { encoding }: { encoding?: TextEncoding } = {},
): UnitsImport {
  const { records, issues } = sheetRecords(bytes, columns, Unit, encoding)
  const all = [...issues, ...repeated(records, 'id'), ...unknownParents(records)]
  return outcome(all, { units: records.flatMap(({ value }) => value ?? []) })
}

/** A unit above must be in the same file, and nobody is above themselves. */
function unknownParents(records: readonly ImportedRecord<Unit>[]): ImportIssue[] {
  const ids = new Set(records.map(({ fields }) => fields['id']))
  return records.flatMap(({ fields, place }) => {
    const { id, parentId } = fields
    if (typeof parentId !== 'string' || (ids.has(parentId) && parentId !== id)) return []
    const reason = parentId === id ? fault('ownParent') : fault('unknownParent', { text: parentId })
    return [issueAt(place('parentId'), reason)]
  })
}
