/** What only a list of accounts can have wrong. */
import type { Fault } from '../../matters/import/issues.ts'
import type { Role } from '../../ticket/actor.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import type { UnitType } from '../../ticket/unit.ts'
import { roleName, roleNames, unitTypesText, unitTypeText } from './role-names.ts'

export const accountFaultCodes = [
  'unknownRole',
  'systemRole',
  'roleMisfit',
  'unitMissing',
  'personTwice',
  'accountOfTwoUnits',
  'personOfTwoNames',
] as const
export type AccountFaultCode = (typeof accountFaultCodes)[number]

const accountFault = (code: AccountFaultCode, message: Sentence, allowed: Sentence): Fault => ({
  code,
  severity: 'error',
  message,
  allowed,
})

const quoted = (words: readonly string[]): Sentence => ({
  zh: words.map((it) => `“${it}”`).join('、'),
  en: words.map((it) => `"${it}"`).join(', '),
})

export const rolesAllowed: Sentence = {
  zh: `${roleNames.map(([, name]) => name).join('、')}，几个用“|”分隔`,
  en: `${roleNames.map(([code]) => code).join(', ')}, with "|" between several`,
}

export const unknownRoles = (words: readonly string[]): Fault => {
  const { zh, en } = quoted(words)
  return accountFault('unknownRole', { zh: `没有角色${zh}`, en: `there is no role ${en}` }, rolesAllowed)
}

export const systemRole = (): Fault =>
  accountFault(
    'systemRole',
    { zh: '“system”只属于系统本身', en: 'the role "system" belongs to the system itself' },
    rolesAllowed,
  )

export const roleMisfit = (role: Role, type: UnitType, fitting: readonly (UnitType | undefined)[]): Fault => {
  const name = roleName(role)
  return accountFault(
    'roleMisfit',
    {
      zh: `${name.zh}不能属于${unitTypeText(type).zh}`,
      en: `the role ${name.en} does not act for ${unitTypeText(type).en}`,
    },
    unitTypesText(fitting),
  )
}

export const unitMissing = (role: Role, fitting: readonly (UnitType | undefined)[]): Fault => {
  const name = roleName(role)
  return accountFault(
    'unitMissing',
    { zh: `${name.zh}需要单位`, en: `the role ${name.en} needs a unit` },
    unitTypesText(fitting),
  )
}

export const personTwice = (person: string, first: Sentence): Fault =>
  accountFault(
    'personTwice',
    {
      zh: `此账号已有人员“${person}”（${first.zh}）`,
      en: `the account has the person "${person}" already, in ${first.en}`,
    },
    { zh: '每个账号下每人一行', en: 'one row for each person of an account' },
  )

export const accountOfTwoUnits = (unit: string, other: string, first: Sentence): Fault =>
  accountFault(
    'accountOfTwoUnits',
    {
      zh: `同一账号在${first.zh}属于“${other}”，此处为“${unit}”`,
      en: `the account acts for "${other}" in ${first.en}, here for "${unit}"`,
    },
    { zh: '一个账号一个单位，其他单位另设账号', en: 'one unit for an account, and an account for each unit' },
  )

export const personOfTwoNames = (name: string, other: string, first: Sentence): Fault =>
  accountFault(
    'personOfTwoNames',
    {
      zh: `同一人员编号在${first.zh}是“${other}”，此处为“${name}”`,
      en: `the person is "${other}" in ${first.en}, here "${name}"`,
    },
    { zh: '一个编号一个人', en: 'one name for a person, and an id for each person' },
  )
