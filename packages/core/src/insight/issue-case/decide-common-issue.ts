/** Decides what may be done with a common issue, by whom, and says why not. Pure, like `decide` for tickets. */
import type { Actor, Role } from '../../ticket/actor.ts'
import type { Instant, Sentence } from '../../ticket/primitives.ts'
import { issueCommandTypes, type IssueCommand, type IssueCommandType } from './commands.ts'
import {
  evolveCommonIssue,
  sealIssueEvent,
  type CommonIssue,
  type IssueEvent,
  type IssueStage,
} from './issue.ts'
import { targetHeld } from './monitor.ts'

export const issueRejections = {
  notInThisStage: { zh: '当前阶段不能执行此操作。', en: 'Not possible at this stage.' },
  wrongRole: { zh: '您的角色不能执行此操作。', en: 'Your role may not do this.' },
  notConvened: {
    zh: '只有参加会商的单位可以提出意见。',
    en: 'Only a unit called to the consultation has a say.',
  },
  notResponsible: {
    zh: '只有机制中的责任单位可以报告措施。',
    en: 'Only a unit that the mechanism names reports measures.',
  },
  meetingInPast: { zh: '会商时间须在此刻之后。', en: 'The consultation has to be in the future.' },
  opinionsMissing: {
    zh: '会商尚未到期，仍有单位未提出意见。',
    en: 'The consultation is not over and some units have not spoken yet.',
  },
  leadNotConvened: { zh: '牵头单位须参加过会商。', en: 'The lead has to have been at the consultation.' },
  figuresOfAnotherTime: {
    zh: '监测数据须自开始监测之时起，至此刻之前止。',
    en: 'Figures have to begin with the monitoring and may not reach beyond now.',
  },
  targetNotHeld: {
    zh: '监测期未满，或办结率、复发数未达到目标。',
    en: 'The target has not held for its time: the closing rate, the recurrence, or the days are missing.',
  },
} as const satisfies Record<string, Sentence>
export type IssueRejectionCode = keyof typeof issueRejections

export interface IssueRejection {
  code: IssueRejectionCode
  message: Sentence
  /** Commands that this actor may send now. */
  allowed: IssueCommandType[]
}

export type IssueDecision =
  { ok: true; issue: CommonIssue; event: IssueEvent } | { ok: false; rejection: IssueRejection }

type Stage = IssueStage | 'none'

interface Row {
  from: readonly Stage[]
  to: IssueStage | 'same'
  by: readonly Role[]
}

/** Who may do what from where, and where it leads. */
const rows: Record<IssueCommandType, Row> = {
  OPEN: { from: ['none'], to: 'found', by: ['dispatcher', 'supervisor'] },
  CONVENE: { from: ['found', 'inConsultation', 'monitored'], to: 'inConsultation', by: ['dispatcher'] },
  GIVE_OPINION: {
    from: ['inConsultation'],
    to: 'same',
    by: ['departmentHandler', 'streetOfficer', 'communitySecretary'],
  },
  ADOPT_MECHANISM: { from: ['inConsultation'], to: 'mechanism', by: ['supervisor'] },
  REPORT_MEASURE: {
    from: ['mechanism', 'monitored'],
    to: 'same',
    by: ['departmentHandler', 'streetOfficer'],
  },
  BEGIN_MONITORING: { from: ['mechanism'], to: 'monitored', by: ['dispatcher', 'supervisor'] },
  RECORD_FIGURES: { from: ['monitored'], to: 'same', by: ['dispatcher', 'supervisor', 'system'] },
  SETTLE: { from: ['monitored'], to: 'settled', by: ['supervisor'] },
  DISMISS: { from: ['found', 'inConsultation'], to: 'dismissed', by: ['dispatcher', 'supervisor'] },
  REOPEN: { from: ['settled', 'dismissed'], to: 'inConsultation', by: ['dispatcher', 'supervisor'] },
}

/** Every command with where it may be sent from, where it leads and who may send it, for tables and tests. */
export const commonIssueMatrix: readonly (Row & { command: IssueCommandType })[] = issueCommandTypes.map(
  (command) => ({ command, ...rows[command] }),
)

/** @param at the moment of the decision: the server's clock, never the client's */
export function decideCommonIssue(
  issue: CommonIssue,
  command: IssueCommand,
  actor: Actor,
  at: Instant,
): IssueDecision {
  const code = brokenBy(issue, command.type, actor) ?? brokenByInput(issue, command, at)
  if (code !== undefined) {
    const allowed = availableForCommonIssue(issue, actor)
    return { ok: false, rejection: { code, message: issueRejections[code], allowed } }
  }
  const { to } = rows[command.type]
  const from = issue.stage
  const event = sealIssueEvent({
    issueId: issue.id,
    version: issue.version + 1,
    at,
    actor,
    ...(from && { from }),
    to: to === 'same' ? (from ?? 'found') : to,
    command,
    previousHash: issue.lastHash,
  })
  return { ok: true, issue: evolveCommonIssue(issue, event), event }
}

/** The commands that this actor may send now; what is typed into them is checked when they are sent. */
export const availableForCommonIssue = (issue: CommonIssue, actor: Actor): IssueCommandType[] =>
  issueCommandTypes.filter((type) => brokenBy(issue, type, actor) === undefined)

/** The rule that is broken whatever the command says. */
function brokenBy(issue: CommonIssue, type: IssueCommandType, actor: Actor): IssueRejectionCode | undefined {
  const { from, by } = rows[type]
  if (!from.includes(issue.stage ?? 'none')) return 'notInThisStage'
  if (!actor.roles.some((role) => by.includes(role))) return 'wrongRole'
  const { unitId = '' } = actor
  if (type === 'GIVE_OPINION' && !issue.convened.includes(unitId)) return 'notConvened'
  if (type === 'REPORT_MEASURE') {
    const { leadUnitId = '', coUnitIds = [] } = issue.mechanism ?? {}
    if (![leadUnitId, ...coUnitIds].includes(unitId)) return 'notResponsible'
  }
  return type === 'SETTLE' && !targetHeld(issue) ? 'targetNotHeld' : undefined
}

function brokenByInput(
  issue: CommonIssue,
  command: IssueCommand,
  at: Instant,
): IssueRejectionCode | undefined {
  switch (command.type) {
    case 'CONVENE':
      return command.meetAt <= at ? 'meetingInPast' : undefined
    case 'ADOPT_MECHANISM': {
      const silent = issue.convened.some((id) => !issue.opinions.some(({ unitId }) => unitId === id))
      if (silent && (issue.meetAt ?? '') > at) return 'opinionsMissing'
      return issue.convened.includes(command.leadUnitId) ? undefined : 'leadNotConvened'
    }
    case 'RECORD_FIGURES': {
      const { since, until } = command.figures
      return since !== issue.monitoredSince || until > at || until < since
        ? 'figuresOfAnotherTime'
        : undefined
    }
    default:
      return undefined
  }
}
