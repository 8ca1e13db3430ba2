import { describe, expect, it } from 'vitest'
import { available, decide, evolve, fold } from '../lifecycle/index.ts'
import { people, testCity } from '../testing/index.ts'
import {
  commandTypes,
  schemaVersion,
  sealEvent,
  verifyHistory,
  type Command,
  type TicketEvent,
} from '../ticket/index.ts'
import { goldenRows, type GoldenTicket } from './golden/index.ts'
import { EventOfAnyVersion, TicketOfAnyVersion } from './index.ts'

const { now, tickets } = goldenRows[1]
const salt = '5a'.repeat(16)
const eventsOf = ({ events }: GoldenTicket) => events.map((event) => EventOfAnyVersion.parse(event))
const ticketOf = ({ ticket }: GoldenTicket) => TicketOfAnyVersion.parse(ticket)
const later = new Date(Date.parse(now) + 60_000).toISOString()

describe('rows that version 1 stored', () => {
  it('tell of every command that there was', () => {
    const told = new Set(tickets.flatMap((row) => eventsOf(row).map(({ command }) => command.type)))
    expect([...told].toSorted()).toEqual(
      commandTypes.filter((it) => it !== 'RECALCULATE_DEADLINES').toSorted(),
    )
    expect(tickets.some((row) => eventsOf(row).some(({ kind }) => kind === 'refusedAssignment'))).toBe(true)
  })

  it('were written by version 1', () => {
    for (const { ticket, events } of tickets) {
      expect(ticket).toMatchObject({ schemaVersion: 1 })
      for (const event of events) expect(event).not.toHaveProperty('schemaVersion')
    }
  })

  it('are read without a field being lost', () => {
    for (const row of tickets) {
      expect(ticketOf(row)).toEqual({ ...(row.ticket as object), schemaVersion })
      expect(eventsOf(row)).toEqual(row.events)
    }
  })

  it('verify as they were sealed', () => {
    for (const row of tickets)
      expect(verifyHistory(eventsOf(row))).toMatchObject({ ok: true, count: row.events.length })
  })

  it('fold into the state that was stored with them', () => {
    for (const row of tickets) {
      const ticket = ticketOf(row)
      expect(fold(ticket.id, eventsOf(row))).toEqual(ticket)
    }
  })

  it('go on with new commands, in one chain', () => {
    const comment: Command = { type: 'COMMENT', text: '升级后继续办理' }
    const carriedOn = tickets.flatMap((row) => {
      const ticket = ticketOf(row)
      const decision = decide(ticket, comment, people.dispatcher, later, testCity)
      if (!decision.ok) return []
      const events: TicketEvent[] = [...eventsOf(row), sealEvent(decision.event, ticket.lastHash, salt)]
      expect(verifyHistory(events)).toMatchObject({ ok: true, count: ticket.version + 1 })
      expect(fold(ticket.id, events)).toMatchObject({ schemaVersion, version: ticket.version + 1 })
      return [ticket.status]
    })
    expect(new Set(carriedOn)).toEqual(new Set(['whistled', 'accepted', 'underReview.resolved', 'closed']))
  })

  it('offer what one would expect to the people whose turn it is', () => {
    const offered = (person: keyof typeof people) =>
      new Set(
        tickets.flatMap((row) =>
          available(ticketOf(row), people[person], later, testCity)
            .filter(({ enabled }) => enabled)
            .map(({ type }) => type),
        ),
      )
    for (const type of ['ACCEPT', 'SUBMIT_RESULT', 'REQUEST_EXTENSION'] as const)
      expect(offered('cityManagement')).toContain(type)
    const community = new Set([...offered('secretary'), ...offered('gridWorker')])
    for (const type of ['WHISTLE', 'CONFIRM_RESULT', 'WITHDRAW', 'REOPEN'] as const)
      expect(community).toContain(type)
    expect(offered('dispatcher')).toContain('RESUME')
  })

  it('let a resident be erased: state and lines at once, the chain as it was', () => {
    for (const row of tickets) {
      const before = ticketOf(row)
      const stripped = eventsOf(row).map(({ personal: _, ...event }) => event)
      const event = sealEvent(
        {
          ticketId: before.id,
          version: before.version + 1,
          kind: 'personalErased',
          at: later,
          actor: people.supervisor,
          from: before.status,
          to: before.status,
          command: { type: 'COMMENT', text: '应居民要求' },
          facts: { erased: {} },
        },
        before.lastHash,
        salt,
      )
      expect(verifyHistory([...stripped, event]).ok).toBe(true)
      expect(fold(before.id, [...stripped, event])).toEqual(evolve(before, event))
      expect(JSON.stringify(evolve(before, event))).not.toMatch(/某居民|电话|citizen-1|501/)
    }
  })
})
