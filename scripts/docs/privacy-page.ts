/** Who sees which part of a resident's data, printed from the table that the views apply. */
import {
  personalParts,
  sightTable,
  standings,
  type PersonalPart,
  type Sight,
  type Standing,
} from '@chuishao/core/privacy'
import { notice, table } from './markdown.ts'

const who: Record<Standing, string> = {
  resident: 'the resident themselves 居民本人',
  community:
    'grid workers and secretaries of the community; whoever wrote the draft 本社区网格员、书记；填单人',
  centre: 'dispatchers, supervisors 调度员、督查员',
  returnDesk: 'return reviewers 退单审核员',
  street: 'street officers of a street that takes part 参与办理的街道',
  buildingHead: 'building heads of the community 本社区楼栋长',
  handler: 'every other unit that leads, led or assists 主办、协办、曾主办单位',
  analyst: 'analysts, and whoever has no part in it 数据分析员及无关人员',
}

const what: Record<PersonalPart, string> = {
  name: 'name 姓名',
  phone: 'telephone 电话',
  identity: 'portal account 账号',
  words: 'texts 文字',
  place: 'place 位置',
  photos: 'photos 照片',
}

const seen: Record<Sight, string> = { full: '● full', masked: '◐ masked', hidden: '○' }

/** The page, in both languages at once. */
export function privacyPage(): string {
  return `${notice}

# Who sees what of a resident 谁能看到居民的哪些信息

\`docs/privacy.md\` says what is stored where, how it is erased, and who reads the log of views.

${table(
  ['', ...personalParts.map((part) => what[part])],
  standings.map((standing) => [
    who[standing],
    ...personalParts.map((part) => seen[sightTable[standing][part]]),
  ]),
)}

● as it is 原样 · ◐ masked 脱敏 · ○ left out 不显示. Who stands to a ticket in several ways sees the most that one of them allows.

- **Masked** is a name as 张\\*\\*, a number as 138\\*\\*\\*\\*5678; of texts (the description, what the resident wrote) all but
  telephone, identity and card numbers, accounts, e-mail addresses and the noted name; of a place the road and two decimals of
  a degree.
- **Lists** show nobody's name, number or account, also to those who see them in the ticket: opening the ticket is what is
  recorded.
`
}
