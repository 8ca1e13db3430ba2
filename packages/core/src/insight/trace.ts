/**
 * What one ticket's events say for the figures, gathered event by event and small enough to keep for every ticket of a
 * city. Times are milliseconds since 1970. Nothing here depends on the present moment or on the city's settings: both
 * come with the question.
 */
import * as z from 'zod/mini'
import type { DeadlineKind, TicketEvent } from '../ticket/index.ts'
import { Rater } from '../ticket/evaluation.ts'
import { Limit } from '../ticket/limit.ts'
import { epochMs } from './epoch-ms.ts'
import { FiguresError } from './figures-error.ts'

/** What the figures read of an event; a `TicketEvent` has it all, an unsealed one too. */
export type FigureEvent = Pick<
  TicketEvent,
  'ticketId' | 'version' | 'kind' | 'at' | 'actor' | 'from' | 'to' | 'command' | 'facts' | 'personal'
>

const Ms = z.number()
const { optional } = z

/** One dispatch to a lead and what became of it. */
export const Dispatch = z.object({
  unitId: z.string(),
  at: Ms,
  acceptDueAt: optional(Ms),
  acceptedAt: optional(Ms),
  /** When it left the unit unsigned: returned, redispatched, escalated, withdrawn, merged. */
  leftAt: optional(Ms),
  returned: z.boolean(),
  /** Absent until a reviewer has decided. */
  review: optional(z.enum(['upheld', 'declined', 'refused'])),
  handleDueAt: optional(Ms),
  /** How the handle clock is: `none` before signing and after a result or a missed limit. */
  handleClock: z.enum(['none', 'running', 'paused']),
  /** A handle limit ran out before the result that it was for. */
  missed: z.boolean(),
  resultAt: optional(Ms),
  reworked: z.boolean(),
  extended: z.boolean(),
  /** When the resident was first contacted. */
  contactedAt: optional(Ms),
})
export type Dispatch = z.infer<typeof Dispatch>

/** One rating; it belongs to the unit whose handling was rated. */
const RatingTrace = z.object({
  rater: Rater,
  unitId: z.string(),
  /** 0 for the first closing, one more after each reopening. */
  round: z.int(),
  solved: z.boolean(),
  level: z.int(),
  excluded: z.boolean(),
})

export const Trace = z.object({
  version: z.int(),
  communityId: optional(z.string()),
  category: optional(z.string()),
  /** The matter's own handle limit. */
  handleLimit: optional(Limit),
  /** Whether there is a resident to contact. */
  resident: z.boolean(),
  raisedAt: optional(Ms),
  closedAt: optional(Ms),
  state: z.enum(['open', 'closed', 'declined', 'withdrawn', 'merged', 'discarded']),
  suspended: z.boolean(),
  round: z.int(),
  dispatches: z.array(Dispatch),
  ratings: z.array(RatingTrace),
})
export type Trace = z.infer<typeof Trace>

// Every key is there from the start, so that all traces have one shape in memory.
export const newTrace = (): Trace => ({
  version: 0,
  communityId: undefined,
  category: undefined,
  handleLimit: undefined,
  resident: false,
  raisedAt: undefined,
  closedAt: undefined,
  state: 'open',
  suspended: false,
  round: 0,
  dispatches: [],
  ratings: [],
})

const newDispatch = (unitId: string, at: number): Dispatch => ({
  unitId,
  at,
  acceptDueAt: undefined,
  acceptedAt: undefined,
  leftAt: undefined,
  returned: false,
  review: undefined,
  handleDueAt: undefined,
  handleClock: 'none',
  missed: false,
  resultAt: undefined,
  reworked: false,
  extended: false,
  contactedAt: undefined,
})

/**
 * Adds the next event to a ticket's trace; false, and nothing changes, where the trace has it already. Throws
 * `FiguresError` (`eventMissing`) where events of the ticket were left out.
 * @param share makes equal strings one string, since every event brings copies of its own
 */
export function advance(
  trace: Trace,
  event: FigureEvent,
  share: (text: string) => string = (text) => text,
): boolean {
  if (event.version <= trace.version) return false
  if (event.version !== trace.version + 1)
    throw new FiguresError('eventMissing', {
      zh: `工单 ${event.ticketId} 缺少第 ${trace.version + 1} 条记录，数据不能按缺漏的记录统计`,
      en: `event ${trace.version + 1} of ticket ${event.ticketId} is missing; figures are not counted from a log with gaps`,
    })
  follow(trace, event, share)
  return true
}

function follow(trace: Trace, event: FigureEvent, share: (text: string) => string): void {
  trace.version = event.version
  if (event.kind !== 'command') return
  const { command, facts } = event
  const at = epochMs(event.at)
  const dispatch = trace.dispatches.at(-1)
  if (dispatch) settleHandleClock(dispatch, event, at)
  switch (command.type) {
    case 'EDIT':
    case 'WHISTLE':
      if (event.actor.unitId !== undefined) trace.communityId ??= share(event.actor.unitId)
      trace.resident ||= namesResident(event)
      if (command.type === 'WHISTLE') raise(trace, event, at, share)
      break
    case 'ESCALATE':
    case 'REDISPATCH':
      leave(dispatch, at)
      send(trace, event, at, share)
      break
    case 'WITHDRAW':
    case 'MERGE':
      leave(dispatch, at)
      break
    case 'ACCEPT':
      if (dispatch) dispatch.acceptedAt = at
      break
    case 'RETURN':
      leave(dispatch, at)
      if (dispatch) dispatch.returned = true
      break
    case 'RETRACT_RETURN':
    case 'REFUSE_RETURN':
      // The clock never stopped: it was the unit's all the time, and is signed for only now.
      if (dispatch) {
        dispatch.leftAt = undefined
        dispatch.acceptedAt = at
        if (command.type === 'REFUSE_RETURN') dispatch.review = 'refused'
      }
      break
    case 'UPHOLD_RETURN':
      if (dispatch) dispatch.review = command.toUnitId === undefined ? 'declined' : 'upheld'
      if (command.toUnitId !== undefined) send(trace, event, at, share)
      break
    case 'REPORT_PROGRESS':
    case 'SUBMIT_RESULT':
      if (dispatch && command.contacted === true) dispatch.contactedAt ??= at
      if (dispatch && command.type === 'SUBMIT_RESULT') dispatch.resultAt = at
      break
    case 'GRANT_EXTENSION':
      if (dispatch) dispatch.extended = true
      break
    case 'SUSPEND':
      trace.suspended = true
      break
    case 'RESUME':
      trace.suspended = false
      break
    case 'EVALUATE':
      trace.ratings.push({
        rater: facts.rater ?? 'community',
        unitId: dispatch?.unitId ?? '',
        round: trace.round,
        solved: command.solved,
        level: command.level,
        excluded: false,
      })
      break
    case 'DECIDE_APPEAL':
      for (const rating of trace.ratings)
        if (rating.rater === command.rater && rating.round === trace.round) rating.excluded = command.excluded
      break
    case 'REOPEN':
      trace.round += 1
      break
    default:
      break
  }
  if (dispatch && event.from === 'underReview.resolved' && event.to === 'accepted') dispatch.reworked = true
  startClocks(trace.dispatches.at(-1), event)
  moveTo(trace, stateAfter(event, trace), at)
}

function moveTo(trace: Trace, state: Trace['state'], at: number) {
  if (state === 'open') trace.closedAt = undefined
  else trace.suspended = false
  if (trace.state === 'open' && (state === 'closed' || state === 'declined')) trace.closedAt = at
  trace.state = state
}

/** Events of version 1 do not say so; there a resident is known until they are erased. */
const namesResident = ({ facts, personal }: FigureEvent) =>
  facts.resident === true || personal?.contact !== undefined || personal?.citizenId !== undefined

function raise(trace: Trace, event: FigureEvent, at: number, share: (text: string) => string) {
  const { matter } = event.facts
  trace.raisedAt = at
  if (matter) trace.category = share(matter.category)
  if (matter?.handleLimit) trace.handleLimit = matter.handleLimit
  send(trace, event, at, share)
}

const send = (trace: Trace, { facts }: FigureEvent, at: number, share: (text: string) => string) =>
  trace.dispatches.push(newDispatch(share(facts.leadUnitId ?? ''), at))

function leave(dispatch: Dispatch | undefined, at: number) {
  if (dispatch && dispatch.acceptedAt === undefined) dispatch.leftAt = at
}

/** Whether the clock that this event ends or replaces had run out. */
function settleHandleClock(dispatch: Dispatch, { command, facts }: FigureEvent, at: number) {
  if (dispatch.handleClock === 'none') return
  const rung = command.type === 'DEADLINE_REACHED' && command.kind === 'handle'
  const stopped = rung || facts.stopped?.includes('handle') === true
  if (!stopped && clockOf(facts, 'handle') === undefined) return
  if (rung || (dispatch.handleClock === 'running' && at > (dispatch.handleDueAt ?? at)))
    dispatch.missed = true
  if (stopped) dispatch.handleClock = 'none'
}

function startClocks(dispatch: Dispatch | undefined, { facts }: FigureEvent) {
  if (!dispatch || !facts.started) return
  const accept = clockOf(facts, 'accept')
  const handle = clockOf(facts, 'handle')
  if (accept) dispatch.acceptDueAt = epochMs(accept.dueAt)
  if (!handle) return
  dispatch.handleDueAt = epochMs(handle.dueAt)
  dispatch.handleClock = handle.pausedAt === undefined ? 'running' : 'paused'
}

const clockOf = ({ started }: FigureEvent['facts'], kind: DeadlineKind) =>
  started?.find((clock) => clock.kind === kind)

function stateAfter({ to, facts }: FigureEvent, { state }: Trace): Trace['state'] {
  switch (to) {
    case 'closed':
    case 'evaluated':
      return facts.closing === 'declined' || state === 'declined' ? 'declined' : 'closed'
    case 'withdrawn':
    case 'merged':
    case 'discarded':
      return to
    default:
      return 'open'
  }
}
