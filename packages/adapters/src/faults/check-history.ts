/** The proof that faults lost nothing: every answer that was given, held against everything that is stored. */
import { checkAnswers, type AnswerCounts } from './check-answers.ts'
import { checkLeases } from './check-leases.ts'
import { checkStored } from './check-stored.ts'
import { checkTenants } from './check-tenants.ts'
import type { LogEntry } from './operation-log.ts'
import type { StoreSnapshot } from './snapshot.ts'
import type { Violation } from './violation.ts'

export interface HistoryCheck {
  /** Empty where every rule holds. */
  violations: Violation[]
  counts: AnswerCounts & { events: number; claims: number }
}

/**
 * Checks the logs of all processes against what the store holds now.
 * @param logs one per process, each in its own order, from the time that the store was empty
 */
export function checkHistory(logs: LogEntry[][], store: StoreSnapshot): HistoryCheck {
  const { violations, counts } = checkAnswers(logs, store)
  const claims = logs.flat().filter(({ type }) => type === 'claim').length
  return {
    violations: [...violations, ...checkStored(store), ...checkLeases(logs), ...checkTenants(logs, store)],
    counts: { ...counts, events: store.events.length, claims },
  }
}
