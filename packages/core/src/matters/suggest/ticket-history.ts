/** What earlier tickets tell a suggestion: how often a unit returned a matter, who took it then, and in what words. */
import type { TicketEvent } from '../../ticket/events.ts'
import type { PastDescription } from './word-index.ts'

/** What is read of an event. */
export type HistoryEvent = Pick<TicketEvent, 'ticketId' | 'kind' | 'to' | 'command' | 'facts' | 'personal'>

/** How a unit dealt with the tickets of one matter. */
export interface UnitRecord {
  unitId: string
  /** Times that a ticket came to the unit as its lead. */
  dispatched: number
  /** Times that the unit returned one. */
  returned: number
  /** Of these: the desk agreed, and another unit got it or the ticket was declined … */
  upheld: number
  /** … or did not, and the unit had to keep it. */
  refused: number
  /** Tickets that closed while the unit led them. */
  closed: number
}

export interface TicketHistory {
  /** Adds one event; those of one ticket in their order, those of different tickets in any. */
  add(event: HistoryEvent): void
  /** How a unit dealt with a matter; all zero where it never had one. */
  of(matterCode: string, unitId: string): UnitRecord
  /** Every unit that ever had a matter, those first that closed most of it. */
  unitsOf(matterCode: string): UnitRecord[]
  /**
   * Descriptions of closed tickets, with the matter that they closed as. A declined ticket teaches nothing, and what was
   * erased is forgotten.
   */
  readonly past: readonly PastDescription[]
  /** Grows whenever `past` changes. */
  readonly revision: number
}

interface Running {
  matterCode?: string
  leadUnitId?: string
  description?: string
  returnedBy?: string
  learned?: PastDescription
  closed: boolean
}

/**
 * Reads events once, from the first to the last; more may be added later.
 *
 * @example
 * suggestMatters('路灯不亮', city, ticketHistory(await readAllEvents()))
 */
export function ticketHistory(events: Iterable<HistoryEvent> = []): TicketHistory {
  const tickets = new Map<string, Running>()
  const records = new Map<string, Map<string, UnitRecord>>()
  const past: PastDescription[] = []
  let revision = 0

  function recordOf(matterCode: string | undefined, unitId: string | undefined): UnitRecord | undefined {
    if (matterCode === undefined || unitId === undefined) return undefined
    const units = records.get(matterCode) ?? new Map<string, UnitRecord>()
    records.set(matterCode, units)
    const record = units.get(unitId) ?? noRecord(unitId)
    units.set(unitId, record)
    return record
  }

  function learn(ticket: Running): void {
    if (ticket.matterCode === undefined || !ticket.description) return
    ticket.learned = { text: ticket.description, matterCode: ticket.matterCode }
    past.push(ticket.learned)
    revision += 1
  }

  /** What remains of a description after an erasure, if anything, is what is known from then on. */
  function forget(ticket: Running, remaining: string | undefined): void {
    ticket.description = remaining ?? ''
    if (!ticket.learned) return
    past.splice(past.indexOf(ticket.learned), 1)
    revision += 1
    delete ticket.learned
    learn(ticket)
  }

  function add({ ticketId, kind, to, command, facts, personal }: HistoryEvent): void {
    const ticket = tickets.get(ticketId) ?? { closed: false }
    tickets.set(ticketId, ticket)
    if (kind === 'personalErased') forget(ticket, facts.erased?.description)
    if (kind !== 'command') return
    if (command.type === 'EDIT' || command.type === 'WHISTLE')
      ticket.description = personal?.description ?? command.draft?.description ?? ticket.description ?? ''
    if (facts.matter) ticket.matterCode = facts.matter.code
    const { matterCode } = ticket
    if (command.type === 'RETURN') {
      if (ticket.leadUnitId !== undefined) ticket.returnedBy = ticket.leadUnitId
      const record = recordOf(matterCode, ticket.leadUnitId)
      if (record) record.returned += 1
    }
    if (command.type === 'UPHOLD_RETURN' || command.type === 'REFUSE_RETURN') {
      const record = recordOf(matterCode, ticket.returnedBy)
      if (record) record[command.type === 'UPHOLD_RETURN' ? 'upheld' : 'refused'] += 1
    }
    if (facts.leadUnitId !== undefined) {
      ticket.leadUnitId = facts.leadUnitId
      const record = recordOf(matterCode, facts.leadUnitId)
      if (record && dispatching.has(command.type)) record.dispatched += 1
    }
    if (facts.closing === undefined || facts.closing === 'declined' || to !== 'closed' || ticket.closed)
      return
    ticket.closed = true
    const record = recordOf(matterCode, ticket.leadUnitId)
    if (record) record.closed += 1
    learn(ticket)
  }

  for (const event of events) add(event)
  return {
    add,
    past,
    get revision() {
      return revision
    },
    of: (matterCode, unitId) => ({ ...(records.get(matterCode)?.get(unitId) ?? noRecord(unitId)) }),
    unitsOf: (matterCode) =>
      [...(records.get(matterCode)?.values() ?? [])]
        .map((record) => ({ ...record }))
        .sort((a, b) => b.closed - a.closed || b.dispatched - a.dispatched || (a.unitId < b.unitId ? -1 : 1)),
  }
}

/** Commands that bring a ticket to a lead. */
const dispatching: ReadonlySet<string> = new Set(['WHISTLE', 'ESCALATE', 'REDISPATCH', 'UPHOLD_RETURN'])

const noRecord = (unitId: string): UnitRecord => ({
  unitId,
  dispatched: 0,
  returned: 0,
  upheld: 0,
  refused: 0,
  closed: 0,
})
