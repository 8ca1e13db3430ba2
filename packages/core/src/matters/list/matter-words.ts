/** What the parts of a list item are called and how their values read: in spreadsheets, comparisons and faults. */
import type { Limit } from '../../ticket/limit.ts'
import type { EvidenceRule, Matter, Route } from '../../ticket/matter.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import { limitText } from '../../time/limit-text.ts'

export type MatterField = keyof Matter

/** The Chinese headers of every field in the order of a spreadsheet; the first is the one that is written. */
export const matterHeaders: Record<MatterField, readonly [string, ...string[]]> = {
  code: ['事项编码', '编码', '代码'],
  name: ['事项名称', '名称', '事项'],
  synonyms: ['别名', '同义词', '俗称'],
  category: ['事项类别', '类别', '分类'],
  level: ['层级', '级别', '事项层级'],
  route: ['办理路径', '路由', '首办'],
  responsible: ['责任单位', '主办单位', '牵头单位'],
  coUnits: ['协办单位', '配合单位'],
  acceptLimit: ['签收时限', '响应时限'],
  handleLimit: ['办理时限', '办结时限'],
  whistleEvidence: ['吹哨照片', '吹哨取证'],
  resultEvidence: ['办结照片', '办结取证'],
  closingConditions: ['办结条件', '办结标准'],
  procedure: ['办理流程', '处置流程'],
  legalBasis: ['法律依据', '政策依据'],
}

/** The fields as messages name them in English. */
const englishNames: Record<MatterField, string> = {
  code: 'code',
  name: 'name',
  synonyms: 'synonyms',
  category: 'category',
  level: 'level',
  route: 'route',
  responsible: 'responsible unit',
  coUnits: 'co-units',
  acceptLimit: 'accept limit',
  handleLimit: 'handle limit',
  whistleEvidence: 'photo with a whistle',
  resultEvidence: 'photo with a result',
  closingConditions: 'closing conditions',
  procedure: 'procedure',
  legalBasis: 'legal basis',
}

/** A choice's code and its Chinese names; the first name is the one that is written. */
export type Choices<T extends string> = readonly (readonly [T, string, ...string[]])[]

export const levelNames: Choices<Matter['level']> = [
  ['city', '市级', '市'],
  ['district', '区级', '区', '旗县区级', '区县级', '旗县级', '县级'],
]
export const routeNames: Choices<Route> = [
  ['selfGovernance', '铁三角', '自治', '社区', '社区自治'],
  ['street', '街道', '乡镇', '街道乡镇', '街道/乡镇'],
  ['department', '部门', '职能部门'],
]
export const evidenceNames: Choices<EvidenceRule> = [
  ['none', '无需', '不需要', '否'],
  ['optional', '可选', '选填'],
  ['required', '必需', '必须', '必填', '是'],
]

/** The units of limits; the first name is the one that is written behind the figure. */
export const limitUnitNames: Choices<Limit['unit']> = [
  ['minute', '分钟', '分', 'minutes', 'min', 'mins'],
  ['hour', '小时', '时', '钟头', 'hours', 'h'],
  ['day', '天', '日', '自然日', 'days', 'd', 'calendarday', 'calendardays'],
  ['workingDay', '个工作日', '工作日', 'workingdays', 'workday', 'workdays', 'wd'],
  ['halfWorkingDay', '个工作半日', '工作半日', 'halfworkingdays'],
  ['workingHour', '个工作小时', '工作小时', '工作时', 'workinghours'],
  ['workingMinute', '个工作分钟', '工作分钟', 'workingminutes'],
]

export const fieldLabel = (field: MatterField): Sentence => ({
  zh: matterHeaders[field][0],
  en: englishNames[field],
})

const nothing: Sentence = { zh: '未填', en: 'nothing' }

const choiceText = <T extends string>(value: T, choices: Choices<T>): Sentence => ({
  zh: choices.find(([code]) => code === value)?.[1] ?? value,
  en: value,
})
const limitOrProfile = (limit: Limit | undefined): Sentence =>
  limit ? limitText(limit) : { zh: '按时限方案', en: "the profile's" }
const listText = (words: string[]): Sentence =>
  words.length === 0 ? nothing : { zh: words.join('、'), en: words.join(', ') }
const wordText = (word: string | undefined): Sentence =>
  word === undefined ? nothing : { zh: word, en: word }

/** What a field of an item says, for people. */
export function fieldText(matter: Matter, field: MatterField): Sentence {
  switch (field) {
    case 'level':
      return choiceText(matter.level, levelNames)
    case 'route':
      return choiceText(matter.route, routeNames)
    case 'whistleEvidence':
    case 'resultEvidence':
      return choiceText(matter[field], evidenceNames)
    case 'acceptLimit':
    case 'handleLimit':
      return limitOrProfile(matter[field])
    case 'synonyms':
    case 'coUnits':
      return listText(matter[field])
    default:
      return wordText(matter[field])
  }
}
