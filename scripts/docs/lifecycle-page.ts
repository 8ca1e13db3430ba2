/** The lifecycle in the reference: its picture, and a table per state of who may do what, and where it leads. */
import { permissionMatrix, toMermaid, type Permission } from '@chuishao/core/lifecycle'
import { commandTypes, roles, statuses, type Policy, type Status } from '@chuishao/core/ticket'
import { clockInWords } from './clock-words.ts'
import { anchor, code, notice, table } from './markdown.ts'
import { ruleInWords } from './rule-words.ts'
import { words, type Language } from './words.ts'

const texts = {
  en: {
    page: `# Lifecycle

[中文](lifecycle.zh-CN.md) · [commands](commands.md) · [rejections](rejections.md) · [data](data.md)

Every ticket moves along this diagram and no other way. It is drawn from the machine in
\`packages/core/src/lifecycle/machine.ts\`. The main path is bold; a dashed state is the end of a ticket's way; the two
rooms of \`underReview\` share a dotted frame.`,
    alt: 'State diagram of a ticket: draft, whistled, accepted, underReview, closed, evaluated, with returns, reviews and exits',
    mermaid: 'The same as Mermaid source',
    whoWhat: `## Who may do what

Under the policy that the project ships (\`defaultPolicy\`); a city's policy sets the figures, who confirms a result, and
what silence means. ● marks a role that may give a command in some state.`,
    each: `## State by state

A rule must be obeyed besides having the role; each broken rule has a [rejection](rejections.md) of its own.`,
    head: ['command', 'by', 'leads to', 'rules', 'clocks'],
    end: 'The end of its way: nothing leads out.',
    stays: 'stays',
    list: ', ',
    sentences: '; ',
    closes: (how: string) => `closes: ${how}`,
    everybody: 'everybody',
  },
  zh: {
    page: `# 工单的生命周期

[English](lifecycle.md) · [命令](commands.zh-CN.md) · [拒绝码](rejections.md) · [数据](data.md)

每张工单都只沿这张图流转。图由 \`packages/core/src/lifecycle/machine.ts\` 里的状态机画出：粗线是主线，虚线框是终点，点线框里是“审核”（\`underReview\`）的两个子状态。`,
    alt: '工单状态图：草稿、待应哨、办理中、审核、已办结、已评哨，以及退单、审核和各种出口',
    mermaid: '同一张图的 Mermaid 源码',
    whoWhat: `## 谁可以做什么

按项目自带的政策（\`defaultPolicy\`）；次数、时限、由谁确认结果、逾期不答怎么算，由各城市的政策设定。● 表示该角色在某个状态下可以发出该命令。`,
    each: `## 逐个状态

除角色之外，还须满足规则一栏；每条规则都有自己的[拒绝码](rejections.md)。`,
    head: ['命令', '由谁', '到', '规则', '时限'],
    end: '终点：没有出口。',
    stays: '不变',
    list: '、',
    sentences: '；',
    closes: (how: string) => `办结方式：${how}`,
    everybody: '所有人',
  },
} as const

/** The page in one language. */
export function lifecyclePage(policy: Policy, language: Language): string {
  const text = texts[language]
  const matrix = permissionMatrix(policy)
  const { statuses: names, commands } = words[language]
  return `${notice}

${text.page}

<picture>
  <source media="(max-width: 600px)" srcset="../images/lifecycle-phone.svg">
  <img src="../images/lifecycle.svg" alt="${text.alt}">
</picture>

<details><summary>${text.mermaid}</summary>

\`\`\`mermaid
${toMermaid(policy, { statuses: names, commands })}\`\`\`

</details>

${text.whoWhat}

${overview(matrix, language)}

${text.each}

${statuses.map((status) => stateSection(status, matrix, language)).join('\n\n')}
`
}

function overview(matrix: readonly Permission[], language: Language): string {
  const { roles: names } = words[language]
  const acting = roles.filter((role) => matrix.some((it) => it.roles.includes(role) && !isForAll(it)))
  const rows = commandTypes.map((type) => {
    const may = (role: (typeof roles)[number]) =>
      matrix.some((it) => it.command === type && it.roles.includes(role)) ? '●' : ''
    return [commandLink(type, language), ...acting.map(may)]
  })
  return table([texts[language].head[0], ...acting.map((role) => names[role])], rows)
}

function stateSection(status: Status, matrix: readonly Permission[], language: Language): string {
  const text = texts[language]
  const { statuses: names } = words[language]
  const rows = matrix.filter(({ from }) => from === status).map((it) => row(it, language))
  const heading = `### ${names[status]} ${code(status)}`
  return `${heading}\n\n${rows.length > 0 ? table(text.head, rows) : text.end}`
}

function row(permission: Permission, language: Language): string[] {
  const { from, to, command, rules, clocks, closing } = permission
  const text = texts[language]
  const { statuses: names, commands, closings } = words[language]
  return [
    `${commandLink(command, language)}<br>${commands[command]}`,
    rolesInWords(permission, language),
    from === to ? text.stays : `[${names[to]}](#${anchor(`${names[to]} ${to}`)})`,
    rules.map((rule) => ruleInWords(rule)[language]).join(text.sentences),
    [
      ...clocks.map((it) => clockInWords(it, language)),
      ...(closing ? [text.closes(closings[closing])] : []),
    ].join(text.sentences),
  ]
}

/** Who may give a command, by name; a rule about their part is told apart. */
export function rolesInWords(permission: Permission, language: Language): string {
  const { roles: names } = words[language]
  const text = texts[language]
  return isForAll(permission) ? text.everybody : permission.roles.map((role) => names[role]).join(text.list)
}

/** Whether a command is for every role; then who has a part in the ticket is told by a rule. */
export const isForAll = ({ roles: may }: Permission) =>
  may.length === roles.length - 1 && !may.includes('system')

const commandLink = (type: string, language: Language) =>
  `[${code(type)}](${language === 'en' ? 'commands.md' : 'commands.zh-CN.md'}#${type.toLowerCase()})`
