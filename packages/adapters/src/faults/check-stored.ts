/** What a store must hold whatever happened to the processes: gapless, chained, folded, and with the right clocks. */
import { checkTicket } from '../audit/check-ticket.ts'
import { groupBy, ticketKey } from './group-by.ts'
import type { StoreSnapshot } from './snapshot.ts'
import type { Violation } from './violation.ts'

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
      return checkTicket({ ...ticket, events: own, deadlines: deadlines.get(ticketKey(ticket)) ?? [] })
    }),
    ...checkPositions(store),
  ]
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
