/**
 * The rules that guard transitions. Each answers undefined where it is obeyed, else the code of the rejection: the
 * machine uses it as a guard, `decide` and `available` to say why not.
 */
import type {
  DeadlineKind,
  Draft,
  Evaluation,
  EvidenceRule,
  Limit,
  Rater,
  RejectionCode,
  Role,
  Route,
  Ticket,
} from '../ticket/index.ts'
import { nominalMs } from '../time/nominal.ts'
import type { LifecycleEvent } from './event.ts'
import {
  answeringRoles,
  hasRated,
  hasRole,
  isAssist,
  isCitizenOf,
  isCommunity,
  isLead,
  isOpen,
  missingRaters,
  raterOf,
} from './parties.ts'

export type Party = 'community' | 'lead' | 'assist' | 'reviewingDesk' | 'citizen' | 'anyone'

export type PlainRule =
  | 'draftIsOwn'
  | 'matterOnList'
  | 'hasLocation'
  | 'hasWhistleEvidence'
  | 'leadIsKnown'
  | 'leadIsAnother'
  | 'leadIsNoCommunity'
  | 'leadIsStreet'
  | 'leadIsBelowDepartment'
  | 'hasHigherUnit'
  | 'namesReturnTarget'
  | 'namesUnit'
  | 'namesNoUnit'
  | 'mergeTargetIsOpen'
  | 'notSuspended'
  | 'isSuspended'
  | 'reviewDateIsAhead'
  | 'assistIsNew'
  | 'assistIsOpen'
  | 'everyAssistIsDone'
  | 'hasResultEvidence'
  | 'hasNoOpenAppeal'
  | 'hasNoResident'
  | 'isSaved'
  | 'extensionIsPending'
  | 'hasEvaluationToAppeal'
  | 'namesEvaluationToAppeal'
  | 'hasPendingAppeal'
  | 'namesPendingAppeal'
  | 'clocksWouldMove'

/** A rule with its parameters as plain data. */
export type Rule =
  | { type: PlainRule }
  | { type: 'hasRole'; roles: Role[] }
  | { type: 'actsFor'; party: Party }
  | { type: 'routeIs'; routes: Route[] }
  | { type: 'mayReturn'; max: number }
  | { type: 'knowsReturnReason'; reasonCodes: string[] }
  | { type: 'mayExtend'; max: number }
  | { type: 'extensionIsWithin'; limit: Limit }
  | { type: 'mayRate'; requiredRaters: Rater[] }
  | { type: 'completesRating'; requiredRaters: Rater[] }
  | { type: 'mayReopen'; max: number }
  | { type: 'deadlineIsDue'; kinds: DeadlineKind[] }

type ParametersOf<T extends Rule['type']> = T extends PlainRule ? { type: T } : Extract<Rule, { type: T }>

type RuleCheck<T extends Rule['type']> = (
  ticket: Ticket,
  event: LifecycleEvent,
  params: ParametersOf<T>,
) => RejectionCode | undefined

const unless = (obeyed: boolean, code: RejectionCode) => (obeyed ? undefined : code)

/** The draft as this command would leave it. */
export const draftAfter = (ticket: Ticket, event: LifecycleEvent): Draft =>
  event.type === 'EDIT' || event.type === 'WHISTLE'
    ? { ...ticket.draft, ...event.command.draft }
    : ticket.draft

const currentEvaluations = (ticket: Ticket) =>
  ticket.evaluations.filter((it) => it.round === ticket.reopenCount)

const namedEvaluation = (ticket: Ticket, event: LifecycleEvent) =>
  event.type === 'APPEAL_EVALUATION' || event.type === 'DECIDE_APPEAL'
    ? currentEvaluations(ticket).find((it) => it.rater === event.command.rater)
    : undefined

const hasOpenAppeal = (evaluation: Evaluation) =>
  evaluation.appeal !== undefined && evaluation.appeal.decision === undefined

const hasPhotos = (event: LifecycleEvent) =>
  'attachments' in event.command && (event.command.attachments?.length ?? 0) > 0

/** Photos only where the matter's rule asks for them: neither too few nor for nothing. */
function evidence(rule: EvidenceRule | undefined, given: boolean): RejectionCode | undefined {
  if (rule === 'required' && !given) return 'evidenceMissing'
  return rule === 'none' && given ? 'photosNotAsked' : undefined
}

const checks: { [T in Rule['type']]: RuleCheck<T> } = {
  hasRole: (_, { actor }, { roles }) => unless(hasRole(actor, roles), 'wrongRole'),
  actsFor: (ticket, { actor }, { party }) => {
    switch (party) {
      case 'community':
        return unless(isCommunity(ticket, actor), 'wrongUnit')
      case 'lead':
        return unless(isLead(ticket, actor), 'wrongUnit')
      case 'assist':
        return unless(isAssist(ticket, actor), 'notAssisting')
      case 'reviewingDesk':
        return unless(ticket.returns[ticket.returns.length - 1]?.unitId !== actor.unitId, 'ownReturn')
      case 'citizen':
        return unless(isCitizenOf(ticket, actor), 'notYourTicket')
      case 'anyone':
        return unless(
          (hasRole(actor, answeringRoles) &&
            (isCommunity(ticket, actor) || isLead(ticket, actor) || isAssist(ticket, actor))) ||
            isCitizenOf(ticket, actor) ||
            hasRole(actor, ['dispatcher', 'returnReviewer', 'supervisor']),
          'notYourTicket',
        )
    }
  },
  draftIsOwn: (ticket, event) => {
    const communityId = draftAfter(ticket, event).location?.communityId ?? event.actor.unitId
    const sameCommunity = communityId === event.actor.unitId && event.actor.unitId !== undefined
    return unless(sameCommunity && (ticket.version === 0 || isCommunity(ticket, event.actor)), 'wrongUnit')
  },
  matterOnList: (ticket, event) => {
    const { matterCode } = draftAfter(ticket, event)
    if (matterCode === undefined) return 'matterMissing'
    return unless(event.known.matter?.code === matterCode, 'unknownMatter')
  },
  routeIs: (_, { known }, { routes }) =>
    unless(known.matter !== undefined && routes.includes(known.matter.route), 'unknownMatter'),
  hasLocation: (ticket, event) => unless(draftAfter(ticket, event).location !== undefined, 'locationMissing'),
  hasWhistleEvidence: (ticket, event) =>
    evidence(event.known.matter?.whistleEvidence, (draftAfter(ticket, event).attachments?.length ?? 0) > 0),
  leadIsKnown: (_, { known }) =>
    unless(known.lead !== undefined && known.lead.type !== 'dispatchCentre', 'unknownUnit'),
  hasHigherUnit: (_, event) => unless(event.known.lead !== undefined, 'noHigherUnit'),
  leadIsAnother: (ticket, { known }) => unless(known.lead?.id !== ticket.leadUnitId, 'sameUnit'),
  leadIsNoCommunity: (ticket, { known }) =>
    unless(
      known.lead?.type !== 'community' ||
        (ticket.matter?.route === 'selfGovernance' && known.lead.id === ticket.communityId),
      'downwardAssignment',
    ),
  leadIsStreet: (ticket, { actor }) =>
    unless(isLead(ticket, actor) && actor.roles.includes('streetOfficer'), 'wrongUnit'),
  leadIsBelowDepartment: (ticket, { actor }) =>
    unless(
      isLead(ticket, actor) && hasRole(actor, ['gridWorker', 'communitySecretary', 'streetOfficer']),
      'wrongUnit',
    ),
  mayReturn: (ticket, _, { max }) => {
    if (ticket.designated) return 'designated'
    const counted = ticket.returns.filter((it) => it.decision !== 'retracted').length
    return unless(counted < max, 'returnBudgetSpent')
  },
  knowsReturnReason: (_, event, { reasonCodes }) =>
    unless(event.type !== 'RETURN' || reasonCodes.includes(event.command.reasonCode), 'unknownReason'),
  namesReturnTarget: (ticket, event) => {
    if (event.type !== 'RETURN') return undefined
    const { suggestedUnitId, violatedMatterCode } = event.command
    if (suggestedUnitId === undefined && violatedMatterCode === undefined) return 'returnTargetMissing'
    if (violatedMatterCode !== undefined && event.known.violated?.code !== violatedMatterCode)
      return 'unknownMatter'
    if (suggestedUnitId === undefined) return undefined
    if (event.known.unit?.id !== suggestedUnitId) return 'unknownUnit'
    if (event.known.unit.type === 'community' && ticket.matter?.route !== 'selfGovernance')
      return 'downwardAssignment'
    return unless(suggestedUnitId !== ticket.leadUnitId, 'returnToSelf')
  },
  namesUnit: (_, event) =>
    unless('toUnitId' in event.command && event.command.toUnitId !== undefined, 'unknownUnit'),
  namesNoUnit: (_, event) =>
    unless(!('toUnitId' in event.command && event.command.toUnitId !== undefined), 'unknownUnit'),
  // Only into an earlier one: so no two tickets can ever be merged into each other.
  mergeTargetIsOpen: (ticket, { known: { mergeTarget } }) =>
    unless(
      mergeTarget !== undefined &&
        mergeable.includes(mergeTarget.status) &&
        [mergeTarget.whistledAt, mergeTarget.ticketId].join() < [ticket.whistledAt, ticket.id].join(),
      'mergeTargetInvalid',
    ),
  notSuspended: (ticket, event) =>
    unless(ticket.suspension === undefined, event.type === 'SUSPEND' ? 'alreadySuspended' : 'suspended'),
  isSuspended: (ticket) => unless(ticket.suspension !== undefined, 'notSuspended'),
  reviewDateIsAhead: (_, event) =>
    unless(event.type !== 'SUSPEND' || event.command.reviewAt > event.at, 'reviewDateInPast'),
  assistIsNew: (ticket, event) => {
    if (event.type !== 'ADD_ASSIST') return undefined
    if (event.known.unit === undefined || event.known.unit.type === 'dispatchCentre') return 'unknownUnit'
    if (event.known.unit.type === 'community' && ticket.matter?.route !== 'selfGovernance')
      return 'downwardAssignment'
    const { unitId } = event.command
    return unless(
      unitId !== ticket.leadUnitId && !ticket.assists.some((it) => it.unitId === unitId && isOpen(it)),
      'alreadyAssisting',
    )
  },
  assistIsOpen: (ticket, { actor }) =>
    unless(
      ticket.assists.some((it) => it.unitId === actor.unitId && isOpen(it)),
      'notAssisting',
    ),
  everyAssistIsDone: (ticket) => unless(!ticket.assists.some(isOpen), 'assistOpen'),
  hasResultEvidence: (ticket, event) => evidence(ticket.matter?.resultEvidence, hasPhotos(event)),
  mayExtend: (ticket, _, { max }) => {
    if (ticket.extensions.some((it) => it.decision === undefined)) return 'extensionPending'
    const granted = ticket.extensions.filter(
      (it) => it.decision === 'granted' && it.at >= (ticket.dispatchedAt ?? ''),
    )
    return unless(granted.length < max, 'extensionBudgetSpent')
  },
  extensionIsWithin: (_, event, { limit }) =>
    unless(
      event.type !== 'REQUEST_EXTENSION' || nominalMs(event.command.by) <= nominalMs(limit),
      'extensionTooLong',
    ),
  extensionIsPending: (ticket) =>
    unless(
      ticket.extensions.some((it) => it.decision === undefined),
      'noExtensionPending',
    ),
  mayRate: (ticket, { actor, at }, { requiredRaters }) => {
    const rater = raterOf(ticket, actor)
    if (rater === undefined) return 'notARater'
    if (ticket.closing === 'declined') return 'declined'
    // The limit itself counts, not the moment at which somebody says that it was reached.
    const isOver = (ticket.clocks.evaluation?.dueAt ?? at) < at && requiredRaters.includes(rater)
    if (isOver || ticket.unrated.includes(rater)) return 'ratingEnded'
    return unless(!hasRated(ticket, rater), 'alreadyRated')
  },
  completesRating: (ticket, { actor }, { requiredRaters }) => {
    const rater = raterOf(ticket, actor)
    const missing = missingRaters(ticket, requiredRaters)
    return unless(
      missing.every((it) => it === rater),
      'notARater',
    )
  },
  mayReopen: (ticket, event, { max }) => {
    if (ticket.closing === 'declined') return 'declined'
    if (ticket.reopenCount >= max) return 'reopenBudgetSpent'
    const { reopenUntil } = event.known
    return unless(reopenUntil === undefined || event.at <= reopenUntil, 'reopenWindowOver')
  },
  hasEvaluationToAppeal: (ticket) =>
    unless(
      currentEvaluations(ticket).some((it) => it.appeal === undefined),
      'notEvaluated',
    ),
  namesEvaluationToAppeal: (ticket, event) => {
    const evaluation = namedEvaluation(ticket, event)
    if (evaluation === undefined) return 'notEvaluated'
    return unless(evaluation.appeal === undefined, 'alreadyAppealed')
  },
  hasNoOpenAppeal: (ticket) => unless(!currentEvaluations(ticket).some(hasOpenAppeal), 'appealPending'),
  hasNoResident: ({ draft }) => unless(draft.citizenId === undefined, 'wrongRole'),
  isSaved: (ticket) => unless(ticket.version > 0, 'notAllowedInState'),
  hasPendingAppeal: (ticket) => unless(currentEvaluations(ticket).some(hasOpenAppeal), 'noAppeal'),
  namesPendingAppeal: (ticket, event) => {
    const evaluation = namedEvaluation(ticket, event)
    return unless(evaluation !== undefined && hasOpenAppeal(evaluation), 'noAppeal')
  },
  clocksWouldMove: (_, { known }) => unless(known.movesClocks === true, 'deadlinesCurrent'),
  deadlineIsDue: (ticket, event, { kinds }) => {
    if (event.type !== 'DEADLINE_REACHED' || !kinds.includes(event.command.kind)) return 'deadlineNotDue'
    const clock = ticket.clocks[event.command.kind]
    return unless(
      clock !== undefined && clock.pausedAt === undefined && clock.dueAt <= event.at,
      'deadlineNotDue',
    )
  },
}

const mergeable: Ticket['status'][] = [
  'whistled',
  'accepted',
  'rejected',
  'underReview.returned',
  'underReview.resolved',
]

/** Rules about what a person typed: `available` leaves them out, since nothing is typed yet. */
const inputRules = new Set<Rule['type']>([
  'leadIsKnown',
  'leadIsAnother',
  'leadIsNoCommunity',
  'knowsReturnReason',
  'namesReturnTarget',
  'namesUnit',
  'namesNoUnit',
  'mergeTargetIsOpen',
  'reviewDateIsAhead',
  'assistIsNew',
  'hasResultEvidence',
  'extensionIsWithin',
  'namesEvaluationToAppeal',
  'namesPendingAppeal',
])

export const rulesBeforeInput = (rules: readonly Rule[]) => rules.filter((rule) => !inputRules.has(rule.type))

/** The code of the first rule that this event breaks, undefined where it obeys them all. */
export function brokenRule(
  ticket: Ticket,
  event: LifecycleEvent,
  rules: readonly Rule[],
): RejectionCode | undefined {
  for (const rule of rules) {
    const code = checkRule(ticket, event, rule)
    if (code !== undefined) return code
  }
  return undefined
}

function checkRule<T extends Rule['type']>(ticket: Ticket, event: LifecycleEvent, rule: Rule & { type: T }) {
  const check = checks[rule.type] as (...args: [Ticket, LifecycleEvent, Rule]) => RejectionCode | undefined
  return check(ticket, event, rule)
}
