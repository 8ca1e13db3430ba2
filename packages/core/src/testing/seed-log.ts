/**
 * An event log made to the totals of the real system, each ticket played through `decide`: 5,117 whistles of which 3,101
 * are closed, 277 for shared bikes of which 263, and fewer than 13 % returned. The same seed gives the same log.
 */
import type { City } from '../lifecycle/city.ts'
import { decide } from '../lifecycle/decide.ts'
import { evolve } from '../lifecycle/fold.ts'
import {
  newTicket,
  sealEvent,
  systemActor,
  type Actor,
  type Command,
  type Instant,
  type Role,
  type TicketEvent,
} from '../ticket/index.ts'
import { seedCity } from './seed-city.ts'
import { numbersFrom, seedPlan, seedTotals, type PlannedTicket, type SeedTotals } from './seed-plan.ts'

export interface SeedLogOptions {
  seed?: number
  totals?: SeedTotals
}

export interface SeedLog {
  /** In the order in which they happened, tickets interleaved. */
  events: TicketEvent[]
  city: City
  /** The moment up to which everything is played. */
  now: Instant
}

const hour = 3_600_000
const day = 24 * hour
const now = Date.parse('2026-03-31T10:00:00.000Z')
/** How far back whistles go. */
const historyDays = 180
/** Long enough before the end that a closed ticket has been rated too. */
const settledDays = 35

let standard: SeedLog | undefined

/** Makes the log. That without options is made once in a process: it takes seconds. */
export function seedLog(options?: SeedLogOptions): SeedLog {
  if (options) return makeLog(options)
  standard ??= makeLog({})
  return { ...standard, events: [...standard.events] }
}

function makeLog({ seed = 1, totals = seedTotals }: SeedLogOptions): SeedLog {
  const next = numbersFrom(seed)
  const events = seedPlan(totals, next).flatMap((planned, index) => {
    const raisedAt =
      planned.fate === 'closed'
        ? now - (settledDays + next() * (historyDays - settledDays)) * day
        : now - (1 + next() * 20) * day
    return new Played(index, Math.round(raisedAt)).through(planned, next)
  })
  const ordered = events.toSorted(
    (a, b) => compare(a.at, b.at) || compare(a.ticketId, b.ticketId) || a.version - b.version,
  )
  return { events: ordered, city: seedCity, now: new Date(now).toISOString() }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const actor = (role: Role, unitId: string): Actor => ({
  personId: `${role}-${unitId}`,
  name: '经办人',
  roles: [role],
  unitId,
})
const reviewer = actor('returnReviewer', 'dispatch')
const dispatcher = actor('dispatcher', 'dispatch')
const resident: Actor = { personId: 'resident-of-seed', name: '居民', roles: ['citizen'] }

/** One ticket on its way, with a clock of its own. */
class Played {
  #ticket
  #events: TicketEvent[] = []
  #at: number

  constructor(index: number, at: number) {
    this.#ticket = newTicket(`0198c0de-0000-7000-8000-${index.toString(16).padStart(12, '0')}`)
    this.#at = at
  }

  through(planned: PlannedTicket, next: () => number): TicketEvent[] {
    const { communityId, fate, returned } = planned
    const gridWorker = actor('gridWorker', communityId)
    this.#do(gridWorker, whistleFor(planned))
    if (fate === 'withdrawn') this.#later(2).#do(gridWorker, { type: 'WITHDRAW', reason: '重复吹哨' })
    if (fate === 'unsigned' || fate === 'withdrawn') return this.#until(now)
    const quick = this.#ticket.matter?.acceptLimit !== undefined
    if (returned !== undefined) this.#return(returned, next)
    if (returned === 'waits') return this.#until(now)
    if (returned !== 'refused')
      this.#later(quick ? next() * 0.4 : 1 + next() * (planned.late ? 60 : 18)).#do(this.#lead, {
        type: 'ACCEPT',
      })
    this.#handle(planned, quick, next)
    return this.#until(now)
  }

  #return(decision: NonNullable<PlannedTicket['returned']>, next: () => number) {
    const region = this.#lead.unitId?.split('-')[1] ?? ''
    const other = this.#lead.unitId?.startsWith('housing') ? `police-${region}` : `housing-${region}`
    const explanation = '不属本单位职责'
    this.#later(1 + next() * 4).#do(this.#lead, {
      type: 'RETURN',
      reasonCode: 'notOurs',
      explanation,
      suggestedUnitId: other,
    })
    this.#later(next() * 3).#do(reviewer, { type: 'CLAIM_REVIEW' })
    if (decision === 'waits') return
    this.#later(next() * 5)
    if (decision === 'upheld') this.#do(reviewer, { type: 'UPHOLD_RETURN', toUnitId: other, explanation })
    else this.#do(reviewer, { type: 'REFUSE_RETURN', explanation })
  }

  #handle(planned: PlannedTicket, quick: boolean, next: () => number) {
    const { communityId, contacted, fate, level, late, resident: hasResident, reworked, solved } = planned
    const secretary = actor('communitySecretary', communityId)
    if (fate === 'suspended') {
      const reviewAt = new Date(now + 30 * day).toISOString()
      this.#later(3).#do(dispatcher, { type: 'SUSPEND', plan: '纳入改造计划', reviewAt })
    }
    if (fate === 'suspended' || fate === 'handling') return
    if (contacted)
      this.#later(next()).#do(this.#lead, { type: 'REPORT_PROGRESS', text: '已到现场', contacted })
    // A result that waits is fresh: silence would confirm it.
    if (fate === 'resultWaits') this.#until(now - next() * 60 * hour)
    else this.#later(quick ? next() * 2 : late ? 220 + next() * 80 : 20 + next() * 70)
    this.#do(this.#lead, submit)
    if (fate === 'resultWaits') return
    if (reworked) {
      this.#later(5).#do(secretary, { type: 'REFUSE_RESULT', reason: '问题仍在' })
      this.#later(8).#do(this.#lead, submit)
    }
    this.#later(2 + next() * 40).#do(secretary, { type: 'CONFIRM_RESULT' })
    this.#later(next() * 20).#do(secretary, { type: 'EVALUATE', level, solved, tags: [] })
    if (hasResident) this.#later(next() * 20).#do(resident, { type: 'EVALUATE', level, solved, tags: [] })
  }

  get #lead(): Actor {
    return actor('departmentHandler', this.#ticket.leadUnitId ?? '')
  }

  #later(hours: number): this {
    this.#until(this.#at + hours * hour)
    return this
  }

  /** Lets time pass; what is due on the way takes effect. */
  #until(moment: number): TicketEvent[] {
    for (;;) {
      const [soonest] = Object.values(this.#ticket.clocks)
        .filter(({ pausedAt }) => pausedAt === undefined)
        .toSorted((a, b) => compare(a.dueAt, b.dueAt))
      if (!soonest || Date.parse(soonest.dueAt) > moment) break
      this.#at = Math.max(this.#at, Date.parse(soonest.dueAt))
      this.#do(systemActor, { type: 'DEADLINE_REACHED', kind: soonest.kind })
    }
    this.#at = Math.max(this.#at, Math.round(moment))
    return this.#events
  }

  #do(who: Actor, command: Command) {
    const decision = decide(this.#ticket, command, who, new Date(this.#at).toISOString(), seedCity)
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.rejection.code}`)
    const event = sealEvent(decision.event, this.#ticket.lastHash, '0'.repeat(32))
    this.#events.push(event)
    this.#ticket = evolve(this.#ticket, event)
  }
}

const submit: Command = { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已办结' }

const whistleFor = ({ matterCode, communityId, resident: hasResident }: PlannedTicket): Command => ({
  type: 'WHISTLE',
  draft: {
    matterCode,
    description: '见现场',
    location: { crs: 'cgcs2000', lng: 111.67, lat: 40.82, communityId },
    ...(hasResident && { citizenId: resident.personId }),
  },
})
