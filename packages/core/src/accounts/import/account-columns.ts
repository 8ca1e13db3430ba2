/** The columns of a list of accounts: one row for each person of an account. */
import * as z from 'zod/mini'
import { identifier, plain, readList, word, type CellKind } from '../../matters/import/cells.ts'
import type { Columns } from '../../matters/import/columns.ts'
import { Role } from '../../ticket/actor.ts'
import { Code, Line } from '../../ticket/primitives.ts'
import { AccountId } from '../account.ts'
import { rolesAllowed, systemRole, unknownRoles } from './faults.ts'
import { roleNames } from './role-names.ts'

export const AccountRow = z.object({
  account: AccountId,
  personId: Code,
  name: Line,
  roles: z.array(Role).check(z.minLength(1)),
  /** A unit's id, or a name that only one unit has. */
  unit: z.optional(Line),
})
export type AccountRow = z.infer<typeof AccountRow>

/** Numbers that a program wrote as fractions, such as `1501020001.0`, are read without. */
const number = (kind: CellKind): CellKind => ({
  ...kind,
  read: (text, note) => kind.read(plain(text).replace(/^(\d+)\.0+$/u, '$1'), note),
})

const roles: CellKind = {
  allowed: rolesAllowed,
  read(text) {
    const words = readList(text, 'identifiers').map(plain)
    if (words.some((it) => it.toLowerCase() === 'system')) return { ok: false, fault: systemRole() }
    const found = words.map((it) =>
      roleNames.find((names) => names.some((name) => name.toLowerCase() === it.toLowerCase())),
    )
    const unknown = words.filter((_, at) => found[at] === undefined)
    if (unknown.length > 0) return { ok: false, fault: unknownRoles(unknown) }
    return { ok: true, value: [...new Set(found.flatMap((names) => names?.[0] ?? []))] }
  },
}

const account = {
  zh: '登录名，最多 128 个字，不含空格',
  en: 'what one signs in with, at most 128 letters without blanks',
}
const person = {
  zh: '字母、汉字、数字和 . _ : -，最多 64 个，例如 P-0001',
  en: 'letters, digits and . _ : -, at most 64, e.g. P-0001',
}
const line = { zh: '一行文字，最多 200 个字', en: 'one line of at most 200 letters' }
export const unitAllowed = {
  zh: '单位编码，或不重名的单位名称',
  en: 'the id of a unit, or a name that only one unit has',
}

export const accountColumns: Columns<keyof AccountRow> = {
  account: {
    headers: ['账号', '登录名', '账户', '用户名'],
    required: true,
    kind: number(identifier(account)),
  },
  personId: {
    headers: ['人员编号', '工号', '人员编码', '人员ID'],
    required: true,
    kind: number(identifier(person)),
  },
  name: { headers: ['姓名', '人员姓名'], required: true, kind: word(line) },
  roles: { headers: ['角色', '权限', 'role'], required: true, kind: roles },
  unit: { headers: ['单位', '所属单位', '单位编码', '单位名称'], required: true, kind: word(unitAllowed) },
}
