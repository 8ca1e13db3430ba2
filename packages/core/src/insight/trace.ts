/** What one ticket's events say for the figures, gathered event by event. */
import type { DeadlineKind, Evaluation, Instant, TicketEvent } from '../ticket/index.ts'

/** One dispatch to a lead and what became of it. */
export interface Dispatch {
  unitId: string
  at: Instant
  acceptDueAt?: Instant
  acceptedAt?: Instant
  returned: boolean
  review?: 'upheld' | 'declined' | 'refused'
}

export interface Trace {
  communityId?: string | undefined
  category?: string | undefined
  raised: boolean
  dispatches: Dispatch[]
  handleDueAt?: Instant
  resultAt?: Instant
  closed: boolean
  ended: boolean
  suspended: boolean
  overtime: boolean
  reworked: boolean
  extended: boolean
  evaluations: Pick<Evaluation, 'rater' | 'level' | 'solved'>[]
}

export const newTrace = (): Trace => ({
  raised: false,
  dispatches: [],
  closed: false,
  ended: false,
  suspended: false,
  overtime: false,
  reworked: false,
  extended: false,
  evaluations: [],
})

/** Adds one event to a ticket's trace. */
export function follow(trace: Trace, event: TicketEvent): void {
  if (event.kind !== 'command') return
  const { command, facts, at } = event
  const due = (kind: DeadlineKind) => facts.started?.find((clock) => clock.kind === kind)?.dueAt
  const handleDueAt = due('handle')
  if (handleDueAt) trace.handleDueAt = handleDueAt
  const dispatch = trace.dispatches.at(-1)
  switch (command.type) {
    case 'EDIT':
    case 'WHISTLE':
      trace.communityId ??= event.actor.unitId
      if (command.type === 'EDIT') break
      trace.raised = true
      trace.category = facts.matter?.category
      trace.dispatches.push(newDispatch(facts.leadUnitId, at, due('accept')))
      break
    case 'ESCALATE':
    case 'REDISPATCH':
      trace.dispatches.push(newDispatch(facts.leadUnitId, at, due('accept')))
      break
    case 'ACCEPT':
    case 'RETRACT_RETURN':
      if (dispatch) dispatch.acceptedAt = at
      break
    case 'RETURN':
      if (dispatch) dispatch.returned = true
      break
    case 'UPHOLD_RETURN':
      if (dispatch) dispatch.review = command.toUnitId === undefined ? 'declined' : 'upheld'
      if (command.toUnitId !== undefined)
        trace.dispatches.push(newDispatch(facts.leadUnitId, at, due('accept')))
      break
    case 'REFUSE_RETURN':
      if (dispatch) dispatch.review = 'refused'
      break
    case 'SUBMIT_RESULT':
      trace.resultAt = at
      break
    case 'REFUSE_RESULT':
      trace.reworked = true
      break
    case 'GRANT_EXTENSION':
      trace.extended = true
      break
    case 'SUSPEND':
      trace.suspended = true
      break
    case 'RESUME':
      trace.suspended = false
      break
    case 'EVALUATE':
      trace.evaluations.push({
        ...command,
        rater: facts.rater ?? 'community',
      })
      break
    case 'DEADLINE_REACHED':
      if (command.kind === 'handle') trace.overtime = true
      break
    default:
      break
  }
  trace.closed = event.to === 'closed' || event.to === 'evaluated'
  trace.ended = trace.closed || event.to === 'withdrawn' || event.to === 'merged' || event.to === 'discarded'
  if (trace.ended) trace.suspended = false
}

const newDispatch = (unitId = '', at: Instant, acceptDueAt?: Instant): Dispatch => ({
  unitId,
  at,
  returned: false,
  ...(acceptDueAt && { acceptDueAt }),
})
