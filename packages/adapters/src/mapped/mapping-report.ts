/** The mapping tester's report as text, for whoever wrote the description. */
import { commandNamesEn, commandNamesZh, type CommandType } from '@chuishao/core/ticket'
import type { HistoryFate, StepFate } from './test-history.ts'
import type { PlaneFate } from './test-plane.ts'
import type { CommandFate, Fate, FieldFate, MappingReport, StatusFate } from './test-mapping.ts'

const words: Record<Fate, string> = {
  kept: '保留 kept',
  changed: '改变 CHANGED',
  refused: '拒收 REFUSED',
  oneWay: '单向 one way',
  lost: '没有 LOST',
}

export const mappingReportText = ({ fields, statuses, commands, history }: MappingReport): string =>
  [
    '字段 fields',
    ...fields.map(fieldLine),
    '',
    '状态 statuses',
    ...statuses.map(statusLine),
    '',
    '操作 commands',
    ...commands.map(commandLine),
    '',
    '历程 history',
    ...(history ? historyLines(history) : ['  没有描述，不显示办理过程 not described, none is shown']),
  ].join('\n')

/** A line of its own: the page's own plane may have to be asked for elsewhere. */
export function planeReportText(fate: PlaneFate | undefined): string {
  if (fate === undefined) return '坐标 plane\n  没有换算 nothing converts'
  const { roundTripMetres, checkPointMetres, points } = fate
  const measured =
    checkPointMetres === undefined
      ? '没有已知点，正负号颠倒看不出来 no measured point: a wrong sign does not show'
      : `已知点相差 measured points are off by ${checkPointMetres.toFixed(3)} m`
  const back = `${points} 点往返误差 points there and back, off by ${roundTripMetres.toFixed(3)} m`
  return `坐标 plane\n${line('projection', words[fate.fate], `${back}; ${measured}`)}`
}

const line = (name: string, fate: string, more = '') => `  ${name.padEnd(22)} ${fate}${more && `  ${more}`}`

type ShownField = Pick<FieldFate, 'fate' | 'examples'> & { field: string }

function fieldLine({ field, fate, examples }: ShownField): string {
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

function commandLine({ command, sent, lostFields, acceptedLosses, refused }: CommandFate): string {
  if (!sent) {
    const why = lostFields.length > 0 ? `必填却没有带上 needed and not sent: ${lostFields.join(', ')}` : ''
    return commandLineOf(command, words.lost, why)
  }
  const more = [
    ...(lostFields.length > 0 ? [`填了就拒绝 refused if filled in: ${lostFields.join(', ')}`] : []),
    ...(acceptedLosses.length > 0 ? [`同意不发送 not sent, accepted: ${acceptedLosses.join(', ')}`] : []),
    ...Object.entries(refused).map(
      ([field, values]) => `${field} 不能是 cannot be: ${values.map(short).join(', ')}`,
    ),
  ]
  return commandLineOf(command, more.length > 0 ? words.changed : words.kept, more.join('; '))
}

const steps: Record<StepFate['fate'], string> = {
  kept: words.kept,
  changed: words.changed,
  comment: '留言 COMMENT',
  none: words.lost,
}

/** Steps that the portal has not are named together. */
function historyLines({ fields, steps: all }: HistoryFate): string[] {
  const none = all.filter(({ fate }) => fate === 'none').map(({ command }) => nameOf(command))
  return [
    ...fields.map(fieldLine),
    ...all.filter(({ fate }) => fate !== 'none').map(stepLine),
    ...(none.length > 0 ? [`  ${words.lost}  ${none.join('、')}`] : []),
  ]
}

function stepLine({ command, fate, missing, latestOnly, always, lostFields }: StepFate): string {
  const more = [
    ...(missing.length > 0 ? [`缺 missing: ${missing.join(', ')}`] : []),
    ...(latestOnly.length > 0 ? [`只有最近一次 only of the latest: ${latestOnly.join(', ')}`] : []),
    ...Object.entries(always).map(([name, value]) => `${name} 总是 is always ${short(value)}`),
    ...(lostFields.length > 0 ? [`不读取 not read: ${lostFields.join(', ')}`] : []),
  ]
  return commandLineOf(command, steps[fate], more.join('; '))
}

const nameOf = (command: CommandType) => `${commandNamesZh[command]} ${commandNamesEn[command]}`

/** With the name that people know it by. */
function commandLineOf(command: CommandType, fate: string, more = ''): string {
  const name = `${command.padEnd(18)} ${nameOf(command)}`
  const wide = [...name].filter((it) => it > '\u2e80').length
  return line(name.padEnd(50 - wide), fate, more)
}

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '—')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
