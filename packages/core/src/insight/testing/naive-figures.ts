/**
 * The figures once more, in the simplest way that is still right: fold every ticket, cut its history into one stretch per
 * lead, and count by filtering lists. Slow and without state; what the fast way is compared with.
 */
import type { City } from '../../lifecycle/city.ts'
import { fold } from '../../lifecycle/fold.ts'
import type { Clock, CommandType, Ticket, TicketEvent } from '../../ticket/index.ts'
import { deadlineAfter } from '../../time/deadline.ts'
import type { FigureSet, Ratio } from '../figures.ts'

/** Everything that happened while one unit led. */
interface Stretch {
  unitId: string
  events: TicketEvent[]
  isLast: boolean
  /** When the next lead got it. */
  endedAt?: string | undefined
}

export interface Story {
  ticket: Ticket
  events: TicketEvent[]
  stretches: Stretch[]
}

/** The tickets of a log that were whistled. */
export function storiesOf(log: readonly TicketEvent[]): Story[] {
  return [...new Set(log.map((it) => it.ticketId))].flatMap((id) => {
    const events = log.filter((it) => it.ticketId === id)
    const ticket = fold(id, events)
    return ticket.whistledAt === undefined ? [] : [{ ticket, events, stretches: stretchesOf(events) }]
  })
}

function stretchesOf(events: TicketEvent[]): Stretch[] {
  const starts = events.flatMap((it, i) =>
    it.kind === 'command' && it.facts.leadUnitId !== undefined ? [i] : [],
  )
  return starts.map((start, i) => ({
    unitId: events[start]?.facts.leadUnitId ?? '',
    events: events.slice(start, starts[i + 1]),
    isLast: i === starts.length - 1,
    endedAt: events[starts[i + 1] ?? events.length]?.at,
  }))
}

const commands = ({ events }: Stretch, ...types: CommandType[]) =>
  events.filter((it) => it.kind === 'command' && types.includes(it.command.type))

const startOf = ({ events }: Stretch) => events[0]?.at ?? ''

const acceptDue = ({ events }: Stretch) =>
  events[0]?.facts.started?.find((clock) => clock.kind === 'accept')?.dueAt

const acceptedAt = (it: Stretch) => commands(it, 'ACCEPT', 'RETRACT_RETURN', 'REFUSE_RETURN').at(-1)?.at

/** When it left the unit without having been signed for. */
function leftAt(it: Stretch): string | undefined {
  if (acceptedAt(it) !== undefined) return undefined
  return commands(it, 'RETURN', 'WITHDRAW', 'MERGE')[0]?.at ?? it.endedAt
}

/** Every handle clock with the moment at which something stopped or replaced it. */
function handleClocks({
  events,
  endedAt,
}: Stretch): { clock: Clock; until?: string | undefined; rang: boolean }[] {
  return events.flatMap(({ facts }, i) => {
    const clock = facts.started?.find(({ kind }) => kind === 'handle')
    if (!clock) return []
    const rings = (it: TicketEvent) => it.command.type === 'DEADLINE_REACHED' && it.command.kind === 'handle'
    const end = events
      .slice(i + 1)
      .find(
        (it) =>
          rings(it) ||
          it.facts.stopped?.includes('handle') ||
          it.facts.started?.some(({ kind }) => kind === 'handle'),
      )
    return [{ clock, until: end?.at ?? endedAt, rang: end !== undefined && rings(end) }]
  })
}

function counts(stories: Story[], city: City, now: string, unitId?: string): FigureSet {
  const { profile, rateWeights } = city.policy
  const mine = (it: Stretch) => unitId === undefined || it.unitId === unitId
  const stretches = stories.map(({ stretches }) => stretches.filter(mine))
  const led = stories.filter(({ ticket }) => unitId === undefined || ticket.leadUnitId === unitId)
  const leads = led.flatMap(({ ticket, events, stretches }) =>
    stretches.slice(-1).map((stretch) => ({ ticket, events, stretch })),
  )
  const isClosed = ({ status }: Ticket) => status === 'closed' || status === 'evaluated'
  const isOver = (ticket: Ticket) =>
    isClosed(ticket) || ['withdrawn', 'merged', 'discarded'].includes(ticket.status)
  const limitFrom = (it: Stretch, limit: typeof profile.handleLimit) =>
    deadlineAfter(startOf(it), limit, city.calendar).dueAt

  const isUnsigned = (ticket: Ticket, it: Stretch) => it.isLast && ticket.status === 'whistled'
  const handleDue = (ticket: Ticket, it: Stretch) => {
    const last = handleClocks(it).at(-1)
    if (last && last.until === undefined && last.clock.pausedAt !== undefined) return undefined
    if (last) return last.clock.dueAt
    return isUnsigned(ticket, it)
      ? limitFrom(it, ticket.matter?.handleLimit ?? profile.handleLimit)
      : undefined
  }
  const missed = (ticket: Ticket, it: Stretch) =>
    handleClocks(it).some(
      ({ clock, until, rang }) =>
        rang ||
        (clock.pausedAt === undefined && (until === undefined ? clock.dueAt <= now : until > clock.dueAt)),
    ) ||
    (isUnsigned(ticket, it) && (handleDue(ticket, it) ?? '~') <= now)

  const due = leads.filter(({ ticket, stretch }) => (handleDue(ticket, stretch) ?? '~') <= now)
  const closedDue = due.filter(({ ticket }) => isClosed(ticket))
  const onTime = closedDue.filter(
    ({ ticket, stretch }) => commands(stretch, 'SUBMIT_RESULT').length > 0 && !missed(ticket, stretch),
  )
  const dispatches = stretches.flat().filter((it) => acceptDue(it) !== undefined)
  const answersDue = dispatches.filter((it) => {
    const limit = acceptDue(it) ?? '~'
    return limit <= now && !((leftAt(it) ?? '~') <= limit)
  })
  const reviewed = dispatches.flatMap((it) => commands(it, 'UPHOLD_RETURN', 'REFUSE_RETURN'))
  // An upheld return opens the next stretch, so its decision is found on the ticket instead.
  const upheld = stories.flatMap(({ ticket }) =>
    ticket.returns.filter((it) => it.decision === 'upheld' && (unitId === undefined || it.unitId === unitId)),
  )
  const declinedReviews = reviewed.filter(
    ({ command }) => command.type === 'UPHOLD_RETURN' && command.toUnitId === undefined,
  )
  const refusedReviews = reviewed.filter(({ command }) => command.type === 'REFUSE_RETURN')
  const responseDue = profile.responseLimit
    ? leads.filter(({ ticket, stretch }) => {
        if (!ticket.draft.citizenId || !profile.responseLimit) return false
        const limit = limitFrom(stretch, profile.responseLimit)
        return limit <= now && !((leftAt(stretch) ?? '~') <= limit)
      })
    : []
  const inTime = responseDue.filter(({ stretch }) => {
    const first = commands(stretch, 'REPORT_PROGRESS', 'SUBMIT_RESULT').find(
      ({ command }) => 'contacted' in command && command.contacted,
    )
    return profile.responseLimit && first && first.at <= limitFrom(stretch, profile.responseLimit)
  })
  const ratings = stories.flatMap(({ ticket }) =>
    ticket.evaluations.filter((it) => unitId === undefined || it.unitId === unitId),
  )
  const kept = ratings.filter((it) => it.appeal?.decision?.excluded !== true)
  const handled = (test: (it: Stretch) => boolean) => stretches.filter((own) => own.some(test)).length
  const reworked = (it: Stretch) =>
    it.events.some(({ from, to }) => from === 'underReview.resolved' && to === 'accepted')

  const rates = (of: typeof ratings) => {
    const by = (rater: string) => of.filter((it) => it.rater === rater)
    const of1 = (rater: string) => ratio(by(rater).filter((it) => it.solved).length, by(rater).length)
    const of2 = (rater: string) => ratio(by(rater).filter((it) => it.level >= 4).length, by(rater).length)
    return {
      communitySolvedRate: of1('community'),
      communitySatisfiedRate: of2('community'),
      citizenSolvedRate: of1('citizen'),
      citizenSatisfiedRate: of2('citizen'),
    }
  }
  const responseRate = ratio(inTime.length, responseDue.length)
  const weighted = (of: typeof ratings, rater: 'community' | 'citizen') => {
    const all = rates(of)
    const parts = [responseRate, all[`${rater}SolvedRate`], all[`${rater}SatisfiedRate`]]
    if (!rateWeights || parts.some(({ denominator }) => denominator === 0)) return undefined
    const weights = [rateWeights.response, rateWeights.solved, rateWeights.satisfied]
    return parts.reduce((sum, it, i) => sum + ((weights[i] ?? 0) / 100) * (it.numerator / it.denominator), 0)
  }
  const both = (rater: 'community' | 'citizen') => {
    const all = weighted(ratings, rater)
    const without = weighted(kept, rater)
    return { ...(all !== undefined && { all }), ...(without !== undefined && { withoutExcluded: without }) }
  }
  const accept = median(dispatches.flatMap((it) => minus(acceptedAt(it), startOf(it))))
  const handle = median(
    leads.flatMap(({ stretch }) => minus(commands(stretch, 'SUBMIT_RESULT').at(-1)?.at, startOf(stretch))),
  )
  const withStatus = (...statuses: Ticket['status'][]) =>
    led.filter(({ ticket }) => statuses.includes(ticket.status)).length
  return {
    ratios: {
      closeRateAll: ratio(withStatus('closed', 'evaluated'), led.length),
      closeRateDue: ratio(closedDue.length, due.length),
      onTimeCloseRate: ratio(onTime.length, due.length),
      acceptOnTimeRate: ratio(
        answersDue.filter((it) => (acceptedAt(it) ?? '~') <= (acceptDue(it) ?? '')).length,
        answersDue.length,
      ),
      returnRateTickets: ratio(
        handled((it) => acceptDue(it) !== undefined && commands(it, 'RETURN').length > 0),
        handled((it) => acceptDue(it) !== undefined),
      ),
      returnRateEvents: ratio(
        dispatches.filter((it) => commands(it, 'RETURN').length > 0).length,
        dispatches.length,
      ),
      returnRefusedRate: ratio(
        refusedReviews.length,
        refusedReviews.length + declinedReviews.length + upheld.length,
      ),
      ...rates(ratings),
      reworkRate: ratio(
        handled(reworked),
        handled((it) => commands(it, 'SUBMIT_RESULT').length > 0),
      ),
      extensionRate: ratio(
        handled((it) => commands(it, 'GRANT_EXTENSION').length > 0),
        handled((it) => handleClocks(it).length > 0),
      ),
    },
    withoutExcluded: rates(kept),
    ...(profile.responseLimit && { responseRate }),
    ...(rateWeights && { threeRates: { community: both('community'), citizen: both('citizen') } }),
    raised: led.length,
    open: led.filter(({ ticket }) => !isOver(ticket)).length,
    closed: withStatus('closed', 'evaluated'),
    declined: led.filter(({ ticket }) => isClosed(ticket) && ticket.closing === 'declined').length,
    withdrawn: withStatus('withdrawn'),
    merged: withStatus('merged'),
    suspendedCount: led.filter(({ ticket }) => ticket.suspension !== undefined && !isOver(ticket)).length,
    overtimeCount: stories.filter(({ ticket, stretches }) =>
      stretches.filter(mine).some((it) => missed(ticket, it)),
    ).length,
    ...(accept !== undefined && { medianAcceptMs: accept }),
    ...(handle !== undefined && { medianHandleMs: handle }),
  }
}

const ratio = (numerator: number, denominator: number): Ratio => ({ numerator, denominator })
const minus = (end: string | undefined, start: string) =>
  end === undefined ? [] : [Date.parse(end) - Date.parse(start)]

function median(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (i: number) => sorted[i] ?? 0
  if (sorted.length === 0) return undefined
  const half = sorted.length / 2
  return Number.isInteger(half) ? (at(half - 1) + at(half)) / 2 : at(half - 0.5)
}

/** The naive figures of some tickets, whole and by unit. */
export const naiveFigures = (stories: Story[], city: City, now: string) => ({
  all: counts(stories, city, now),
  byUnit: Object.fromEntries(
    [...new Set(stories.flatMap((it) => it.stretches.map(({ unitId }) => unitId)))].map((unitId) => [
      unitId,
      counts(
        stories.filter((it) => it.stretches.some((own) => own.unitId === unitId)),
        city,
        now,
        unitId,
      ),
    ]),
  ),
})
