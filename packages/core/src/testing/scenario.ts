/** Given / when / then for the lifecycle: plays commands on one ticket with a clock of its own. */
import assert from 'node:assert/strict'
import {
  newTicket,
  sealEvent,
  Ticket,
  TicketEvent,
  verifyHistory,
  type Actor,
  type Command,
  type RejectionCode,
} from '../ticket/index.ts'
import type { City } from '../lifecycle/city.ts'
import { decide } from '../lifecycle/decide.ts'
import type { Known } from '../lifecycle/event.ts'
import { evolve, fold } from '../lifecycle/fold.ts'
import { people, testCity } from './test-city.ts'

export const ticketId = '0198c0de-0000-7000-8000-000000000001'
const photo = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', bytes: 1000 } as const

/** A whistle that every rule accepts. */
export const whistle = (matterCode = 'manhole'): Command => ({
  type: 'WHISTLE',
  draft: {
    matterCode,
    description: '路口井盖破损',
    location: { crs: 'cgcs2000', lng: 111.67, lat: 40.82, communityId: 'community-1' },
    attachments: [photo],
    citizenId: 'citizen-1',
  },
})

export const result: Command = {
  type: 'SUBMIT_RESULT',
  outcome: 'resolved',
  text: '已更换井盖',
  attachments: [photo],
}

export const returnTo = (suggestedUnitId: string): Command => ({
  type: 'RETURN',
  reasonCode: 'notOurs',
  explanation: '属供水管线',
  suggestedUnitId,
})

export const rating = (level: number, solved = true): Command => ({
  type: 'EVALUATE',
  level,
  solved,
  tags: [],
})

/** A ticket in a story. Every accepted step is checked: the fold, the schemas and the hash chain must hold. */
export class Scenario {
  ticket = newTicket(ticketId)
  events: TicketEvent[] = []
  now = Date.parse('2026-03-02T01:00:00.000Z')
  city: City

  constructor(city: City = testCity) {
    this.city = city
  }

  /** Moves the clock. */
  later(hours: number): this {
    this.now += hours * 3_600_000
    return this
  }

  when(actor: Actor, command: Command, related: Pick<Known, 'mergeTarget'> = {}): this {
    const decision = this.#decide(actor, command, related)
    assert.ok(decision.ok, `${command.type}: ${decision.ok ? '' : decision.rejection.code}`)
    const event = sealEvent(decision.event, this.ticket.lastHash, 'f'.repeat(32))
    assert.deepEqual({ ...decision.ticket, lastHash: event.hash }, evolve(this.ticket, event))
    this.events.push(event)
    this.ticket = evolve(this.ticket, event)
    this.#check()
    return this
  }

  refused(
    actor: Actor,
    command: Command,
    code: RejectionCode,
    related: Pick<Known, 'mergeTarget'> = {},
  ): this {
    const decision = this.#decide(actor, command, related)
    assert.ok(!decision.ok, `${command.type} was accepted`)
    assert.equal(decision.rejection.code, code)
    assert.ok(decision.rejection.message.zh && decision.rejection.message.en)
    return this
  }

  /** Lets the soonest clock that runs run out and its deadline take effect; answers its kind. */
  ring(): string {
    const running = Object.values(this.ticket.clocks).filter(({ pausedAt }) => pausedAt === undefined)
    const clock = running.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
    assert.ok(clock, 'no clock runs')
    this.now = Math.max(this.now, Date.parse(clock.dueAt))
    this.when(people.system, { type: 'DEADLINE_REACHED', kind: clock.kind })
    return clock.kind
  }

  then(status: Ticket['status'], expected: Partial<Ticket> = {}): this {
    assert.equal(this.ticket.status, status)
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(this.ticket[key as keyof Ticket], value, key)
    }
    return this
  }

  get clocks(): string[] {
    return Object.keys(this.ticket.clocks).sort()
  }

  #decide(actor: Actor, command: Command, related: Pick<Known, 'mergeTarget'>) {
    return decide(this.ticket, command, actor, new Date(this.now).toISOString(), this.city, related)
  }

  #check() {
    assert.deepEqual(fold(ticketId, this.events), this.ticket)
    assert.deepEqual(Ticket.parse(this.ticket), this.ticket)
    for (const event of this.events) assert.deepEqual(TicketEvent.parse(event), event)
    assert.deepEqual(verifyHistory(this.events), {
      ok: true,
      count: this.ticket.version,
      lastHash: this.ticket.lastHash,
    })
  }
}

export const scenario = (city?: City) => new Scenario(city)
/** A ticket that the department has got. */
export const whistled = (city?: City, matterCode?: string) =>
  scenario(city).when(people.gridWorker, whistle(matterCode))
/** A ticket that the department has signed. */
export const accepted = (city?: City) => whistled(city).when(people.cityManagement, { type: 'ACCEPT' })
/** A ticket whose result waits for the community. */
export const resolved = (city?: City) => accepted(city).when(people.cityManagement, result)
/** A ticket that the community has confirmed. */
export const closed = (city?: City) => resolved(city).when(people.secretary, { type: 'CONFIRM_RESULT' })
