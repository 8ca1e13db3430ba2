/**
 * Which deadlines failed here, and how many claims each is put off. A failed one is not given back: its lease keeps it
 * away from every poller, so that it never stands before others, and each failure doubles how many leases it waits.
 */
import type { DueDeadline } from '@chuishao/core/service'

/** 64 leases: half an hour at 30 s each. */
const longest = 64

/** More broken tickets than this are retried at every lease; only memory is at stake. */
const remembered = 10_000

interface Failed {
  failures: number
  /** Claims to let pass before it is tried again. */
  skips: number
}

export function failedDeadlines({ leaseMs }: { leaseMs: number }) {
  const known = new Map<string, Failed>()

  return {
    /** Whether this claim passes without a try. */
    isPutOff(deadline: DueDeadline): boolean {
      const entry = known.get(keyOf(deadline))
      if (entry === undefined || entry.skips === 0) return false
      entry.skips -= 1
      return true
    },

    /** One more failure. */
    add(deadline: DueDeadline): { failures: number; retryInMs: number } {
      const key = keyOf(deadline)
      const failures = (known.get(key)?.failures ?? 0) + 1
      const leases = Math.min(2 ** (failures - 1), longest)
      known.delete(key)
      known.set(key, { failures, skips: leases - 1 })
      const oldest = known.keys().next()
      if (known.size > remembered && !oldest.done) known.delete(oldest.value)
      return { failures, retryInMs: leases * leaseMs }
    },

    forget: (deadline: DueDeadline) => {
      known.delete(keyOf(deadline))
    },
  }
}

const keyOf = ({ tenantId, ticketId, kind, dueAt }: DueDeadline) =>
  [tenantId, ticketId, kind, dueAt].join(' ')
