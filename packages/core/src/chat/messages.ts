/** Takes a pasted text apart into its messages and what the chat wrote around them. */
import type { Instant } from '../ticket/primitives.ts'
import { dayOfLine, readHeader, type Header } from './header.ts'
import { isPersonsName } from './names.ts'
import { isAcknowledgement, noiseIn, type Stretch } from './noise.ts'
import { blanked } from './words.ts'

/** What one person sent at once. */
export interface Message {
  sender?: string
  sentAt?: Instant
  /** Where its words begin and end in the pasted text; noise may stand between them. */
  start: number
  end: number
}

export interface ChatText {
  messages: Message[]
  noise: Stretch[]
  /** The folded text with spaces in the place of the noise; as long as the text. */
  quiet: string
}

interface Line {
  start: number
  end: number
  header?: Header
}

/**
 * @param plain the pasted text, folded
 * @param now resolves what a header only says in part: 昨天 19:05
 */
export function chatText(plain: string, now: Instant): ChatText {
  const noise = noiseIn(plain)
  const lines = linesOf(plain, blanked(plain, noise), now, noise)
  const messages: Message[] = []
  let current: Message | undefined
  for (const { start, end, header } of lines) {
    const from = header ? start + header.length : start
    if (header || !current) {
      const { sender, sentAt } = header ?? {}
      current = { ...(sender && { sender }), ...(sentAt && { sentAt }), start: from, end }
      messages.push(current)
    } else current.end = end
    if (header) noise.push({ kind: 'sender', start, end: from })
  }
  takeNamesBeforeColons(messages, blanked(plain, noise), noise)
  takeAcknowledgements(messages, blanked(plain, noise), noise)
  const quiet = blanked(plain, noise)
  return {
    messages: messages.filter(({ start, end }) => quiet.slice(start, end).trim() !== ''),
    noise: noise.sort((a, b) => a.start - b.start),
    quiet,
  }
}

/** Lines with the headers among them. */
function linesOf(plain: string, quiet: string, now: Instant, noise: Stretch[]): Line[] {
  const lines: Line[] = []
  let day: string | undefined
  for (const { 0: line, index } of plain.matchAll(/[^\n]+/g)) {
    const end = index + line.length
    const dayHere = dayOfLine(line, now)
    if (dayHere !== undefined) {
      day = dayHere
      noise.push({ kind: 'frame', start: index, end })
      continue
    }
    const header = readHeader(quiet.slice(index, end), now, day)
    lines.push({ start: index, end, ...(header && { header }) })
  }
  return lines.map((line, at) => (isHeader(line, at, lines) ? line : withoutHeader(line)))
}

/** A time alone makes a header only where words follow: a sentence may end with a time as well. */
function isHeader({ header, start, end }: Line, at: number, lines: readonly Line[]): boolean {
  if (!header) return false
  if (header.certain || header.length < end - start) return true
  const next = lines[at + 1]
  return next !== undefined && !next.header
}

const withoutHeader = ({ start, end }: Line): Line => ({ start, end })

/** A line `苏日娜：东门的路灯不亮`, by those names that cannot be a label: 地址：, 电话： */
const named = /^ *([\p{L}\p{N}·. -]{2,20}):(?!\/\/)(?!\d)/u
const labels =
  /地址|位置|地点|地段|时间|电话|手机|联系|姓名|事项|问题|情况|描述|内容|反映|诉求|备注|说明|类型|类别|编号|网格|小区|社区|街道|楼|单元|房|要求|建议|原因|现状|结果|事由|报修|来源|照片|名称|区域|路段|紧急|通知|提醒|注意|一是|二是|三是|其[一二三]|第[一二三]|http/u
const role =
  /(?:网格员|网格长|书记|楼长|楼栋长|主任|师傅|先生|女士|大爷|阿姨|大姐|大哥)\p{Script=Han}{0,3}$|^(?:网格员|书记|楼长|物业|社区)[小老]?\p{Script=Han}{1,3}$/u

const isPerson = (name: string): boolean =>
  !/反映|反应|投诉|来电|求助|举报|报修/u.test(name) &&
  (role.test(name) || (!labels.test(name) && (isPersonsName(name) || !/\p{Script=Han}/u.test(name))))

/** Also without times: several lines that begin with names, or one with what is plainly a person's. */
function takeNamesBeforeColons(messages: Message[], quiet: string, noise: Stretch[]): void {
  const starts: { message: Message; start: number; end: number; name: string }[] = []
  for (const message of messages) {
    if (message.sender !== undefined) continue
    for (const { 0: line, index } of quiet.slice(message.start, message.end).matchAll(/[^\n]+/g)) {
      const match = named.exec(line)
      const name = match?.[1]?.trim()
      if (!match || name === undefined || !isPerson(name)) continue
      const start = message.start + index
      starts.push({ message, start, end: start + match[0].length, name })
    }
  }
  for (const { message, start, end, name } of starts.reverse()) {
    noise.push({ kind: 'sender', start, end })
    const at = messages.indexOf(message)
    const rest: Message = { ...message, sender: name, start: end }
    if (quiet.slice(message.start, start).trim() === '') messages[at] = rest
    else {
      messages.splice(at + 1, 0, rest)
      message.end = start
    }
  }
}

function takeAcknowledgements(messages: readonly Message[], quiet: string, noise: Stretch[]): void {
  const spoken = messages.filter(({ start, end }) => quiet.slice(start, end).trim() !== '')
  const empty = spoken.filter(({ start, end }) => isAcknowledgement(quiet.slice(start, end).trim()))
  // Where nothing else is said, it is what was said.
  if (empty.length === spoken.length) return
  for (const { start, end } of empty) {
    const said = quiet.slice(start, end)
    const from = start + said.length - said.trimStart().length
    noise.push({ kind: 'acknowledgement', start: from, end: start + said.trimEnd().length })
  }
}
