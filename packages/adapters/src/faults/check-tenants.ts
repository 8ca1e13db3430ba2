/** Tickets and people stay in the tenant in which they were named first. */
import type { LogEntry } from './operation-log.ts'
import type { StoreSnapshot } from './snapshot.ts'
import type { Violation } from './violation.ts'

export function checkTenants(logs: LogEntry[][], store: StoreSnapshot): Violation[] {
  const home = new Map<string, string>()
  const people = new Map<string, string>()
  for (const entry of logs.flat()) {
    if (entry.type !== 'invoke') continue
    home.set(entry.ticketId, entry.tenantId)
    people.set(entry.personId, entry.tenantId)
  }
  const rows = [...store.tickets, ...store.events, ...store.commands, ...store.deadlines]
  const strayRows = rows.filter(({ tenantId, ticketId }) => (home.get(ticketId) ?? tenantId) !== tenantId)
  const strayPeople = store.events.filter(
    ({ tenantId, event }) => (people.get(event.actor.personId) ?? tenantId) !== tenantId,
  )
  return [...strayRows, ...strayPeople].map(({ tenantId, ticketId }) => ({
    rule: 'tenant',
    tenantId,
    ticketId,
    found: `a row that belongs to ${home.get(ticketId)}`,
  }))
}
