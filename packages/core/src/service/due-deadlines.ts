/** Lets due deadlines take effect: each one once, whoever works on it, however often. */
import {
  digest,
  systemActor,
  type DeadlineKind,
  type Instant,
  type RejectionCode,
  type Ticket,
} from '../ticket/index.ts'
import { CommandInProgressError } from './command-in-progress.ts'
import type { Step } from './command-runner.ts'
import type { Outcome } from './gateway.ts'
import type { DueDeadline, TicketStore } from './store.ts'

/** `reached`: it took effect now. `passed`: there is nothing to do, since it took effect before, moved, or ended. */
export type DeadlineEffect = 'reached' | 'passed'

export interface DueDeadlinesOptions {
  store: TicketStore
  step: (step: Step) => Promise<Outcome>
  clock: () => Instant
}

/** How often a deadline is decided anew where people act on the same ticket meanwhile. */
const attempts = 5

export function dueDeadlines({ store, step, clock }: DueDeadlinesOptions) {
  const claimDeadlines = ({ owner, limit = 100, leaseMs = 30_000 }: ClaimOptions) =>
    store.claimDue({ now: clock(), limit, leaseMs, owner })

  async function reachDeadline({ tenantId, ticketId, kind, dueAt }: DueDeadline): Promise<DeadlineEffect> {
    const ref = { tenantId, ticketId }
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const ticket = (await store.load(ref))?.ticket
      if (ticket?.clocks[kind]?.dueAt !== dueAt) return 'passed'
      const outcome = await unlessInProgress(step, {
        ref,
        actor: systemActor,
        command: { type: 'DEADLINE_REACHED', kind },
        commandId: deadlineCommandId(ticket, kind, dueAt),
        fingerprint: digest({ ticketId, kind, dueAt }),
        ticket,
      })
      if (outcome === 'inProgress') return 'passed'
      if (outcome.ok) return outcome.replayed ? 'passed' : 'reached'
      if ('rejection' in outcome) {
        if (outcome.rejection.code === 'deadlineNotDue') return 'passed'
        throw new DeadlineError(kind, ticketId, outcome.rejection.code)
      }
    }
    throw new DeadlineError(kind, ticketId, 'versionConflict')
  }

  async function runDueDeadlines(options: ClaimOptions): Promise<number> {
    let effective = 0
    const failures: unknown[] = []
    for (const due of await claimDeadlines(options)) {
      try {
        if ((await reachDeadline(due)) === 'reached') effective += 1
      } catch (error) {
        failures.push(error)
      }
    }
    // One broken ticket must not hold up the others; it is told once they are done.
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} deadlines failed`)
    return effective
  }

  return { claimDeadlines, reachDeadline, runDueDeadlines }
}

/** Another poller whose lease ran out is at it still. Should it fail, the deadline stays due and is claimed again. */
const unlessInProgress = async (step: DueDeadlinesOptions['step'], it: Step) => {
  try {
    return await step(it)
  } catch (error) {
    if (error instanceof CommandInProgressError) return 'inProgress'
    throw error
  }
}

export interface ClaimOptions {
  /** Names the poller, so that one can see who holds a lease. */
  owner: string
  /** How many at most. */
  limit?: number
  /** How long nobody else gets them, in milliseconds. */
  leaseMs?: number
}

/** A deadline that is due and cannot take effect now; it stays due, and is claimed again after its lease. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  readonly code = 'deadlineFailed'
  readonly reason: RejectionCode | 'versionConflict'
  constructor(kind: DeadlineKind, ticketId: string, reason: RejectionCode | 'versionConflict') {
    super(`Deadline ${kind} of ticket ${ticketId} could not take effect: ${reason}`)
    this.reason = reason
  }
}

/** Names a deadline's effect, so that firing it twice is harmless. */
const deadlineCommandId = ({ id, supervisionLevel = 0 }: Ticket, kind: DeadlineKind, dueAt: Instant) =>
  // Levels of supervision may fall on the same moment.
  kind === 'supervision' ? `${id}:${kind}:${dueAt}:${supervisionLevel}` : `${id}:${kind}:${dueAt}`
