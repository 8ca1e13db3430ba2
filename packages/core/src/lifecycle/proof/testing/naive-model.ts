/**
 * The mechanism told a second time, as plainly as it can be: for every command who may, when, and what comes of it.
 * Written from the description of the mechanism, not from the statechart; it knows neither its rules nor its clocks.
 * Random sequences are played against both, and they must agree at every step.
 */
import type {
  Actor,
  Command,
  DeadlineKind,
  Limit,
  Policy,
  Rater,
  Role,
  Status,
} from '../../../ticket/index.ts'
import type { Card } from './card.ts'
import { dueAfterPause, lengthOf, runsOut, turnsYellow } from './naive-time.ts'

/** The ticket into which another is to be merged, as far as it is known. */
export interface MergeTarget {
  status: Status
  whistledAt: number
}

/** One attempt: somebody asks for something at a moment. */
export interface Attempt {
  who: Actor
  command: Command
  at: number
  mergeTarget?: MergeTarget
}

// The test city, by heart.
const departmentOf = (matter: string) => (matter === 'pipe' ? 'water' : 'city-management')
const routeOf = (matter: string) =>
  matter === 'benches' ? 'selfGovernance' : matter === 'signs' ? 'street' : 'department'
const matters = ['manhole', 'parking', 'lamp', 'pipe', 'benches', 'signs', 'quiet']
const units = ['community-1', 'community-2', 'street-1', 'city-management', 'water', 'police']
const isCommunityUnit = (unit: string) => unit.startsWith('community-')
const isStreetUnit = (unit: string) => unit.startsWith('street-')

const community: Role[] = ['gridWorker', 'communitySecretary']
const handlers: Role[] = ['departmentHandler', 'streetOfficer', 'gridWorker', 'communitySecretary']
const mergeable: Status[] = [
  'whistled',
  'accepted',
  'rejected',
  'underReview.returned',
  'underReview.resolved',
]
const talking: Status[] = [...mergeable, 'closed']

/** A photo where it is required, none where it is not wanted. */
const photosFit = (matter: string | undefined, photos: number) =>
  matter === 'manhole' ? photos > 0 : matter === 'quiet' ? photos === 0 : true

/** Whether this would make a community the lead of what is not on its own list (摊派): refused, and put on record. */
export const pushesDown = (card: Card, unit: string | undefined) =>
  unit !== undefined &&
  isCommunityUnit(unit) &&
  !(routeOf(card.matter ?? '') === 'selfGovernance' && unit === card.community)

/** The card after an attempt, or undefined where it is refused. */
export function attempt(
  card: Card,
  { who, command, at, mergeTarget }: Attempt,
  policy: Policy,
): Card | undefined {
  const { status, lead } = card
  const is = (...roles: Role[]) => who.roles.some((role) => roles.includes(role))
  const forLead = lead !== undefined && who.unitId === lead
  const whistler = is(...community) && card.community !== undefined && who.unitId === card.community
  const leads = is(...handlers) && forLead
  const reviews = is('returnReviewer') && who.unitId !== card.returnedBy
  const self = is('citizen') && card.citizen === who.personId
  const { profile } = policy

  const changed = (change: Partial<Card>): Card => ({ ...card, version: card.version + 1, ...change })
  const same = () => changed({})
  const without = (...kinds: DeadlineKind[]) => {
    const clocks = { ...card.clocks }
    for (const kind of kinds) delete clocks[kind]
    return clocks
  }
  const { acceptLimit, acceptWarning, handleLimit, handleWarning } = profile
  const acceptBy = (start: number): Card['clocks'] => {
    const due = runsOut(start, acceptLimit)
    return {
      accept: { start, limit: acceptLimit, due },
      acceptWarning: { start, limit: acceptWarning, due: turnsYellow(start, due, acceptWarning) },
    }
  }
  const handleUntil = (start: number, due: number, limit: Limit): Card['clocks'] => ({
    handle: { start, limit, due },
    handleWarning: { start, limit: handleWarning, due: turnsYellow(start, due, handleWarning) },
  })
  const handleBy = (start: number, limit = handleLimit) => handleUntil(start, runsOut(start, limit), limit)
  /** Until somebody answers. */
  const answerBy = (kind: 'resultReview' | 'evaluation', limit: Limit): Card['clocks'] => ({
    [kind]: { start: at, limit, due: runsOut(at, limit) },
  })
  const lapsed = card.assists.map((it) => (it.state === 'open' ? { ...it, state: 'lapsed' as const } : it))
  /** A new lead: fresh clock, nobody else's helpers and extensions. */
  const dispatched = (to: string, change: Partial<Card> = {}): Card => {
    const { asked: _, ...rest } = changed({})
    return {
      ...rest,
      status: 'whistled',
      lead: to,
      dispatchedAt: at,
      designated: card.bound.includes(to),
      assists: lapsed,
      granted: 0,
      warning: 'none',
      clocks: acceptBy(at),
      ...change,
    }
  }
  const mayLead = (to: string | undefined) =>
    to !== undefined && units.includes(to) && to !== lead && !pushesDown(card, to)
  const handling = (change: Partial<Card> = {}) =>
    changed({ status: 'accepted', warning: 'none', clocks: handleBy(card.dispatchedAt), ...change })
  const over = (closing: NonNullable<Card['closing']>) =>
    changed({
      status: 'closed',
      closing,
      closedAt: at,
      warning: 'none',
      clocks:
        closing === 'declined' || policy.evaluation.silence === 'waits'
          ? {}
          : answerBy('evaluation', policy.evaluation.silenceLimit),
    })
  const { confirmedBy = ['community'] } = policy.resultReview
  const confirms =
    (whistler && (confirmedBy.includes('community') || card.citizen === undefined)) ||
    (self && confirmedBy.includes('citizen')) ||
    (is('dispatcher') && confirmedBy.includes('dispatchCentre'))
  const stillMissing = (rater?: Rater) =>
    policy.evaluation.requiredRaters.filter(
      (it) =>
        it !== rater &&
        (it === 'community' || card.citizen !== undefined) &&
        !card.ratings.some((rating) => rating.rater === it),
    )
  const rating = (rater: Rater) => card.ratings.find((it) => it.rater === rater)
  const pending = card.ratings.some((it) => it.appeal === 'pending')

  switch (command.type) {
    case 'EDIT':
    case 'WHISTLE': {
      const draft = command.draft ?? {}
      // Another contact is another resident: whoever was noted before is not meant any more.
      const { citizen: before, ...others } = changed({})
      const citizen = draft.citizenId ?? (draft.contact ? undefined : before)
      const matter = draft.matterCode ?? card.matter
      const place = draft.location?.communityId ?? card.place
      const photos = draft.attachments?.length ?? card.photos
      const edited: Card = {
        ...others,
        photos,
        ...(citizen !== undefined && { citizen }),
        ...(matter !== undefined && { matter }),
        ...(place !== undefined && { place }),
        ...(who.unitId !== undefined && { community: card.community ?? who.unitId }),
      }
      const own =
        (place ?? who.unitId) === who.unitId && (card.version === 0 || who.unitId === card.community)
      if (status !== 'draft' || who.unitId === undefined || !own) return undefined
      if (command.type === 'EDIT') return is(...community, 'buildingHead') ? edited : undefined
      const complete = matter !== undefined && matters.includes(matter) && place !== undefined
      if (!is(...community) || !complete || !photosFit(matter, photos)) return undefined
      const sent = { ...edited, whistledAt: at, dispatchedAt: at }
      switch (routeOf(matter)) {
        case 'selfGovernance':
          return { ...sent, status: 'accepted', lead: place, clocks: handleBy(at) }
        case 'street':
          return { ...sent, status: 'whistled', lead: 'street-1', clocks: acceptBy(at) }
        default:
          return { ...sent, status: 'whistled', lead: departmentOf(matter), clocks: acceptBy(at) }
      }
    }
    case 'DISCARD':
      return status === 'draft' && card.version > 0 && whistler ? changed({ status: 'discarded' }) : undefined
    case 'ACCEPT':
      return status === 'whistled' && leads ? handling() : undefined
    case 'RETURN': {
      const { reasonCode, suggestedUnitId: unit, violatedMatterCode: item } = command
      const may = is('departmentHandler', 'streetOfficer') && forLead && !card.bound.includes(lead)
      const reasoned = policy.returns.reasons.some(({ code }) => code === reasonCode)
      const named = unit !== undefined || item !== undefined
      const itemFits = item === undefined || matters.includes(item)
      const unitFits = unit === undefined || ([...units, 'dispatch'].includes(unit) && unit !== lead)
      // Whether a community could take it is for the review to say; what is on no community's list it never can.
      const down =
        unit !== undefined && isCommunityUnit(unit) && routeOf(card.matter ?? '') !== 'selfGovernance'
      const ok =
        may && card.returns < policy.returns.max && reasoned && named && itemFits && unitFits && !down
      return status === 'whistled' && ok
        ? changed({
            status: 'rejected',
            returns: card.returns + 1,
            returnedBy: lead,
            warning: 'none',
            clocks: {},
          })
        : undefined
    }
    case 'ESCALATE': {
      if (lead === undefined || !forLead || card.suspended) return undefined
      const up = isCommunityUnit(lead)
        ? 'street-1'
        : isStreetUnit(lead)
          ? departmentOf(card.matter ?? '')
          : undefined
      const may =
        status === 'whistled'
          ? is('streetOfficer')
          : status === 'accepted' && is(...community, 'streetOfficer')
      return may && up !== undefined ? dispatched(up) : undefined
    }
    case 'REDISPATCH':
      return status === 'whistled' && is('dispatcher') && mayLead(command.toUnitId)
        ? dispatched(command.toUnitId)
        : undefined
    case 'MERGE': {
      const fits =
        mergeTarget && mergeable.includes(mergeTarget.status) && mergeTarget.whistledAt < card.whistledAt
      return status === 'whistled' && is('dispatcher') && fits
        ? changed({ status: 'merged', warning: 'none', clocks: {} })
        : undefined
    }
    case 'WITHDRAW':
      return status === 'whistled' && whistler
        ? changed({ status: 'withdrawn', warning: 'none', clocks: {} })
        : undefined
    case 'RETRACT_RETURN':
      return status === 'rejected' && leads ? handling({ returns: card.returns - 1 }) : undefined
    case 'CLAIM_REVIEW':
      return status === 'rejected' && reviews ? changed({ status: 'underReview.returned' }) : undefined
    case 'UPHOLD_RETURN':
      if (status !== 'underReview.returned' || !reviews) return undefined
      if (command.toUnitId === undefined) return over('declined')
      return mayLead(command.toUnitId) ? dispatched(command.toUnitId) : undefined
    case 'REFUSE_RETURN':
      return status === 'underReview.returned' && reviews && lead !== undefined
        ? handling({ bound: [...card.bound, lead], designated: true })
        : undefined
    case 'REPORT_PROGRESS':
      return status === 'accepted' && leads ? same() : undefined
    case 'ADD_ASSIST': {
      const { unitId: unit } = command
      const busy = unit === lead || card.assists.some((it) => it.unit === unit && it.state === 'open')
      const down = isCommunityUnit(unit) && routeOf(card.matter ?? '') !== 'selfGovernance'
      return status === 'accepted' && leads && units.includes(unit) && !busy && !down
        ? changed({ assists: [...card.assists, { unit, state: 'open' }] })
        : undefined
    }
    case 'ASSIST_DONE': {
      const mine = (it: Card['assists'][number]) => it.unit === who.unitId && it.state === 'open'
      return status === 'accepted' && is(...handlers) && card.assists.some(mine)
        ? changed({ assists: card.assists.map((it) => (mine(it) ? { ...it, state: 'done' } : it)) })
        : undefined
    }
    case 'REQUEST_EXTENSION': {
      const fits = lengthOf(command.by) <= lengthOf(policy.extensions.maxLimit)
      const left = card.asked === undefined && card.granted < policy.extensions.max
      return status === 'accepted' && leads && !card.suspended && left && fits
        ? changed({ asked: command.by })
        : undefined
    }
    case 'GRANT_EXTENSION':
    case 'REFUSE_EXTENSION': {
      if (status !== 'accepted' || !is('dispatcher') || card.asked === undefined) return undefined
      const { asked: by = card.asked, ...decided } = same()
      if (command.type === 'REFUSE_EXTENSION') return decided
      if (card.suspended) return undefined
      // What was overdue already counts from the granting.
      const { start, due, limit } = { limit: by, ...(card.clocks.handle ?? { start: at, due: at }) }
      const clocks = { ...card.clocks, ...handleUntil(start, runsOut(due, by), limit) }
      return { ...decided, granted: card.granted + 1, warning: 'none', clocks }
    }
    case 'SUSPEND': {
      const reviewAt = Date.parse(command.reviewAt)
      if (status !== 'accepted' || !is('dispatcher') || card.suspended || reviewAt <= at) return undefined
      const clocks = { ...card.clocks, suspensionReview: { start: at, due: reviewAt } }
      if (policy.suspension.pausesClock) {
        for (const kind of ['handle', 'handleWarning'] as const) {
          const clock = clocks[kind]
          if (clock) clocks[kind] = { ...clock, stoppedAt: at }
        }
      }
      return changed({ suspended: true, clocks })
    }
    case 'RESUME': {
      if (status !== 'accepted' || !is('dispatcher') || !card.suspended) return undefined
      const clocks = without('suspensionReview')
      for (const kind of ['handle', 'handleWarning'] as const) {
        const clock = clocks[kind]
        if (clock?.stoppedAt === undefined) continue
        const { stoppedAt, ...going } = clock
        const limit = card.clocks.handle?.limit ?? handleWarning
        clocks[kind] = { ...going, due: dueAfterPause(clock.due, stoppedAt, at, limit) }
      }
      const late = clocks.handle && !clocks.handleWarning
      const warning = card.warning === 'red' ? 'red' : late ? 'yellow' : 'none'
      return changed({ suspended: false, clocks, warning })
    }
    case 'SUBMIT_RESULT': {
      const ready = !card.suspended && !card.assists.some((it) => it.state === 'open')
      const fits = photosFit(card.matter, command.attachments?.length ?? 0)
      if (status !== 'accepted' || !leads || !ready || !fits) return undefined
      const { asked: _, ...submitted } = policy.resultReview.enabled
        ? changed({
            status: 'underReview.resolved',
            warning: 'none',
            clocks: answerBy('resultReview', policy.resultReview.silenceLimit),
          })
        : over('notReviewed')
      return submitted
    }
    case 'CONFIRM_RESULT':
      return status === 'underReview.resolved' && confirms ? over('confirmed') : undefined
    case 'REFUSE_RESULT':
      return status === 'underReview.resolved' && confirms
        ? handling({ reworks: card.reworks + 1, clocks: handleBy(at, policy.resultReview.reworkLimit) })
        : undefined
    case 'EVALUATE': {
      const rater = self ? 'citizen' : whistler ? 'community' : undefined
      if (rater === undefined || card.closing === 'declined') return undefined
      if (rating(rater) !== undefined || card.silent.includes(rater)) return undefined
      const tooLate = card.clocks.evaluation !== undefined && card.clocks.evaluation.due < at
      if (tooLate && policy.evaluation.requiredRaters.includes(rater)) return undefined
      const ratings: Card['ratings'] = [...card.ratings, { rater }]
      if (status === 'evaluated') return changed({ ratings })
      if (status !== 'closed') return undefined
      return stillMissing(rater).length === 0
        ? changed({ ratings, status: 'evaluated', warning: 'none', clocks: without('evaluation') })
        : changed({ ratings })
    }
    case 'REOPEN': {
      const inTime = at <= runsOut(card.closedAt, policy.reopening.window)
      const may = card.closing !== 'declined' && card.reopened < policy.reopening.max && inTime && !pending
      if ((status !== 'closed' && status !== 'evaluated') || !whistler || !may) return undefined
      const { closing: _, ...open } = handling({
        reopened: card.reopened + 1,
        ratings: [],
        silent: [],
        closedAt: 0,
        clocks: handleBy(at),
      })
      return open
    }
    case 'APPEAL_EVALUATION': {
      const target = rating(command.rater)
      const may = is('departmentHandler') && forLead && target !== undefined && target.appeal === undefined
      return (status === 'closed' || status === 'evaluated') && may
        ? changed({ ratings: card.ratings.map((it) => (it === target ? { ...it, appeal: 'pending' } : it)) })
        : undefined
    }
    case 'DECIDE_APPEAL': {
      const target = rating(command.rater)
      return (status === 'closed' || status === 'evaluated') &&
        is('supervisor') &&
        target?.appeal === 'pending'
        ? changed({ ratings: card.ratings.map((it) => (it === target ? { ...it, appeal: 'decided' } : it)) })
        : undefined
    }
    case 'URGE':
      return talking.includes(status) && whistler ? changed({ urges: card.urges + 1 }) : undefined
    case 'SUPERVISE':
      return talking.includes(status) && is('dispatcher') ? changed({ supervised: true }) : undefined
    case 'COMMENT': {
      const party = [card.community, lead, ...card.assists.map((it) => it.unit)]
      const acts = is(...handlers) && who.unitId !== undefined && party.includes(who.unitId)
      const may = acts || self || is('dispatcher', 'returnReviewer', 'supervisor')
      return talking.includes(status) && may ? same() : undefined
    }
    // The calendar stays the same in these stories.
    case 'RECALCULATE_DEADLINES':
      return undefined
    case 'DEADLINE_REACHED': {
      const { kind } = command
      const clock = card.clocks[kind]
      if (!is('system') || clock === undefined || clock.stoppedAt !== undefined || clock.due > at)
        return undefined
      const clocks = without(kind)
      switch (kind) {
        case 'accept':
        case 'handle':
          return changed({ clocks, warning: 'red', overdue: [...card.overdue, kind] })
        case 'acceptWarning':
        case 'handleWarning':
        case 'suspensionReview':
          return changed({ clocks, warning: card.warning === 'red' ? 'red' : 'yellow' })
        case 'resultReview':
          return policy.resultReview.silence === 'waits'
            ? changed({ clocks, warning: 'yellow' })
            : over('unconfirmed')
        case 'evaluation':
          return changed({ clocks, silent: stillMissing() })
        case 'supervision':
          return undefined
      }
    }
  }
}
