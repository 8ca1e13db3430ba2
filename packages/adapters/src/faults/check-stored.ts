/** What a store must hold whatever happened to the processes: gapless, chained, folded, and with the right clocks. */
import { fold } from '@chuishao/core/lifecycle'
import { digest, verifyHistory, type DeadlineKind, type Status } from '@chuishao/core/ticket'
import { groupBy, ticketKey } from './group-by.ts'
import type { DeadlineRecord, EventRecord, StoreSnapshot, TicketRecord } from './snapshot.ts'
import type { Violation } from './violation.ts'

/** Where nothing, or only the evaluation, may have a deadline. */
const allowedClocks: Partial<Record<Status, DeadlineKind[]>> = {
  draft: [],
  closed: ['evaluation'],
  evaluated: [],
  withdrawn: [],
  merged: [],
  discarded: [],
}

export function checkStored(store: StoreSnapshot): Violation[] {
  const events = groupBy(store.events, ticketKey)
  const deadlines = groupBy(store.deadlines, ticketKey)
  const tickets = new Set(store.tickets.map(ticketKey))
  const orphans = [...store.events, ...store.deadlines, ...store.commands].filter(
    (row) => !tickets.has(ticketKey(row)),
  )
  return [
    ...orphans.map(({ tenantId, ticketId }): Violation => ({
      rule: 'lost',
      tenantId,
      ticketId,
      found: 'a row without its ticket',
    })),
    ...store.tickets.flatMap((ticket) => {
      const own = (events.get(ticketKey(ticket)) ?? []).toSorted((a, b) => a.version - b.version)
      return [
        ...checkVersions(ticket, own),
        ...checkState(ticket, own),
        ...checkClocks(ticket, deadlines.get(ticketKey(ticket)) ?? []),
      ]
    }),
    ...checkPositions(store),
  ]
}

function checkVersions(ticket: TicketRecord, events: EventRecord[]): Violation[] {
  const { tenantId, ticketId } = ticket
  const versions = events.map(({ version }) => version)
  const fits =
    versions.length === ticket.version &&
    ticket.state.version === ticket.version &&
    versions.every((version, index) => version === index + 1) &&
    events.every(({ version, event }) => event.version === version && event.ticketId === ticketId) &&
    events.every(({ position }, index) => position > (events[index - 1]?.position ?? 0))
  if (fits) return []
  const found = `the ticket is at version ${ticket.version} (state ${ticket.state.version}), its events are ${versions.join(', ')}, at positions ${events.map(({ position }) => position).join(', ')}`
  return [{ rule: 'versions', tenantId, ticketId, found }]
}

function checkState({ tenantId, ticketId, state }: TicketRecord, rows: EventRecord[]): Violation[] {
  const events = rows.map(({ event }) => event)
  const verified = verifyHistory(events)
  const broken: Violation[] = verified.ok
    ? []
    : [{ rule: 'chain', tenantId, ticketId, found: `version ${verified.version}: ${verified.broken}` }]
  if (digest(fold(ticketId, events)) !== digest(state))
    broken.push({ rule: 'fold', tenantId, ticketId, found: 'the state is not what the events make' })
  return broken
}

function checkClocks({ tenantId, ticketId, state }: TicketRecord, rows: DeadlineRecord[]): Violation[] {
  const allowed = allowedClocks[state.status]
  const running = Object.values(state.clocks).filter(({ pausedAt }) => pausedAt === undefined)
  const expected = running.map(({ kind, dueAt }) => `${kind} ${dueAt}`).toSorted()
  const watched = rows.map(({ kind, dueAt }) => `${kind} ${dueAt}`).toSorted()
  const stray = rows.filter(({ kind }) => allowed && !allowed.includes(kind))
  const broken: Violation[] = stray.map(({ kind }) => ({
    rule: 'clock',
    tenantId,
    ticketId,
    found: `${kind} runs on a ticket that is ${state.status}`,
  }))
  if (expected.join() !== watched.join())
    broken.push({
      rule: 'clock',
      tenantId,
      ticketId,
      found: `runs: ${expected.join(', ')}; watched: ${watched.join(', ')}`,
    })
  return broken
}

function checkPositions({ events, positions }: StoreSnapshot): Violation[] {
  const tenants = new Set([...events, ...positions].map(({ tenantId }) => tenantId))
  return [...tenants].flatMap((tenantId): Violation[] => {
    const counter = positions.find((row) => row.tenantId === tenantId)?.position ?? 0
    const taken = events
      .filter((row) => row.tenantId === tenantId)
      .map(({ position }) => position)
      .toSorted((a, b) => a - b)
    const wrong = taken.findIndex((position, index) => position !== index + 1)
    if (wrong === -1 && taken.length === counter) return []
    const found = `${taken.length} events, the counter is at ${counter}${wrong === -1 ? '' : `, position ${wrong + 1} is ${taken[wrong]}`}`
    return [{ rule: 'positions', tenantId, found }]
  })
}
