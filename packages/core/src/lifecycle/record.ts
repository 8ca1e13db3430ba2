/**
 * Writes a command into a ticket. The machine's `record` action, `decide` and `fold` all call this one function, which
 * is why a replayed history equals the stored state.
 */
import type { Evaluation, Facts, Instant, Personal, Ticket } from '../ticket/index.ts'
import { changeOf, warningBy } from './clocks.ts'
import type { LifecycleEvent } from './event.ts'
import { isOpen, raterOf } from './parties.ts'

/** A recorded command: who, when, what, and what the city's data added. */
export type Recorded = Pick<LifecycleEvent, 'actor' | 'at' | 'command'> & {
  facts: Facts
  personal?: Personal | undefined
}

/** The ticket after a command, without its status and version, which the machine and the event give. */
export function record(ticket: Ticket, recorded: Recorded): Ticket {
  const { at, facts } = recorded
  const next = recordCommand({ ...ticket, createdAt: ticket.createdAt ?? at, updatedAt: at }, recorded)
  return recordFacts(next, facts, at)
}

function recordFacts(
  ticket: Ticket,
  { started = [], stopped = [], closing, unrated }: Facts,
  at: Instant,
): Ticket {
  if (started.length === 0 && stopped.length === 0 && closing === undefined && unrated === undefined)
    return ticket
  const clocks = { ...ticket.clocks }
  for (const kind of stopped) delete clocks[kind]
  for (const clock of started) clocks[clock.kind] = clock
  return {
    ...ticket,
    ...changeOf(ticket.clocks, clocks),
    ...(closing && { closing, closedAt: at }),
    ...(unrated && { unrated }),
  }
}

function recordCommand(ticket: Ticket, { command, actor, at, facts, personal }: Recorded): Ticket {
  const unitId = actor.unitId ?? ''
  switch (command.type) {
    case 'EDIT':
      return { ...withDraft(ticket, command.draft, personal), ...owner(ticket, actor) }
    case 'WHISTLE': {
      const sent = { ...withDraft(ticket, command.draft, personal), ...owner(ticket, actor), whistledAt: at }
      const dispatched = dispatch(sent, facts, at)
      return facts.matter?.route === 'selfGovernance' ? { ...dispatched, acceptedAt: at } : dispatched
    }
    case 'ACCEPT':
      return { ...ticket, acceptedAt: at }
    case 'RETURN': {
      const { type: _, ...reasons } = command
      return { ...ticket, returns: [...ticket.returns, { ...reasons, unitId, at }] }
    }
    case 'RETRACT_RETURN':
      return { ...withLast(ticket, 'returns', { decision: 'retracted' }), acceptedAt: at }
    case 'CLAIM_REVIEW':
      return withLast(ticket, 'returns', { reviewerId: actor.personId })
    case 'UPHOLD_RETURN': {
      const decisionText = command.explanation
      return command.toUnitId === undefined
        ? withLast(ticket, 'returns', { decision: 'declined', decisionText })
        : dispatch(withLast(ticket, 'returns', { decision: 'upheld', decisionText }), facts, at)
    }
    case 'REFUSE_RETURN': {
      const refused = { decision: 'refused', decisionText: command.explanation } as const
      return { ...withLast(ticket, 'returns', refused), designated: true, acceptedAt: at }
    }
    case 'ESCALATE':
    case 'REDISPATCH':
      return dispatch(ticket, facts, at)
    case 'MERGE':
      return { ...ticket, mergedInto: command.intoTicketId }
    case 'ADD_ASSIST':
      return { ...ticket, assists: [...ticket.assists, { unitId: command.unitId, task: command.task, at }] }
    case 'ASSIST_DONE':
      return {
        ...ticket,
        assists: ticket.assists.map((it) =>
          it.unitId === unitId && isOpen(it) ? { ...it, doneAt: at, text: command.text } : it,
        ),
      }
    case 'REQUEST_EXTENSION':
      return { ...ticket, extensions: [...ticket.extensions, { by: command.by, reason: command.reason, at }] }
    case 'GRANT_EXTENSION':
      return without(
        withLast(ticket, 'extensions', {
          decision: 'granted',
          ...(command.note !== undefined && { decisionText: command.note }),
        }),
        'supervisionLevel',
      )
    case 'REFUSE_EXTENSION':
      return withLast(ticket, 'extensions', { decision: 'refused', decisionText: command.reason })
    case 'SUSPEND':
      return { ...ticket, suspension: { plan: command.plan, reviewAt: command.reviewAt, at } }
    case 'RESUME':
      return {
        ...without(ticket, 'suspension'),
        // The yellow of the review date goes with the suspension.
        ...(ticket.warning === 'yellow' && { warning: warningBy(ticket.clocks) }),
      }
    case 'SUBMIT_RESULT': {
      const { outcome, text, attachments = [] } = command
      return { ...lapse(ticket), results: [...ticket.results, { outcome, text, attachments, unitId, at }] }
    }
    case 'REFUSE_RESULT':
      return { ...ticket, reworkCount: ticket.reworkCount + 1 }
    case 'EVALUATE': {
      const { type: _, ...rating } = { ...command, ...personal?.words }
      const evaluation: Evaluation = {
        ...rating,
        rater: facts.rater ?? raterOf(ticket, actor) ?? 'community',
        personId: personal?.actor?.personId ?? actor.personId,
        round: ticket.reopenCount,
        unitId: ticket.leadUnitId ?? '',
        at,
      }
      return { ...ticket, evaluations: [...ticket.evaluations, evaluation] }
    }
    case 'REOPEN':
      return {
        ...without(without(ticket, 'closedAt'), 'closing'),
        reopenCount: ticket.reopenCount + 1,
        unrated: [],
      }
    case 'APPEAL_EVALUATION':
      return withEvaluation(ticket, command.rater, (it) => ({
        ...it,
        appeal: { reason: command.reason, at },
      }))
    case 'DECIDE_APPEAL':
      return withEvaluation(ticket, command.rater, (it) =>
        it.appeal === undefined
          ? it
          : {
              ...it,
              appeal: { ...it.appeal, decision: { excluded: command.excluded, reason: command.reason, at } },
            },
      )
    case 'URGE':
      return { ...ticket, urgeCount: ticket.urgeCount + 1 }
    case 'SUPERVISE':
      return { ...ticket, supervised: true }
    case 'DEADLINE_REACHED':
      return recordDeadline(ticket, command.kind)
    case 'RECALCULATE_DEADLINES':
    case 'DISCARD':
    case 'WITHDRAW':
    case 'REPORT_PROGRESS':
    case 'CONFIRM_RESULT':
    case 'COMMENT':
      return ticket
  }
}

function recordDeadline(ticket: Ticket, kind: keyof Ticket['clocks']): Ticket {
  const clocks = { ...ticket.clocks }
  delete clocks[kind]
  const rung = { ...ticket, clocks }
  switch (kind) {
    case 'accept':
    case 'handle':
      return { ...rung, warning: 'red', overdue: [...ticket.overdue, kind] }
    case 'acceptWarning':
    case 'handleWarning':
    case 'suspensionReview':
    case 'resultReview':
      return { ...rung, warning: ticket.warning === 'red' ? 'red' : 'yellow' }
    case 'evaluation':
      return rung
    case 'supervision':
      return { ...rung, supervised: true, supervisionLevel: (ticket.supervisionLevel ?? 0) + 1 }
  }
}

/** A refused return binds its unit for good, also after the ticket has been elsewhere. */
const wasDesignated = (ticket: Ticket, unitId: string) =>
  ticket.returns.some((it) => it.unitId === unitId && it.decision === 'refused')

/** A new lead: it is not bound by what bound the one before, nor waits for whom that one had asked. */
function dispatch(ticket: Ticket, facts: Facts, at: Instant): Ticket {
  const { leadUnitId = '', matter = ticket.matter } = facts
  return {
    ...lapse(without(without(ticket, 'acceptedAt'), 'supervisionLevel')),
    ...(matter && { matter }),
    leadUnitId,
    formerLeadUnitIds:
      ticket.leadUnitId === undefined ? [] : [...ticket.formerLeadUnitIds, ticket.leadUnitId],
    dispatchedAt: at,
    designated: wasDesignated(ticket, leadUnitId),
    assists: ticket.assists.map((it) => (isOpen(it) ? { ...it, lapsed: true } : it)),
  }
}

/** A request for more time dies with the handling that it was for. */
const lapse = (ticket: Ticket): Ticket =>
  ticket.extensions[ticket.extensions.length - 1]?.decision === undefined
    ? withLast(ticket, 'extensions', { decision: 'lapsed' })
    : ticket

function withDraft(
  ticket: Ticket,
  draft: Ticket['draft'] | undefined,
  personal: Personal | undefined,
): Ticket {
  // Another contact is another resident: whoever was noted before may not rate in their place.
  const { citizenId: _, ...others } = ticket.draft
  const before = personal?.contact ? others : ticket.draft
  const location = draft?.location && { ...draft.location, ...addressOf(personal) }
  return {
    ...ticket,
    draft: { ...before, ...draft, ...(location && { location }), ...identified(personal) },
  }
}

const identified = ({ contact, citizenId, description }: Personal = {}) => ({
  ...(description !== undefined && { description }),
  ...(contact && { contact }),
  ...(citizenId !== undefined && { citizenId }),
})

const addressOf = ({ address }: Personal = {}) => address !== undefined && { address }

const owner = (ticket: Ticket, actor: Recorded['actor']) => ({
  createdBy: ticket.createdBy ?? actor.personId,
  ...(actor.unitId !== undefined && { communityId: ticket.communityId ?? actor.unitId }),
})

function withLast<K extends 'returns' | 'extensions'>(
  ticket: Ticket,
  key: K,
  change: Partial<Ticket[K][number]>,
): Ticket {
  return {
    ...ticket,
    [key]: ticket[key].map((it, i, all) => (i === all.length - 1 ? { ...it, ...change } : it)),
  }
}

const withEvaluation = (ticket: Ticket, rater: string, change: (it: Evaluation) => Evaluation): Ticket => ({
  ...ticket,
  evaluations: ticket.evaluations.map((it) =>
    it.rater === rater && it.round === ticket.reopenCount ? change(it) : it,
  ),
})

function without<K extends 'acceptedAt' | 'closedAt' | 'closing' | 'suspension' | 'supervisionLevel'>(
  ticket: Ticket,
  key: K,
): Ticket {
  const { [key]: _, ...rest } = ticket
  return rest as Ticket
}
