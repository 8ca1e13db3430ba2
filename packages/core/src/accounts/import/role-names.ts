/** Roles and kinds of units as spreadsheets name them; the first Chinese name is the one that messages show. */
import type { Choices } from '../../matters/list/matter-words.ts'
import type { Role } from '../../ticket/actor.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { UnitType } from '../../ticket/unit.ts'

/** Without `system`: no person has it. */
export const roleNames: Choices<Exclude<Role, 'system'>> = [
  ['gridWorker', '网格员', '专职网格员', 'grid worker'],
  ['communitySecretary', '村居书记', '社区书记', '村书记', '村支书', '嘎查书记', 'community secretary'],
  ['buildingHead', '楼栋长', '楼长', 'building head'],
  ['streetOfficer', '街道干部', '乡镇干部', '街镇干部', '街道办理员', 'street officer'],
  ['departmentHandler', '部门承办人', '承办人', '承办人员', '部门经办人', 'department handler'],
  ['dispatcher', '调度员', '指挥调度员', '派单员'],
  ['returnReviewer', '退单审核员', '退单审核', 'return reviewer'],
  ['supervisor', '督查员', '督办员', '督查督办'],
  ['citizen', '居民', '市民', '群众'],
  ['analyst', '分析员', '数据分析员', '只读'],
]

const unitTypeNames: Record<UnitType, Sentence> = {
  community: { zh: '村居', en: 'a community' },
  street: { zh: '街道（乡镇）', en: 'a street' },
  districtDepartment: { zh: '旗县区部门', en: 'a district department' },
  cityDepartment: { zh: '市级部门', en: 'a city department' },
  dispatchCentre: { zh: '指挥调度中心', en: 'the dispatch centre' },
  outsideHandler: { zh: '社会单位', en: 'an outside handler' },
}

export const roleName = (role: Role): Sentence => ({
  zh: roleNames.find(([code]) => code === role)?.[1] ?? role,
  en: role,
})

/** The kinds of units that a role may act for, as words. */
export function unitTypesText(types: readonly (UnitType | undefined)[]): Sentence {
  const names = types.map((type) =>
    type === undefined ? { zh: '不填单位', en: 'no unit' } : unitTypeNames[type],
  )
  return {
    zh: names.map(({ zh }) => zh).join('、') || '无',
    en: names.map(({ en }) => en).join(', ') || 'nobody',
  }
}

export const unitTypeText = (type: UnitType): Sentence => unitTypeNames[type]
