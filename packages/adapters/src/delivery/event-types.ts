/** What receivers are told that happened: a name per kind of event, stable, in the dotted form of Standard Webhooks. */
import type { CommandType, DeadlineKind, TicketEvent } from '@chuishao/core/ticket'

/** A draft is its author's own until it is whistled: nobody is told of it. */
const ofCommand = {
  WHISTLE: 'ticket.whistled',
  ACCEPT: 'ticket.accepted',
  RETURN: 'ticket.returned',
  ESCALATE: 'ticket.escalated',
  REDISPATCH: 'ticket.redispatched',
  MERGE: 'ticket.merged',
  WITHDRAW: 'ticket.withdrawn',
  RETRACT_RETURN: 'ticket.return.retracted',
  CLAIM_REVIEW: 'ticket.return.claimed',
  UPHOLD_RETURN: 'ticket.return.upheld',
  REFUSE_RETURN: 'ticket.return.refused',
  REPORT_PROGRESS: 'ticket.progressed',
  ADD_ASSIST: 'ticket.assist.added',
  ASSIST_DONE: 'ticket.assist.done',
  REQUEST_EXTENSION: 'ticket.extension.requested',
  GRANT_EXTENSION: 'ticket.extension.granted',
  REFUSE_EXTENSION: 'ticket.extension.refused',
  SUSPEND: 'ticket.suspended',
  RESUME: 'ticket.resumed',
  SUBMIT_RESULT: 'ticket.result.submitted',
  CONFIRM_RESULT: 'ticket.result.confirmed',
  REFUSE_RESULT: 'ticket.result.refused',
  EVALUATE: 'ticket.evaluated',
  REOPEN: 'ticket.reopened',
  APPEAL_EVALUATION: 'ticket.appeal.made',
  DECIDE_APPEAL: 'ticket.appeal.decided',
  URGE: 'ticket.urged',
  SUPERVISE: 'ticket.supervised',
  COMMENT: 'ticket.commented',
  RECALCULATE_DEADLINES: 'ticket.deadlines.recalculated',
} as const satisfies Record<Exclude<CommandType, 'EDIT' | 'DISCARD' | 'DEADLINE_REACHED'>, string>

const ofDeadline = {
  acceptWarning: 'ticket.warning.accept',
  handleWarning: 'ticket.warning.handle',
  accept: 'ticket.overdue.accept',
  handle: 'ticket.overdue.handle',
  resultReview: 'ticket.silence.result',
  evaluation: 'ticket.silence.evaluation',
  suspensionReview: 'ticket.suspension.due',
  supervision: 'ticket.supervision.raised',
} as const satisfies Record<DeadlineKind, string>

/** Recorded beside the command of their event. */
const ofKind = {
  refusedAssignment: 'ticket.assignment.refused',
  personalErased: 'ticket.personal.erased',
} as const satisfies Record<Exclude<TicketEvent['kind'], 'command'>, string>

type Values<T> = T[keyof T]
export type EventType = Values<typeof ofCommand> | Values<typeof ofDeadline> | Values<typeof ofKind>

/** Every name that an endpoint may ask for. */
export const eventTypes: readonly EventType[] = [
  ...Object.values(ofCommand),
  ...Object.values(ofDeadline),
  ...Object.values(ofKind),
]

/** What an event is called outside; undefined where nobody outside is told of it. */
export function eventTypeOf({ kind, to, command }: TicketEvent): EventType | undefined {
  if (to === 'draft' || command.type === 'EDIT' || command.type === 'DISCARD') return undefined
  if (kind !== 'command') return ofKind[kind]
  return command.type === 'DEADLINE_REACHED' ? ofDeadline[command.kind] : ofCommand[command.type]
}

/** Whether a pattern names a type: itself, or with `.*` at the end everything below it. */
export const namesType = (pattern: string, type: string): boolean =>
  pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type
