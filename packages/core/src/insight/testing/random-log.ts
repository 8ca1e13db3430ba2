/** Random event logs for property tests: several tickets at once, played through `decide`, with a clock that jumps. */
import fc from 'fast-check'
import type { City } from '../../lifecycle/city.ts'
import { decide } from '../../lifecycle/decide.ts'
import { evolve } from '../../lifecycle/fold.ts'
import { rating, result, returnTo, whistle } from '../../testing/scenario.ts'
import { people } from '../../testing/test-city.ts'
import { newTicket, sealEvent, type Actor, type Command, type TicketEvent } from '../../ticket/index.ts'

const { gridWorker, neighbour, secretary, cityManagement, water, street, dispatcher, reviewer } = people
const { supervisor, citizen } = people
const text = '说明'

const elsewhere = (command: Command): Command => {
  if (command.type !== 'WHISTLE' || !command.draft) return command
  const { citizenId: _, ...draft } = command.draft
  return {
    ...command,
    draft: { ...draft, location: { crs: 'cgcs2000', lng: 111, lat: 40, communityId: 'community-2' } },
  }
}

/** A ticket that duplicates may be merged into. */
const earlier = {
  ticketId: '0198c0de-0000-7000-8000-000000000009',
  status: 'whistled',
  whistledAt: '2026-01-01T00:00:00.000Z',
} as const

/** What people might do, whether or not it is allowed at that moment. */
const moves: [Actor, Command][] = [
  [gridWorker, whistle('manhole')],
  [gridWorker, whistle('pipe')],
  [gridWorker, whistle('benches')],
  [neighbour, elsewhere(whistle('signs'))],
  ...[cityManagement, water, street].flatMap((lead): [Actor, Command][] => [
    [lead, { type: 'ACCEPT' }],
    [lead, returnTo('police')],
    [lead, { type: 'RETRACT_RETURN' }],
    [lead, { type: 'ESCALATE', reason: text }],
    [lead, { type: 'REPORT_PROGRESS', text, contacted: true }],
    [lead, { type: 'REPORT_PROGRESS', text }],
    [lead, { type: 'REQUEST_EXTENSION', by: { amount: 3, unit: 'workingDay' }, reason: text }],
    [lead, result],
    [lead, { ...result, contacted: true } as Command],
    [lead, { type: 'APPEAL_EVALUATION', rater: 'community', reason: text }],
    [lead, { type: 'APPEAL_EVALUATION', rater: 'citizen', reason: text }],
  ]),
  [gridWorker, result],
  [gridWorker, { type: 'ESCALATE', reason: text }],
  [gridWorker, { type: 'WITHDRAW', reason: text }],
  [gridWorker, { type: 'REOPEN', cause: 'unsolved', reason: text }],
  [secretary, { type: 'CONFIRM_RESULT' }],
  [secretary, { type: 'REFUSE_RESULT', reason: text }],
  [secretary, rating(5)],
  [secretary, rating(2, false)],
  [citizen, rating(4)],
  [citizen, rating(1, false)],
  [neighbour, { type: 'CONFIRM_RESULT' }],
  [neighbour, rating(3)],
  [dispatcher, { type: 'REDISPATCH', toUnitId: 'police', reason: text }],
  [dispatcher, { type: 'REDISPATCH', toUnitId: 'water', reason: text }],
  [dispatcher, { type: 'REDISPATCH', toUnitId: 'community-2', reason: text }],
  [dispatcher, { type: 'MERGE', intoTicketId: earlier.ticketId }],
  [dispatcher, { type: 'GRANT_EXTENSION' }],
  [dispatcher, { type: 'RESUME' }],
  [reviewer, { type: 'CLAIM_REVIEW' }],
  [reviewer, { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: text }],
  [reviewer, { type: 'UPHOLD_RETURN', explanation: text }],
  [reviewer, { type: 'REFUSE_RETURN', explanation: text }],
  [supervisor, { type: 'DECIDE_APPEAL', rater: 'community', excluded: true, reason: text }],
  [supervisor, { type: 'DECIDE_APPEAL', rater: 'citizen', excluded: false, reason: text }],
  [supervisor, { type: 'DECIDE_APPEAL', rater: 'citizen', excluded: true, reason: text }],
  [people.system, { type: 'DEADLINE_REACHED', kind: 'accept' }],
  [people.system, { type: 'DEADLINE_REACHED', kind: 'handle' }],
  [people.system, { type: 'DEADLINE_REACHED', kind: 'resultReview' }],
  [people.system, { type: 'DEADLINE_REACHED', kind: 'evaluation' }],
]

const hour = 3_600_000
/** More than there are moves, so that every shuffle ranks them in an order without ties. */
const prime = 997
const suspend = (now: number): [Actor, Command] => {
  const reviewAt = new Date(now + 72 * hour).toISOString()
  return [dispatcher, { type: 'SUSPEND', plan: text, reviewAt }]
}

export interface RandomLog {
  events: TicketEvent[]
  /** The moment of the last event, in milliseconds since 1970. */
  end: number
}

interface Step {
  ticket: number
  /** Shuffles the moves; the first one that is allowed happens. */
  shuffle: number
  hours: number
}

/** What happens in a log, as numbers: a failing one is short to print. */
export const randomSteps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    ticket: fc.nat(4),
    shuffle: fc.nat(prime - 1),
    hours: fc.constantFrom(0, 0, 1, 7, 20, 50, 200),
  }),
  { minLength: 10, maxLength: 70, size: 'max' },
)

/** The log of up to five tickets in a city, interleaved. */
export function play(steps: readonly Step[], city: City): RandomLog {
  const tickets = new Map<number, ReturnType<typeof newTicket>>()
  const events: TicketEvent[] = []
  let now = Date.parse('2026-02-26T01:00:00.000Z')
  for (const { ticket: index, shuffle, hours } of steps) {
    now += hours * hour
    const ticket = tickets.get(index) ?? newTicket(`0198c0de-0000-7000-8000-00000000000${index}`)
    const rank = (at: number) => ((at + 1) * (shuffle + 1)) % prime
    const possible = [...moves, suspend(now)].map((move, at) => ({ move, rank: rank(at) }))
    for (const { move } of possible.toSorted((a, b) => a.rank - b.rank)) {
      const [actor, command] = move
      const decision = decide(ticket, command, actor, new Date(now).toISOString(), city, {
        mergeTarget: earlier,
      })
      const unsealed = decision.ok ? decision.event : decision.record
      if (!unsealed) continue
      const event = sealEvent(unsealed, ticket.lastHash, 'f'.repeat(32))
      events.push(event)
      tickets.set(index, evolve(ticket, event))
      break
    }
  }
  return { events, end: now }
}
