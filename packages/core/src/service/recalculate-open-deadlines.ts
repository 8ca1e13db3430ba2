/**
 * After the calendar has changed: walks the open tickets of a tenant and counts their running deadlines again. Each
 * ticket is a command of its own with an event in its history, so a walk may be ended, repeated, and run twice at once.
 */
import type { City } from '../lifecycle/city.ts'
import { decide } from '../lifecycle/decide.ts'
import { reasons } from '../lifecycle/reasons.ts'
import {
  digest,
  systemActor,
  type Command,
  type DeadlineKind,
  type Instant,
  type Rejection,
  type Status,
  type Ticket,
} from '../ticket/index.ts'
import type { Step } from './command-runner.ts'
import type { Outcome } from './gateway.ts'
import type { Session } from './service.ts'
import { StoreUnavailableError } from './store-unavailable.ts'
import type { TicketRef, TicketStore, TicketSummary } from './store.ts'

/** One deadline that another calendar gives another date, or makes final. */
export interface MovedOpenDeadline {
  ticketId: string
  matterName?: string
  leadUnitId?: string
  kind: DeadlineKind
  from: Instant
  to: Instant
  /** Still counted with a guess, since a year in it is not announced. */
  provisional: boolean
}

export interface RecalculationReport {
  /** Version of the calendar that everything is counted with now. */
  calendarVersion: string
  /** Tickets that were looked at. */
  looked: number
  moved: MovedOpenDeadline[]
  /** Tickets that could not be counted again, with what went wrong; the walk went on. */
  failed: { ticketId: string; error: string }[]
  /** Where to go on; absent where the walk reached its end. */
  nextCursor?: string
}

export interface RecalculationOptions {
  /** True to say only what would move: nothing is stored. */
  dryRun?: boolean
  /** From the report of a walk that was ended early. */
  cursor?: string
  /** Tickets in one page, 1 to 200. */
  pageSize?: number
  /** Ends the walk after the ticket under way; the report says where to go on. */
  signal?: AbortSignal
  /** Told after each page, e.g. to show progress, and to let requests go first. */
  onPage?: (soFar: RecalculationReport) => unknown
}

export type Recalculation = { ok: true; report: RecalculationReport } | { ok: false; rejection: Rejection }

interface Options {
  store: TicketStore
  step: (step: Step) => Promise<Outcome>
  clock: () => Instant
  cityOf: (tenantId: string) => City
}

/** States in which a clock may run. */
const open: Status[] = ['whistled', 'accepted', 'underReview.resolved', 'closed']

/** How often one ticket is decided anew where people act on it meanwhile. */
const attempts = 5

/** Instances' clocks may differ by this, in milliseconds. */
const skewMs = 5 * 60_000

export function recalculator({ store, step, clock, cityOf }: Options) {
  return async function recalculateOpenDeadlines(
    { tenantId, actor }: Session,
    { dryRun = false, cursor, pageSize = 100, signal, onPage = () => {} }: RecalculationOptions = {},
  ): Promise<Recalculation> {
    if (!actor.roles.includes('system'))
      return { ok: false, rejection: { code: 'wrongRole', message: reasons.wrongRole, allowed: [] } }
    const since = new Date(Date.parse(clock()) - skewMs).toISOString()
    const calendarVersion = cityOf(tenantId).calendar.version
    const report: RecalculationReport = { calendarVersion, looked: 0, moved: [], failed: [] }
    const seen = new Map<string, number>()

    /** From the latest change back to `until`; answers whether there was anything to move. */
    async function walk(from: string | undefined, until: Instant | undefined): Promise<boolean> {
      let found = false
      let next = from
      do {
        const at = next === undefined ? {} : { cursor: next }
        const page = await store.query({ tenantId, statuses: open, order: 'updated', limit: pageSize, ...at })
        for (const line of page.items) {
          if (until !== undefined && line.updatedAt < until) return found
          if (seen.get(line.ticketId) === line.version) continue
          if (signal?.aborted) {
            report.nextCursor = next ?? ''
            return false
          }
          found = (await look(line)) || found
        }
        next = page.nextCursor
        await onPage({ ...report, ...(next !== undefined && { nextCursor: next }) })
      } while (next !== undefined)
      return found
    }

    async function look(line: TicketSummary): Promise<boolean> {
      const { ticketId } = line
      report.looked += 1
      try {
        const { version, moved } = await (dryRun ? preview : recalculate)(
          { tenantId, ticketId },
          calendarVersion,
        )
        seen.set(ticketId, version)
        report.moved.push(...moved.map((it) => ({ ...named(line), ...it })))
        return moved.length > 0
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw error
        seen.set(ticketId, line.version)
        report.failed.push({ ticketId, error: error instanceof Error ? error.message : String(error) })
        return false
      }
    }

    await walk(cursor === '' ? undefined : cursor, undefined)
    // What somebody changed meanwhile came to the front of the list, behind the walk.
    while (!signal?.aborted && (await walk(undefined, since)));
    return { ok: true, report }
  }

  /** The same decision, and nothing stored. */
  async function preview({ tenantId, ticketId }: TicketRef) {
    const ticket = (await store.load({ tenantId, ticketId }))?.ticket
    if (ticket === undefined) return { version: 0, moved: [] }
    const command: Command = { type: 'RECALCULATE_DEADLINES' }
    const decision = decide(ticket, command, systemActor, clock(), cityOf(tenantId))
    return { version: ticket.version, moved: decision.ok ? movedBetween(ticket, decision.ticket) : [] }
  }

  async function recalculate(ref: TicketRef, calendarVersion: string) {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const ticket = (await store.load(ref))?.ticket
      if (ticket === undefined) return { version: 0, moved: [] }
      const { id, version } = ticket
      const outcome = await step({
        ref,
        actor: systemActor,
        command: { type: 'RECALCULATE_DEADLINES' },
        commandId: `${id}:recalculate:${version}`,
        fingerprint: digest({ id, version, calendarVersion }),
        ticket,
      })
      if (outcome.ok) return { version: outcome.version, moved: movedBetween(ticket, outcome.ticket) }
      if ('rejection' in outcome) return { version, moved: [] }
    }
    throw new Error('somebody changed the ticket again and again')
  }
}

const named = ({ ticketId, matterName, leadUnitId }: TicketSummary) => ({
  ticketId,
  ...(matterName !== undefined && { matterName }),
  ...(leadUnitId !== undefined && { leadUnitId }),
})

const movedBetween = (before: Ticket, after: Ticket) =>
  Object.values(after.clocks).flatMap(({ kind, dueAt: to, calendarVersion, provisional }) => {
    const old = before.clocks[kind]
    return old === undefined || old.calendarVersion === calendarVersion
      ? []
      : [{ kind, from: old.dueAt, to, provisional }]
  })
