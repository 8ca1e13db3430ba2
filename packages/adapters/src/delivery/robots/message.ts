/** What a group reads of an event: what happened, whose turn it is, until when, and where to look. No person. */
import type { EventType } from '../event-types.ts'
import type { Occurrence } from '../payload.ts'

export interface RobotMessage {
  title: string
  items: RobotItem[]
}

export interface RobotItem {
  headline: string
  /** Label and value, one line each. */
  lines: [label: string, value: string][]
  link?: string | undefined
}

export interface RobotTexts {
  /** Address of a ticket's page in the portal; `{tenantId}` and `{ticketId}` are put in. */
  ticketPage?: string | undefined
  /** The name of a unit, where one knows it. */
  unitName?: ((tenantId: string, unitId: string) => string | undefined) | undefined
  /** Stands in the title, for robots that only take messages with a certain word. */
  keyword?: string | undefined
}

/** What a group is told where nothing else is asked for. */
export const robotEvents = [
  'ticket.whistled',
  'ticket.warning.*',
  'ticket.overdue.*',
  'ticket.returned',
  'ticket.supervised',
  'ticket.supervision.*',
]

const names: Record<EventType, string> = {
  'ticket.whistled': '新吹哨',
  'ticket.accepted': '已签收',
  'ticket.returned': '已退单',
  'ticket.escalated': '已上报',
  'ticket.redispatched': '已改派',
  'ticket.merged': '已并案',
  'ticket.withdrawn': '已撤回',
  'ticket.return.retracted': '撤销退单',
  'ticket.return.claimed': '退单审核中',
  'ticket.return.upheld': '退单成立',
  'ticket.return.refused': '退单驳回',
  'ticket.progressed': '有新进展',
  'ticket.assist.added': '增加协办',
  'ticket.assist.done': '协办完成',
  'ticket.extension.requested': '申请延期',
  'ticket.extension.granted': '同意延期',
  'ticket.extension.refused': '不同意延期',
  'ticket.suspended': '已挂账',
  'ticket.resumed': '恢复办理',
  'ticket.result.submitted': '已反馈结果',
  'ticket.result.confirmed': '结果已确认',
  'ticket.result.refused': '结果被退回，需返工',
  'ticket.evaluated': '已评哨',
  'ticket.reopened': '已重办',
  'ticket.appeal.made': '评价申诉',
  'ticket.appeal.decided': '申诉已裁定',
  'ticket.urged': '催办',
  'ticket.supervised': '督办',
  'ticket.commented': '有新留言',
  'ticket.deadlines.recalculated': '期限已重算',
  'ticket.warning.accept': '签收期限将到',
  'ticket.warning.handle': '办理期限将到',
  'ticket.overdue.accept': '签收超期',
  'ticket.overdue.handle': '办理超期',
  'ticket.silence.result': '结果未确认，视为确认',
  'ticket.silence.evaluation': '到期未评价',
  'ticket.suspension.due': '挂账到期复核',
  'ticket.supervision.raised': '督办升级',
  'ticket.assignment.refused': '向下摊派已拒绝',
  'ticket.personal.erased': '个人信息已删除',
}

/** Characters of a value that is shown: a message has to stay below what every robot takes. */
const longest = 40

const moment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** One message for several events: groups are limited in messages, and people in patience. */
export function messageOf(occurrences: readonly Occurrence[], texts: RobotTexts = {}): RobotMessage {
  const items = occurrences.map((occurrence) => itemOf(occurrence, texts))
  const [first] = items
  const title = items.length === 1 && first ? first.headline : `工单动态 ${items.length} 条`
  return titled({ title, items }, texts)
}

/** Says that messages arrive. */
export const testMessage = (texts: RobotTexts = {}): RobotMessage =>
  titled(
    { title: '测试消息', items: [{ headline: '这是一条测试消息，收到即表示配置正确', lines: [] }] },
    texts,
  )

const titled = (message: RobotMessage, { keyword = '吹哨' }: RobotTexts): RobotMessage => ({
  ...message,
  title: `【${keyword}】${message.title}`,
})

function itemOf({ tenantId, type, summary }: Occurrence, { ticketPage, unitName }: RobotTexts): RobotItem {
  const { ticketId, matterName, matterCode, communityId, leadUnitId, dueAt, supervisionLevel } = summary
  const unit = (id: string) => short(unitName?.(tenantId, id) ?? id)
  const lines: RobotItem['lines'] = []
  if (communityId !== undefined) lines.push(['社区', unit(communityId)])
  if (leadUnitId !== undefined) lines.push(['主办', unit(leadUnitId)])
  if (supervisionLevel !== undefined) lines.push(['督办级别', String(supervisionLevel)])
  if (dueAt !== undefined) lines.push(['期限', moment.format(new Date(dueAt))])
  const link = ticketPage
    ?.replaceAll('{tenantId}', encodeURIComponent(tenantId))
    .replaceAll('{ticketId}', encodeURIComponent(ticketId))
  return { headline: `${names[type]}：${short(matterName ?? matterCode ?? '工单')}`, lines, link }
}

const short = (text: string): string =>
  [...text].length > longest ? `${[...text].slice(0, longest - 1).join('')}…` : text
