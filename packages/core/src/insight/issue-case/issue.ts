/** A common issue as its events make it, and the events themselves, chained like those of a ticket. */
import type { Actor } from '../../ticket/actor.ts'
import { digest } from '../../ticket/history.ts'
import type { Instant } from '../../ticket/primitives.ts'
import type { ClassFigures, IssueClass, IssueCommand, IssueTarget } from './commands.ts'

export const issueStages = [
  'found',
  'inConsultation',
  'mechanism',
  'monitored',
  'settled',
  'dismissed',
] as const
/** Cluster → consultation (会商) → mechanism → monitored closing rate. */
export type IssueStage = (typeof issueStages)[number]

export interface Opinion {
  unitId: string
  agrees: boolean
  text: string
  at: Instant
}

export interface Mechanism {
  text: string
  leadUnitId: string
  coUnitIds: string[]
  target: IssueTarget
  at: Instant
}

export interface CommonIssue {
  schemaVersion: 1
  id: string
  version: number
  lastHash: string
  /** Absent before it is opened. */
  stage?: IssueStage
  class?: IssueClass
  /** Units called to the present consultation. */
  convened: string[]
  meetAt?: Instant
  /** The latest opinion of each unit in the present consultation. */
  opinions: Opinion[]
  mechanism?: Mechanism
  measures: { unitId: string; text: string; at: Instant }[]
  monitoredSince?: Instant
  /** Everything that monitoring recorded since then, oldest first. */
  figures: ClassFigures[]
  /** How often it came back. */
  reopenCount: number
}

export const newCommonIssue = (id: string): CommonIssue => ({
  schemaVersion: 1,
  id,
  version: 0,
  lastHash: '',
  convened: [],
  opinions: [],
  measures: [],
  figures: [],
  reopenCount: 0,
})

export interface IssueEvent {
  issueId: string
  /** The issue's version after this event, from 1, without gaps. */
  version: number
  at: Instant
  actor: Actor
  from?: IssueStage
  to: IssueStage
  command: IssueCommand
  previousHash: string
  hash: string
}

/** Chains an event to the one before. */
export function sealIssueEvent(event: Omit<IssueEvent, 'hash'>): IssueEvent {
  return { ...event, hash: digest(event) }
}

/** The version of the first event that was changed, lost or moved; undefined where all fit. */
export function brokenIssueEvent(events: Iterable<IssueEvent>): number | undefined {
  let version = 0
  let previousHash = ''
  for (const { hash, ...event } of events) {
    version += 1
    if (event.version !== version || event.previousHash !== previousHash || digest(event) !== hash)
      return version
    previousHash = hash
  }
  return undefined
}

/** The issue that its events make, oldest first. */
export function foldCommonIssue(id: string, events: Iterable<IssueEvent>): CommonIssue {
  let issue = newCommonIssue(id)
  for (const event of events) issue = evolveCommonIssue(issue, event)
  return issue
}

/** The issue after one more event. */
export function evolveCommonIssue(issue: CommonIssue, event: IssueEvent): CommonIssue {
  return {
    ...record(issue, event),
    stage: event.to,
    version: event.version,
    lastHash: event.hash,
  }
}

function record(issue: CommonIssue, { command, actor, at }: IssueEvent): CommonIssue {
  const unitId = actor.unitId ?? ''
  switch (command.type) {
    case 'OPEN':
      return { ...issue, class: command.class }
    case 'CONVENE':
      return { ...issue, convened: command.unitIds, meetAt: command.meetAt, opinions: [] }
    case 'GIVE_OPINION': {
      const others = issue.opinions.filter((it) => it.unitId !== unitId)
      return { ...issue, opinions: [...others, { unitId, agrees: command.agrees, text: command.text, at }] }
    }
    case 'ADOPT_MECHANISM': {
      const { type: _, ...mechanism } = command
      return { ...issue, mechanism: { ...mechanism, at } }
    }
    case 'REPORT_MEASURE':
      return { ...issue, measures: [...issue.measures, { unitId, text: command.text, at }] }
    case 'BEGIN_MONITORING':
      return { ...issue, monitoredSince: at, figures: [] }
    case 'RECORD_FIGURES':
      return { ...issue, figures: [...issue.figures, command.figures] }
    case 'REOPEN':
      return { ...issue, reopenCount: issue.reopenCount + 1, convened: [], opinions: [] }
    case 'SETTLE':
    case 'DISMISS':
      return issue
  }
}
