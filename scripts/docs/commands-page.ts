/** The command reference: who may give a command, where it leads, what it asks for, what came of it in an example. */
import { permissionMatrix, type Permission } from '@chuishao/core/lifecycle'
import {
  Attachments,
  commandSchemas,
  commandTypes,
  rejectionCodes,
  type CommandType,
  type Policy,
  type RejectionCode,
} from '@chuishao/core/ticket'
import { clockInWords } from './clock-words.ts'
import { commandExamples } from './command-examples.ts'
import { purposes } from './command-words.ts'
import { fieldRows, valueLegend } from './field-rows.ts'
import { httpExample } from './http-example.ts'
import { isForAll, rolesInWords } from './lifecycle-page.ts'
import { sectionLinks } from './data-sections.ts'
import { code, notice, table } from './markdown.ts'
import { codesOfRule, ruleInWords } from './rule-words.ts'
import { words, type Language } from './words.ts'

const texts = {
  en: {
    page: `# Commands

[中文](commands.zh-CN.md) · [lifecycle](lifecycle.md) · [rejections](rejections.md) · [data](data.md)

A command carries neither who gives it nor when: the server adds both. Every example below was carried out on the
machine, in the test city of \`@chuishao/core/testing\` under \`defaultPolicy\`, the policy that the project ships; times are
Beijing's.

## Over HTTP

\`Idempotency-Key\` is made when the person acts and never again; \`If-Match\` is the version that they saw. A name that a
command does not have, such as \`draft.photos\`, is refused with \`invalidInput\`, which says where it is and which names
there are: nothing that was sent is left out without a word. In the answer the ticket is shortened here:`,
    every: (codes: string) =>
      `Every command may be refused with ${codes}, the last one where it asks for a role; what else it may meet stands with it.`,
    permissions: ['from', 'by', 'to', 'rules', 'clocks'],
    fields: ['field', 'is', 'required', 'value'],
    noFields: 'It has no fields.',
    yes: 'yes',
    refusals: (codes: string) => `May be refused with ${codes}.`,
    stays: 'stays',
    rejections: 'rejections.md',
    list: ', ',
    sentences: '; ',
  },
  zh: {
    page: `# 命令

[English](commands.md) · [生命周期](lifecycle.zh-CN.md) · [拒绝码](rejections.md) · [数据](data.md)

命令里没有“谁”和“何时”：由服务器补上。下面的每个例子都在状态机上真实执行过：\`@chuishao/core/testing\` 的测试城市，项目自带的政策 \`defaultPolicy\`；时间为北京时间。

## 通过 HTTP

\`Idempotency-Key\` 在人操作的那一刻生成，重试时不变；\`If-Match\` 是他看到的版本。命令里有不认识的名称（如 \`draft.photos\`）时，以 \`invalidInput\` 拒绝，并指明在哪里、可用哪些名称：发来的内容不会不声不响地丢掉。回答中的工单在这里有删节：`,
    every: (codes: string) =>
      `每个命令都可能被 ${codes} 拒绝（最后一个限于规定了角色的命令）；其他拒绝码写在各命令下面。`,
    permissions: ['从', '由谁', '到', '规则', '时限'],
    fields: ['字段', '含义', '必填', '取值'],
    noFields: '没有字段。',
    yes: '是',
    refusals: (codes: string) => `可能被拒绝：${codes}。`,
    stays: '不变',
    rejections: 'rejections.md',
    list: '、',
    sentences: '；',
  },
} as const

const universal: RejectionCode[] = ['invalidInput', 'notAllowedInState', 'wrongRole']

/** The page in one language. */
export async function commandsPage(policy: Policy, language: Language): Promise<string> {
  const text = texts[language]
  const matrix = permissionMatrix(policy)
  const sections = commandTypes.map((type) => section(type, matrix, language))
  return `${notice}

${text.page}

${await httpExample()}

${text.every(linked(universal, language))}

${valueLegend[language]}

${sections.join('\n\n')}
`
}

function section(type: CommandType, matrix: readonly Permission[], language: Language): string {
  const text = texts[language]
  const codes = refusalsOf(type, matrix).filter((it) => !universal.includes(it))
  return [
    `## ${type}`,
    `**${words.en.commands[type]} · ${words.zh.commands[type]}**${language === 'en' ? ': ' : '：'}${purposes[type][language]}`,
    table(
      text.permissions,
      matrix.filter(({ command }) => command === type).map((it) => permissionRow(it, language)),
    ),
    fieldTable(type, language),
    ...(codes.length > 0 ? [text.refusals(linked(codes, language))] : []),
    commandExamples(type, language),
  ].join('\n\n')
}

function permissionRow(permission: Permission, language: Language): string[] {
  const { from, to, rules, clocks } = permission
  const text = texts[language]
  return [
    code(from),
    rolesInWords(permission, language),
    from === to ? text.stays : code(to),
    rules.map((rule) => ruleInWords(rule)[language]).join(text.sentences),
    clocks.map((it) => clockInWords(it, language)).join(text.sentences),
  ]
}

function fieldTable(type: CommandType, language: Language): string {
  const text = texts[language]
  const labels: Record<string, string> = words[language].fields
  const rows = fieldRows(commandSchemas[type], sectionLinks('data.md')).filter(({ path }) => path !== 'type')
  if (rows.length === 0) return text.noFields
  return table(
    text.fields,
    rows.map(({ path, required, value }) => [
      code(path),
      labels[path.split('.').at(-1) ?? path] ?? '',
      required ? text.yes : '',
      value[language],
    ]),
  )
}

/** The codes with which a command may be refused, in the order of the list of all codes. */
export function refusalsOf(type: CommandType, matrix: readonly Permission[]): RejectionCode[] {
  const byRules = matrix
    .filter(({ command }) => command === type)
    .flatMap(({ rules }) => rules)
    .flatMap(codesOfRule)
    .map((it): RejectionCode => (it === 'suspended' && type === 'SUSPEND' ? 'alreadySuspended' : it))
  const found = new Set<RejectionCode>([
    'invalidInput',
    'notAllowedInState',
    ...(matrix.some((it) => it.command === type && !isForAll(it)) ? (['wrongRole'] as const) : []),
    ...byRules,
    ...(hasPhotos(type) ? (['unknownAttachment'] as const) : []),
  ])
  return rejectionCodes.filter((it) => found.has(it))
}

const hasPhotos = (type: CommandType) =>
  fieldRows(commandSchemas[type], new Map([[Attachments, 'photos']])).some(
    ({ value }) => value.en === 'photos',
  )

const linked = (codes: readonly RejectionCode[], language: Language) =>
  codes
    .map((it) => `[${code(it)}](${texts[language].rejections}#${it.toLowerCase()})`)
    .join(texts[language].list)
