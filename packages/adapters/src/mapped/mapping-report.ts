/** The mapping tester's report as text, for whoever wrote the description. */
import type { CommandFate, Fate, FieldFate, MappingReport, StatusFate } from './test-mapping.ts'

const words: Record<Fate, string> = {
  kept: '保留 kept',
  changed: '改变 CHANGED',
  refused: '拒收 REFUSED',
  oneWay: '单向 one way',
  lost: '没有 LOST',
}

export const mappingReportText = ({ fields, statuses, commands }: MappingReport): string =>
  [
    '字段 fields',
    ...fields.map(fieldLine),
    '',
    '状态 statuses',
    ...statuses.map(statusLine),
    '',
    '操作 commands',
    ...commands.map(commandLine),
  ].join('\n')

const line = (name: string, fate: string, more = '') => `  ${name.padEnd(22)} ${fate}${more && `  ${more}`}`

function fieldLine({ field, fate, examples }: FieldFate): string {
  const [first] = examples
  const example =
    first &&
    ('back' in first
      ? `${short(first.sent)} → ${short(first.back)}`
      : `${short(first.sent)}：${first.why ?? ''}`)
  return line(field, words[fate], example)
}

function statusLine({ status, fate, becomes, native }: StatusFate): string {
  const names = native.join('、')
  const collapsed = native.length > 1 ? `${names} 都是它 / all become it` : names
  return line(status, words[fate], becomes ? `→ ${becomes}` : collapsed)
}

function commandLine({ command, sent, lostFields, refused }: CommandFate): string {
  if (!sent) return line(command, words.lost)
  const more = [
    ...(lostFields.length > 0 ? [`不发送 not sent: ${lostFields.join(', ')}`] : []),
    ...Object.entries(refused).map(
      ([field, values]) => `${field} 不能是 cannot be: ${values.map(short).join(', ')}`,
    ),
  ]
  return line(command, more.length > 0 ? words.changed : words.kept, more.join('; '))
}

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '—')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
